from seminarcrawl.platforms.indico import IndicoSpider


class AllThingsEftSpider(IndicoSpider):
    """All things EFT, international series, hosted at CERN (https://sites.google.com/view/all-things-eft)."""

    name = "all_things_eft"
    institution = "All things EFT"
    page = "https://sites.google.com/view/all-things-eft"
    start_urls = ["https://indico.cern.ch/category/12744/"]
    series = "All things EFT"
    timezone = "Europe/Zurich"
    languages = ("en",)
    summary_role = "title"
    verified = None
