from seminarcrawl.platforms.localist import LocalistSpider


class PrincetonCentralSpider(LocalistSpider):
    """Princeton University, central calendar (https://events.princeton.edu)."""

    name = "princeton_central"
    institution = "Princeton University"
    country = "US"
    start_urls = ["https://events.princeton.edu"]
    timezone = "America/New_York"
    languages = ("en",)
    keep = r"seminar|colloqui|lecture|\btalks?\b"
    verified = None
