from seminarcrawl.platforms.bedework import BedeworkSpider


class ColumbiaCentralSpider(BedeworkSpider):
    """Columbia University, campus calendar (https://events.columbia.edu)."""

    name = "columbia_central"
    institution = "Columbia University"
    country = "US"
    start_urls = ["https://events.columbia.edu"]
    timezone = "America/New_York"
    languages = ("en",)
    summary_role = "title"
    keep = r"seminar|colloqui|lecture|\btalks?\b"
    verified = None
