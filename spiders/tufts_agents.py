from seminarcrawl.platforms.google_calendar import GoogleCalendarSpider


class TuftsAgentsSpider(GoogleCalendarSpider):
    """Tufts University, Algebra, Geometry and Number Theory
    (https://sites.google.com/view/tuftsagents/home).
    """

    name = "tufts_agents"
    institution = "Tufts University"
    country = "US"
    page = "https://sites.google.com/view/tuftsagents/home"
    start_urls = [
        "https://calendar.google.com/calendar/embed?src=q8bdnhglu50aceq32k7pl93qjs@group.calendar.google.com"
    ]
    timezone = "America/New_York"
    languages = ("en",)
    verified = None
