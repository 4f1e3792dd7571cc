from seminarcrawl.platforms.ical import ICalSpider


class MsuEventsSpider(ICalSpider):
    """Michigan State University, events calendar on VTCalendar (https://events.msu.edu)."""

    name = "msu_events"
    institution = "Michigan State University"
    country = "US"
    start_urls = [
        "https://events.msu.edu/export/export.php?calendarid=default&format=ical&timebegin=upcoming"
    ]
    timezone = "America/Detroit"
    languages = ("en",)
    verified = None
