from seminarcrawl.platforms.trumba import TrumbaSpider


class EmoryCentralSpider(TrumbaSpider):
    """Emory University, campus events (https://www.trumba.com/calendars/emory-events.ics)."""

    name = "emory_central"
    institution = "Emory University"
    country = "US"
    start_urls = ["https://www.trumba.com/calendars/emory-events.ics"]
    timezone = "America/New_York"
    languages = ("en",)
    summary_role = "title"
    keep = r"seminar|colloqui|lecture|\btalks?\b"
    verified = None
