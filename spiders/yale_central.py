from seminarcrawl.platforms.bedework import BedeworkSpider


class YaleCentralSpider(BedeworkSpider):
    """Yale University, campus calendar (http://calendar.yale.edu)."""

    name = "yale_central"
    institution = "Yale University"
    country = "US"
    start_urls = ["http://calendar.yale.edu"]
    timezone = "America/New_York"
    languages = ("en",)
    summary_role = "title"
    keep = r"seminar|colloqui|lecture|\btalks?\b"
    verified = None
