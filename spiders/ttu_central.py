from seminarcrawl.platforms.bedework import BedeworkSpider


class TtuCentralSpider(BedeworkSpider):
    """Texas Tech University, campus calendar (http://events.ttu.edu:8080)."""

    name = "ttu_central"
    institution = "Texas Tech University"
    country = "US"
    start_urls = ["http://events.ttu.edu:8080"]
    timezone = "America/Chicago"
    languages = ("en",)
    summary_role = "title"
    keep = r"seminar|colloqui|lecture|\btalks?\b"
    verified = None
