from seminarcrawl.platforms.google_calendar import GoogleCalendarSpider


class HottestSpider(GoogleCalendarSpider):
    """HoTTEST, Homotopy Type Theory Electronic Seminar Talks (https://hottest-seminar.github.io/)."""

    name = "hottest"
    institution = "HoTTEST"
    country = "CA"
    page = "https://hottest-seminar.github.io/"
    start_urls = [
        "https://calendar.google.com/calendar/embed?src=0a4ik9o5vhkgjlnk6no3ttnuko@group.calendar.google.com"
    ]
    series = "HoTTEST"
    timezone = "America/Toronto"
    languages = ("en",)
    verified = None
