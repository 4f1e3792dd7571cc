from seminarcrawl.platforms.indico import IndicoSpider


class IhesSpider(IndicoSpider):
    """IHES, mathematics (https://indico.math.cnrs.fr/category/57/)."""

    name = "ihes"
    institution = "IHES"
    country = "FR"
    start_urls = ["https://indico.math.cnrs.fr/category/57/"]
    timezone = "Europe/Paris"
    languages = ("fr", "en")
    summary_role = "title"
    verified = None
