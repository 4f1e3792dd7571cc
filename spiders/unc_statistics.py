from seminarcrawl.platforms.the_events_calendar import TheEventsCalendarSpider


class UncStatisticsSpider(TheEventsCalendarSpider):
    """UNC Chapel Hill, Statistics and Operations Research (https://stor.unc.edu)."""

    name = "unc_statistics"
    institution = "UNC Chapel Hill"
    country = "US"
    start_urls = ["https://stor.unc.edu/wp-json/tribe/events/v1/events"]
    timezone = "America/New_York"
    languages = ("en",)
    summary_role = "title"
    verified = None
