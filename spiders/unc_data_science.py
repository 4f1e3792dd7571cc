from seminarcrawl.platforms.the_events_calendar import TheEventsCalendarSpider


class UncDataScienceSpider(TheEventsCalendarSpider):
    """UNC Chapel Hill, School of Data Science (https://datascience-college.unc.edu)."""

    name = "unc_data_science"
    institution = "UNC Chapel Hill"
    country = "US"
    start_urls = ["https://datascience-college.unc.edu/wp-json/tribe/events/v1/events"]
    timezone = "America/New_York"
    languages = ("en",)
    summary_role = "title"
    verified = None
