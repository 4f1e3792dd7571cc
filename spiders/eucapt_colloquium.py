from seminarcrawl.platforms.indico import IndicoSpider


class EucaptColloquiumSpider(IndicoSpider):
    """EuCAPT, Virtual Colloquium, hosted at CERN (https://indico.cern.ch/category/12056/)."""

    name = "eucapt_colloquium"
    institution = "EuCAPT"
    country = "CH"
    start_urls = ["https://indico.cern.ch/category/12056/"]
    series = "EuCAPT Virtual Colloquium"
    timezone = "Europe/Zurich"
    languages = ("en",)
    summary_role = "title"
    verified = None
