from seminarcrawl.platforms.indico import IndicoSpider


class InfnRoma3Spider(IndicoSpider):
    """INFN Roma 3, seminars (https://agenda.infn.it/category/105/)."""

    name = "infn_roma3"
    institution = "INFN Roma 3"
    country = "IT"
    start_urls = ["https://agenda.infn.it/category/105/"]
    timezone = "Europe/Rome"
    languages = ("en", "it")
    summary_role = "title"
    verified = None
