from seminarcrawl.platforms.repository import RepositorySpider


class DinamiciDaiSpider(RepositorySpider):
    """DinAmicI, DAI seminar (https://www.dinamici.org)."""

    name = "dinamici_dai"
    institution = "DinAmicI"
    country = "IT"
    page = "https://www.dinamici.org"
    repository = "marcolenci/dai-dinamici.github.io"
    paths = ("content/dai-seminars/*.md",)
    timezone = "Europe/Rome"
    languages = ("en",)
    verified = None
