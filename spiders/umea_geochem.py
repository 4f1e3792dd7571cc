from seminarcrawl.platforms.ical import ICalSpider


class UmeaGeochemSpider(ICalSpider):
    """Umeå University, Geochemistry MD mini-seminar (https://mholmboe.github.io/geochem-md-seminar/)."""

    name = "umea_geochem"
    institution = "Umeå University"
    country = "SE"
    start_urls = ["https://mholmboe.github.io/geochem-md-seminar/seminar.ics"]
    series = "Geochemistry MD mini-seminar"
    timezone = "Europe/Stockholm"
    languages = ("en",)
    summary_role = "series_title"
    verified = None
