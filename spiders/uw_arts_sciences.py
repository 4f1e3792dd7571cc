from seminarcrawl.platforms.trumba import TrumbaSpider


class UwArtsSciencesSpider(TrumbaSpider):
    """University of Washington, College of Arts & Sciences
    (https://www.trumba.com/calendars/sea_artsci.ics).
    """

    name = "uw_arts_sciences"
    institution = "University of Washington"
    country = "US"
    start_urls = ["https://www.trumba.com/calendars/sea_artsci.ics"]
    timezone = "America/Los_Angeles"
    languages = ("en",)
    summary_role = "title"
    keep = r"seminar|colloqui|lecture|\btalks?\b"
    verified = None
