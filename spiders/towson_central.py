from seminarcrawl.platforms.localist import LocalistSpider


class TowsonCentralSpider(LocalistSpider):
    """Towson University, central calendar (https://events.towson.edu)."""

    name = "towson_central"
    institution = "Towson University"
    country = "US"
    start_urls = ["https://events.towson.edu"]
    timezone = "America/New_York"
    languages = ("en",)
    summary_role = "title"
    keep = r"seminar|colloqui|lecture|\btalks?\b"
    verified = None
