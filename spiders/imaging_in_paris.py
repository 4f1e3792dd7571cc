from seminarcrawl.platforms.google_calendar import GoogleCalendarSpider


class ImagingInParisSpider(GoogleCalendarSpider):
    """Imaging in Paris, seminar (https://imaging-in-paris.github.io)."""

    name = "imaging_in_paris"
    institution = "Imaging in Paris"
    country = "FR"
    page = "https://imaging-in-paris.github.io"
    start_urls = [
        "https://calendar.google.com/calendar/embed?src=5rkj1deu2rj746hrni9819cb3s@group.calendar.google.com"
    ]
    series = "Imaging in Paris"
    timezone = "Europe/Paris"
    languages = ("en",)
    verified = None
