from seminarcrawl.platforms.the_events_calendar import TheEventsCalendarSpider


class PrincetonBioengineeringSpider(TheEventsCalendarSpider):
    """Princeton University, Omenn-Darling Bioengineering Institute (https://bioengineering.princeton.edu)."""

    name = "princeton_bioengineering"
    institution = "Princeton University"
    country = "US"
    start_urls = ["https://bioengineering.princeton.edu/wp-json/tribe/events/v1/events"]
    timezone = "America/New_York"
    languages = ("en",)
    summary_role = "title"
    may_be_empty = True
    verified = None
