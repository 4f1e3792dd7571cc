from seminarcrawl.platforms.anywhere import AnywhereSpider
from seminarcrawl.platforms.modern_events_calendar import ModernEventsCalendarSpider as EventsPage


class ModernEventsCalendarSpider(AnywhereSpider, EventsPage):
    """Any WordPress site with Modern Events Calendar: `-a url=… -a timezone=…`."""

    name = "modern_events_calendar"
