from seminarcrawl.platforms.google_calendar import GoogleCalendarSpider


class MitCsailCalendarsSpider(GoogleCalendarSpider):
    """MIT, CSAIL seminars and statistics events
    (https://calendar.google.com/calendar/embed?src=lq3b8h0dl8bi0k3493tht3jr8c@group.calendar.google.com).
    """

    name = "mit_csail_calendars"
    institution = "MIT"
    country = "US"
    start_urls = [
        "https://calendar.google.com/calendar/embed?src=lq3b8h0dl8bi0k3493tht3jr8c@group.calendar.google.com",
        "https://calendar.google.com/calendar/embed?src=duvekp1saebnhmkhg7ibu8f9eg@group.calendar.google.com",
    ]
    timezone = "America/New_York"
    languages = ("en",)
    verified = None
