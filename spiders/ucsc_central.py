from seminarcrawl.platforms.the_events_calendar import TheEventsCalendarSpider


class UcscCentralSpider(TheEventsCalendarSpider):
    """UC Santa Cruz, campus calendar (https://events.ucsc.edu)."""

    name = "ucsc_central"
    institution = "UC Santa Cruz"
    country = "US"
    start_urls = ["https://events.ucsc.edu/wp-json/tribe/events/v1/events"]
    timezone = "America/Los_Angeles"
    languages = ("en",)
    summary_role = "title"
    keep = r"seminar|colloqui|lecture|\btalks?\b"
    verified = None
