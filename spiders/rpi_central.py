from seminarcrawl.platforms.bedework import BedeworkSpider


class RpiCentralSpider(BedeworkSpider):
    """Rensselaer Polytechnic Institute, campus calendar (http://events.rpi.edu:7070)."""

    name = "rpi_central"
    institution = "Rensselaer Polytechnic Institute"
    country = "US"
    start_urls = ["http://events.rpi.edu:7070"]
    timezone = "America/New_York"
    languages = ("en",)
    summary_role = "title"
    keep = r"seminar|colloqui|lecture|\btalks?\b"
    verified = None
