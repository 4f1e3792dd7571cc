from seminarcrawl.platforms.google_calendar import GoogleCalendarSpider


class IiscCniSpider(GoogleCalendarSpider):
    """IISc Bengaluru, Centre for Networked Intelligence (https://cni.iisc.ac.in/seminars/)."""

    name = "iisc_cni"
    institution = "IISc Bengaluru"
    country = "IN"
    page = "https://cni.iisc.ac.in/seminars/"
    start_urls = [
        "https://calendar.google.com/calendar/embed?src=v9fhtaae62fente6v22f36ht8c@group.calendar.google.com"
    ]
    timezone = "Asia/Kolkata"
    languages = ("en",)
    verified = None
