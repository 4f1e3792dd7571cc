from seminarcrawl.platforms.livewhale import LiveWhaleSpider


class MissouriRjiSpider(LiveWhaleSpider):
    """University of Missouri, Reynolds Journalism Institute
    (https://calendar.missouri.edu/live/ical/events/group/Reynolds%20Journalism%20Institute/).
    """

    name = "missouri_rji"
    institution = "University of Missouri"
    country = "US"
    start_urls = ["https://calendar.missouri.edu/live/ical/events/group/Reynolds%20Journalism%20Institute/"]
    timezone = "America/Chicago"
    languages = ("en",)
    summary_role = "title"
    may_be_empty = True
    verified = None
