from seminarcrawl.platforms.indico import IndicoSpider


class DauphineCeremadeSpider(IndicoSpider):
    """Université Paris Dauphine, CEREMADE (https://indico.math.cnrs.fr/category/101/)."""

    name = "dauphine_ceremade"
    institution = "Université Paris Dauphine"
    country = "FR"
    start_urls = ["https://indico.math.cnrs.fr/category/101/"]
    timezone = "Europe/Paris"
    languages = ("fr", "en")
    summary_role = "title"
    verified = None
