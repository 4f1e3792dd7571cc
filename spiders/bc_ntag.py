from seminarcrawl.platforms.google_calendar import GoogleCalendarSpider


class BcNtagSpider(GoogleCalendarSpider):
    """Boston College, Number Theory & Algebraic Geometry
    (https://calendar.google.com/calendar/embed?src=bc.edu_nqaftbfgpukja204ku04j5p5a4@group.calendar.google.com).
    """

    name = "bc_ntag"
    institution = "Boston College"
    country = "US"
    start_urls = [
        "https://calendar.google.com/calendar/embed?src=bc.edu_nqaftbfgpukja204ku04j5p5a4@group.calendar.google.com"
    ]
    timezone = "America/New_York"
    languages = ("en",)
    verified = None
