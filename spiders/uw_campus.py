from seminarcrawl.platforms.trumba import TrumbaSpider


class UwCampusSpider(TrumbaSpider):
    """University of Washington, campus calendar
    (https://www.trumba.com/calendars/sea_campus.ics?filterview=No+Ongoing+Events&filter5=_409198_&filterfield5=30051).
    """

    name = "uw_campus"
    institution = "University of Washington"
    country = "US"
    start_urls = [
        "https://www.trumba.com/calendars/sea_campus.ics?filterview=No+Ongoing+Events&filter5=_409198_&filterfield5=30051"
    ]
    timezone = "America/Los_Angeles"
    languages = ("en",)
    summary_role = "title"
    keep = r"seminar|colloqui|lecture|\btalks?\b"
    verified = None
