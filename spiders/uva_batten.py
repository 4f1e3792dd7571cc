from seminarcrawl.platforms.trumba import TrumbaSpider


class UvaBattenSpider(TrumbaSpider):
    """University of Virginia, Batten School of Leadership and Public Policy
    (https://www.trumba.com/calendars/batten-school-events.ics).
    """

    name = "uva_batten"
    institution = "University of Virginia"
    country = "US"
    start_urls = ["https://www.trumba.com/calendars/batten-school-events.ics"]
    timezone = "America/New_York"
    languages = ("en",)
    summary_role = "title"
    keep = r"seminar|colloqui|lecture|\btalks?\b"
    verified = None
