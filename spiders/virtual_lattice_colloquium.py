from seminarcrawl.platforms.google_calendar import GoogleCalendarSpider


class VirtualLatticeColloquiumSpider(GoogleCalendarSpider):
    """MIT, Virtual Lattice Field Theory Colloquium (http://ctp.lns.mit.edu/latticecolloq/)."""

    name = "virtual_lattice_colloquium"
    institution = "MIT"
    country = "US"
    page = "http://ctp.lns.mit.edu/latticecolloq/"
    start_urls = [
        "https://calendar.google.com/calendar/embed?src=n8505gnsu0uiu0qiq0mfejbjn0@group.calendar.google.com"
    ]
    series = "Virtual Lattice Field Theory Colloquium"
    timezone = "America/New_York"
    languages = ("en",)
    verified = None
