from seminarcrawl.platforms.indico import IndicoSpider


class CnamMathsSpider(IndicoSpider):
    """Cnam, mathematics (https://indico.math.cnrs.fr/category/22/)."""

    name = "cnam_maths"
    institution = "Cnam"
    country = "FR"
    start_urls = ["https://indico.math.cnrs.fr/category/22/"]
    timezone = "Europe/Paris"
    languages = ("fr", "en")
    summary_role = "title"
    verified = None
