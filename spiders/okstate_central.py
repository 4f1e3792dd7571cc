from seminarcrawl.platforms.localist import LocalistSpider


class OkstateCentralSpider(LocalistSpider):
    """Oklahoma State University, central calendar (https://events.okstate.edu)."""

    name = "okstate_central"
    institution = "Oklahoma State University"
    country = "US"
    start_urls = ["https://events.okstate.edu"]
    timezone = "America/Chicago"
    languages = ("en",)
    summary_role = "title"
    keep = r"seminar|colloqui|lecture|\btalks?\b"
    verified = None
