from seminarcrawl.platforms.indico import IndicoSpider


class CergyAgmSpider(IndicoSpider):
    """CY Cergy Paris Université, AGM, mathematics (https://indico.math.cnrs.fr/category/331/)."""

    name = "cergy_agm"
    institution = "CY Cergy Paris Université"
    country = "FR"
    start_urls = ["https://indico.math.cnrs.fr/category/331/"]
    timezone = "Europe/Paris"
    languages = ("fr", "en")
    summary_role = "title"
    verified = None
