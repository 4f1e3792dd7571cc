from seminarcrawl.platforms.google_calendar import GoogleCalendarSpider


class UtahDataScienceSpider(GoogleCalendarSpider):
    """University of Utah, Data Science Seminar (https://utah-datascience.github.io)."""

    name = "utah_data_science"
    institution = "University of Utah"
    country = "US"
    page = "https://utah-datascience.github.io"
    start_urls = [
        "https://calendar.google.com/calendar/embed?src=ekol7ulqm14nv155angut2rlfo@group.calendar.google.com"
    ]
    series = "Data Science Seminar"
    timezone = "America/Denver"
    languages = ("en",)
    summary_role = "title_speaker"
    verified = None
