from seminarcrawl.platforms.indico import IndicoSpider


class PhystatSeminarsSpider(IndicoSpider):
    """PHYSTAT, seminars on statistics in physics, hosted at CERN
    (https://phystat.github.io/Website/seminars/).
    """

    name = "phystat_seminars"
    institution = "PHYSTAT"
    country = "CH"
    page = "https://phystat.github.io/Website/seminars/"
    start_urls = ["https://indico.cern.ch/category/10790/"]
    series = "PHYSTAT seminars"
    timezone = "Europe/Zurich"
    languages = ("en",)
    summary_role = "title"
    verified = None
