from seminarcrawl.platforms.the_events_calendar import TheEventsCalendarSpider


class UncOdumSpider(TheEventsCalendarSpider):
    """UNC Chapel Hill, Odum Institute (https://odum.unc.edu)."""

    name = "unc_odum"
    institution = "UNC Chapel Hill"
    country = "US"
    start_urls = ["https://odum.unc.edu/wp-json/tribe/events/v1/events"]
    timezone = "America/New_York"
    languages = ("en",)
    summary_role = "title"
    drop = "short course"
    verified = None
