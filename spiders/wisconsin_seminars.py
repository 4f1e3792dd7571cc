from seminarcrawl.platforms.ical import ICalSpider


class WisconsinSeminarsSpider(ICalSpider):
    """University of Wisconsin–Madison, all events tagged "seminars"
    (https://today.wisc.edu/events/tag/seminars).
    """

    name = "wisconsin_seminars"
    institution = "University of Wisconsin–Madison"
    country = "US"
    start_urls = ["https://today.wisc.edu/events/tag/seminars.ics"]
    timezone = "America/Chicago"
    languages = ("en",)
    summary_role = "title"
    verified = None
