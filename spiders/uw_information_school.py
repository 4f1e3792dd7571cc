from seminarcrawl.platforms.trumba import TrumbaSpider


class UwInformationSchoolSpider(TrumbaSpider):
    """University of Washington, Information School (https://www.trumba.com/calendars/sea_info.ics)."""

    name = "uw_information_school"
    institution = "University of Washington"
    country = "US"
    start_urls = ["https://www.trumba.com/calendars/sea_info.ics"]
    timezone = "America/Los_Angeles"
    languages = ("en",)
    summary_role = "title"
    keep = r"seminar|colloqui|lecture|\btalks?\b"
    verified = None
