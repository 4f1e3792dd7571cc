from seminarcrawl.platforms.ical import ICalSpider


class ByuAgSpider(ICalSpider):
    """Brigham Young University, Algebraic Geometry Seminar (https://byu-ag.github.io)."""

    name = "byu_ag"
    institution = "Brigham Young University"
    country = "US"
    start_urls = ["https://byu-ag.github.io/seminar.ics"]
    series = "Algebraic Geometry Seminar"
    timezone = "America/Denver"
    languages = ("en",)
    verified = None
