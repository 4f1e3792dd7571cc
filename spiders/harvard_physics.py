from seminarcrawl.platforms.google_calendar import GoogleCalendarSpider


class HarvardPhysicsSpider(GoogleCalendarSpider):
    """Harvard University, Monday Colloquium (https://www.physics.harvard.edu/colloq)."""

    name = "harvard_physics"
    institution = "Harvard University"
    country = "US"
    page = "https://www.physics.harvard.edu/colloq"
    start_urls = [
        "https://calendar.google.com/calendar/embed?src=431lpisdro6mh8clb6df1rl9p0@group.calendar.google.com"
    ]
    series = "Monday Colloquium"
    timezone = "America/New_York"
    languages = ("en",)
    verified = None
