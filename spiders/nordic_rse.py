from seminarcrawl.platforms.repository import RepositorySpider


class NordicRseSpider(RepositorySpider):
    """Nordic RSE, online seminar series (https://github.com/nordic-rse/nordic-rse.github.io)."""

    name = "nordic_rse"
    institution = "Nordic RSE"
    country = "SE"
    repository = "nordic-rse/nordic-rse.github.io"
    paths = ("content/events/seminar-series/_index.md",)
    timezone = "Europe/Stockholm"
    languages = ("en",)
    verified = None
