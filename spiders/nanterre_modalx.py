from seminarcrawl.platforms.indico import IndicoSpider


class NanterreModalxSpider(IndicoSpider):
    """Université Paris Nanterre, Modal'X (https://indico.math.cnrs.fr/category/689/)."""

    name = "nanterre_modalx"
    institution = "Université Paris Nanterre"
    country = "FR"
    start_urls = ["https://indico.math.cnrs.fr/category/689/"]
    timezone = "Europe/Paris"
    languages = ("fr", "en")
    summary_role = "title"
    may_be_empty = True
    verified = None
