from seminarcrawl.platforms.indico import IndicoSpider


class FnalCosmicSpider(IndicoSpider):
    """Fermilab, Cosmic Physics Center Seminar (https://astro.fnal.gov/events/seminars/)."""

    name = "fnal_cosmic"
    institution = "Fermilab"
    country = "US"
    page = "https://astro.fnal.gov/events/seminars/"
    start_urls = ["https://indico.fnal.gov/category/1639/"]
    series = "Cosmic Physics Center Seminar"
    timezone = "America/Chicago"
    languages = ("en",)
    summary_role = "title"
    verified = None
