from seminarcrawl.platforms.repository import RepositorySpider


class L2sSeminarsSpider(RepositorySpider):
    """Laboratoire des Signaux et Systèmes, seminar posts: `-a repository=OWNER/NAME` or `-a files=FOLDER`."""

    name = "l2s_seminars"
    timezone = "Europe/Paris"
    languages = ("en", "fr")
    in_crawlall = False  # it needs an argument
    host = "Laboratoire des Signaux et Systèmes"
