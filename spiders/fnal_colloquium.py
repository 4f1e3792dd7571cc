from seminarcrawl.platforms.page import PageSpider


class FnalColloquiumSpider(PageSpider):
    """Fermilab, Colloquium (https://events.fnal.gov/colloquium/)."""

    name = "fnal_colloquium"
    institution = "Fermilab"
    country = "US"
    start_urls = ["https://events.fnal.gov/colloquium/"]
    details = True
    series = "Fermilab Colloquium"
    timezone = "America/Chicago"
    languages = ("en",)
    verified = None
