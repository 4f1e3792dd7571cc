from seminarcrawl.platforms.ical import ICalSpider


class UmichEarthSpider(ICalSpider):
    """University of Michigan, Earth and Environmental Sciences (https://events.umich.edu/group/3170)."""

    name = "umich_earth"
    institution = "University of Michigan"
    country = "US"
    start_urls = ["https://events.umich.edu/group/3170/ical"]
    timezone = "America/Detroit"
    languages = ("en",)
    verified = None
