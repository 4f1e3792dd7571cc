from seminarcrawl.platforms.google_calendar import GoogleCalendarSpider


class MonashNumbatsSpider(GoogleCalendarSpider):
    """Monash University, NUMBATS seminars
    (https://calendar.google.com/calendar/embed?src=t0umouvaoo3h62kcfcj7vcfck8@group.calendar.google.com).
    """

    name = "monash_numbats"
    institution = "Monash University"
    country = "AU"
    start_urls = [
        "https://calendar.google.com/calendar/embed?src=t0umouvaoo3h62kcfcj7vcfck8@group.calendar.google.com"
    ]
    series = "NUMBATS seminars"
    timezone = "Australia/Melbourne"
    languages = ("en",)
    verified = None
