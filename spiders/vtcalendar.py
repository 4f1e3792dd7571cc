from seminarcrawl.platforms import vtcalendar
from seminarcrawl.platforms.anywhere import AnywhereSpider


class VTCalendarSpider(AnywhereSpider, vtcalendar.VTCalendarSpider):
    """Any calendar of VTCalendar: `scrapy crawl vtcalendar -a url=…/main.php?calendarid=… -a timezone=…`."""

    name = "vtcalendar"
