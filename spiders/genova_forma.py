from seminarcrawl.platforms.repository import RepositorySpider


class GenovaFormaSpider(RepositorySpider):
    """Università di Genova, FORMA seminars (https://github.com/FORMA-UniGe/forma-unige.github.io)."""

    name = "genova_forma"
    institution = "Università di Genova"
    country = "IT"
    repository = "FORMA-UniGe/forma-unige.github.io"
    paths = ("data/seminars.json",)
    timezone = "Europe/Rome"
    languages = ("en", "it")
    verified = None
