from seminarcrawl.platforms.ical import ICalSpider


class MsuEventsSpider(ICalSpider):
    """Michigan State University, events calendar (VTCalendar)."""

    name = "msu_events"
    start_urls = [
        "https://events.msu.edu/export/export.php?calendarid=default&format=ical&timebegin=upcoming"
    ]
    timezone = "America/Detroit"
    languages = ("en",)
