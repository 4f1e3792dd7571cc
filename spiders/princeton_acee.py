from seminarcrawl.platforms.the_events_calendar import TheEventsCalendarSpider


class PrincetonAceeSpider(TheEventsCalendarSpider):
    """Princeton University, Andlinger Center (https://acee.princeton.edu)."""

    name = "princeton_acee"
    institution = "Princeton University"
    country = "US"
    start_urls = ["https://acee.princeton.edu/wp-json/tribe/events/v1/events"]
    timezone = "America/New_York"
    languages = ("en",)
    summary_role = "title"
    may_be_empty = True
    verified = None
