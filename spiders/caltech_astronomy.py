from seminarcrawl.platforms.ical import ICalSpider


class CaltechAstronomySpider(ICalSpider):
    """Caltech, Astronomy Colloquium (https://www.astro.caltech.edu/calendar)."""

    name = "caltech_astronomy"
    institution = "Caltech"
    country = "US"
    start_urls = ["https://www.astro.caltech.edu/calendar/ical?series=22"]
    series = "Astronomy Colloquium"
    timezone = "America/Los_Angeles"
    languages = ("en",)
    verified = None
