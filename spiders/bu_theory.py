from seminarcrawl.platforms.google_calendar import GoogleCalendarSpider


class BuTheorySpider(GoogleCalendarSpider):
    """Boston University, Algorithms and Theory Seminar
    (https://www.bu.edu/cs/research-groups/theory/algorithms-and-theory-seminar/).
    """

    name = "bu_theory"
    institution = "Boston University"
    country = "US"
    page = "https://www.bu.edu/cs/research-groups/theory/algorithms-and-theory-seminar/"
    start_urls = [
        "https://calendar.google.com/calendar/embed?src=hmaqnavg6bjvd84ib0qjk07hcg@group.calendar.google.com"
    ]
    series = "Algorithms and Theory Seminar"
    timezone = "America/New_York"
    languages = ("en",)
    verified = None
