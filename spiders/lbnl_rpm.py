from seminarcrawl.platforms.the_events_calendar import TheEventsCalendarSpider


class LbnlRpmSpider(TheEventsCalendarSpider):
    """LBNL Physics Division, Research Progress Meeting (https://rpm.physics.lbl.gov/)."""

    name = "lbnl_rpm"
    institution = "LBNL Physics Division"
    country = "US"
    start_urls = ["https://rpm.physics.lbl.gov/"]
    series = "Research Progress Meeting"
    timezone = "America/Los_Angeles"
    languages = ("en",)
    verified = None
