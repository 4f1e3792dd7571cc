from seminarcrawl.platforms.trumba import TrumbaSpider


class UwGraduateSchoolSpider(TrumbaSpider):
    """University of Washington, Graduate School (https://www.trumba.com/calendars/sea_grad.ics)."""

    name = "uw_graduate_school"
    institution = "University of Washington"
    country = "US"
    start_urls = ["https://www.trumba.com/calendars/sea_grad.ics"]
    timezone = "America/Los_Angeles"
    languages = ("en",)
    summary_role = "title"
    keep = r"seminar|colloqui|lecture|\btalks?\b"
    verified = None
