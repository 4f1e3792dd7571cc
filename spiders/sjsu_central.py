from seminarcrawl.platforms.localist import LocalistSpider


class SjsuCentralSpider(LocalistSpider):
    """San José State University, central calendar (https://events.sjsu.edu)."""

    name = "sjsu_central"
    institution = "San José State University"
    country = "US"
    start_urls = ["https://events.sjsu.edu"]
    timezone = "America/Los_Angeles"
    languages = ("en",)
    summary_role = "title"
    keep = r"seminar|colloqui|lecture|\btalks?\b"
    verified = None
