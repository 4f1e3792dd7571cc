from seminarcrawl.platforms.localist import LocalistSpider


class CornellCentralSpider(LocalistSpider):
    """Cornell University, central calendar (https://events.cornell.edu)."""

    name = "cornell_central"
    institution = "Cornell University"
    country = "US"
    start_urls = ["https://events.cornell.edu"]
    timezone = "America/New_York"
    languages = ("en",)
    summary_role = "title"
    keep = r"seminar|colloqui|lecture|\btalks?\b"
    verified = None
