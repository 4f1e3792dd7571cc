from seminarcrawl.platforms.repository import RepositorySpider


class VirtualScienceForumSpider(RepositorySpider):
    """Virtual Science Forum, all talks (https://virtualscienceforum.org)."""

    name = "virtual_science_forum"
    institution = "Virtual Science Forum"
    page = "https://virtualscienceforum.org"
    repository = "virtualscienceforum/virtualscienceforum"
    paths = ("talks.yml",)
    timezone = "UTC"
    languages = ("en",)
    verified = None
