from seminarcrawl.platforms.repository import RepositorySpider


class YaleGalaxyLunchSpider(RepositorySpider):
    """Yale University, Galaxy Lunch (https://yalegalaxylunch.github.io)."""

    name = "yale_galaxy_lunch"
    institution = "Yale University"
    country = "US"
    page = "https://yalegalaxylunch.github.io"
    repository = "yalegalaxylunch/yalegalaxylunch.github.io"
    paths = ("archive/*.json",)
    timezone = "America/New_York"
    languages = ("en",)
    verified = None
