from seminarcrawl.platforms.the_events_calendar import TheEventsCalendarSpider


class PrincetonDecenterSpider(TheEventsCalendarSpider):
    """Princeton University, DeCenter (https://decenter.princeton.edu)."""

    name = "princeton_decenter"
    institution = "Princeton University"
    country = "US"
    start_urls = ["https://decenter.princeton.edu/wp-json/tribe/events/v1/events"]
    timezone = "America/New_York"
    languages = ("en",)
    summary_role = "title"
    may_be_empty = True
    verified = None
