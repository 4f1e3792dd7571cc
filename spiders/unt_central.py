from seminarcrawl.platforms.localist import LocalistSpider


class UntCentralSpider(LocalistSpider):
    """University of North Texas, central calendar (https://calendar.unt.edu)."""

    name = "unt_central"
    institution = "University of North Texas"
    country = "US"
    start_urls = ["https://calendar.unt.edu"]
    timezone = "America/Chicago"
    languages = ("en",)
    summary_role = "title"
    keep = r"seminar|colloqui|lecture|\btalks?\b"
    verified = None
