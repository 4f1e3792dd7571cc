from seminarcrawl.platforms.google_calendar import GoogleCalendarSpider


class SapienzaGmunuSpider(GoogleCalendarSpider):
    """Sapienza Università di Roma, Gmunu seminars on gravity (https://web.uniroma1.it/gmunu/events)."""

    name = "sapienza_gmunu"
    institution = "Sapienza Università di Roma"
    country = "IT"
    page = "https://web.uniroma1.it/gmunu/events"
    start_urls = [
        "https://calendar.google.com/calendar/embed?src=c_u0j7loic15n0qtaa7p819s486c@group.calendar.google.com"
    ]
    series = "Gmunu seminars"
    timezone = "Europe/Rome"
    languages = ("en",)
    verified = None
