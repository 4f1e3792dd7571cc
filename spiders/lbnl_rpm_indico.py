from seminarcrawl.platforms.indico import IndicoSpider


class LbnlRpmIndicoSpider(IndicoSpider):
    """LBNL Physics Division, Research Progress Meeting on Indico
    (https://indico.physics.lbl.gov/category/58/).
    """

    name = "lbnl_rpm_indico"
    institution = "LBNL Physics Division"
    country = "US"
    start_urls = ["https://indico.physics.lbl.gov/category/58/"]
    series = "Research Progress Meeting"
    timezone = "America/Los_Angeles"
    languages = ("en",)
    summary_role = "title"
    verified = None
