from seminarcrawl.platforms.the_events_calendar import TheEventsCalendarSpider


class GeorgetownLawSpider(TheEventsCalendarSpider):
    """Georgetown University, Law Center (https://www.law.georgetown.edu)."""

    name = "georgetown_law"
    institution = "Georgetown University"
    country = "US"
    start_urls = ["https://www.law.georgetown.edu/wp-json/tribe/events/v1/events"]
    timezone = "America/New_York"
    languages = ("en",)
    summary_role = "title"
    keep = r"seminar|colloqui|lecture|\btalks?\b"
    verified = None
