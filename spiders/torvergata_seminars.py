from seminarcrawl.platforms.google_calendar import GoogleCalendarSpider


class TorvergataSeminarsSpider(GoogleCalendarSpider):
    """Università di Roma Tor Vergata, INFN seminars
    (https://calendar.google.com/calendar/embed?src=seminars.torvergata@gmail.com).
    """

    name = "torvergata_seminars"
    institution = "Università di Roma Tor Vergata"
    country = "IT"
    start_urls = ["https://calendar.google.com/calendar/embed?src=seminars.torvergata@gmail.com"]
    timezone = "Europe/Rome"
    languages = ("en", "it")
    verified = None
