from seminarcrawl.platforms.localist import LocalistSpider


class IthacaCentralSpider(LocalistSpider):
    """Ithaca College, central calendar (https://events.ithaca.edu)."""

    name = "ithaca_central"
    institution = "Ithaca College"
    country = "US"
    start_urls = ["https://events.ithaca.edu"]
    timezone = "America/New_York"
    languages = ("en",)
    summary_role = "title"
    keep = r"seminar|colloqui|lecture|\btalks?\b"
    verified = None
