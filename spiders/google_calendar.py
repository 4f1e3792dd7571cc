from seminarcrawl.platforms import google_calendar
from seminarcrawl.platforms.anywhere import AnywhereSpider


class GoogleCalendarSpider(AnywhereSpider, google_calendar.GoogleCalendarSpider):
    """Any public Google calendar: `scrapy crawl google_calendar -a url=…embed?src=ID -a timezone=…`."""

    name = "google_calendar"
