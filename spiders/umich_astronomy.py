from seminarcrawl.platforms.ical import ICalSpider


class UmichAstronomySpider(ICalSpider):
    """University of Michigan, Astronomy (https://events.umich.edu/group/1178)."""

    name = "umich_astronomy"
    institution = "University of Michigan"
    country = "US"
    start_urls = ["https://events.umich.edu/group/1178/ical"]
    timezone = "America/Detroit"
    languages = ("en",)
    verified = None
