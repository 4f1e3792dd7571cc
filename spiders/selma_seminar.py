from seminarcrawl.platforms.repository import RepositorySpider


class SelmaSeminarSpider(RepositorySpider):
    """SELMA, seminar (https://github.com/smimram/selma)."""

    name = "selma_seminar"
    institution = "SELMA"
    country = "FR"
    repository = "smimram/selma"
    paths = ("_data/seminar.yml",)
    timezone = "Europe/Paris"
    languages = ("en", "fr")
    verified = None
