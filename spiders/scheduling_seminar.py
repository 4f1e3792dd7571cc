from seminarcrawl.platforms.repository import RepositorySpider


class SchedulingSeminarSpider(RepositorySpider):
    """Scheduling seminar, international series (https://github.com/schedseminar/schedseminar.github.io)."""

    name = "scheduling_seminar"
    institution = "Scheduling seminar"
    country = "CZ"
    repository = "schedseminar/schedseminar.github.io"
    paths = ("src/content/talks/*.json",)
    timezone = "Europe/Prague"
    languages = ("en",)
    verified = None
