from seminarcrawl.platforms.anywhere import AnywhereSpider
from seminarcrawl.platforms.the_events_calendar import TheEventsCalendarSpider as WordPressCalendar


class TheEventsCalendarSpider(AnywhereSpider, WordPressCalendar):
    """Any WordPress site with The Events Calendar: `-a url=… -a timezone=…`."""

    name = "the_events_calendar"
