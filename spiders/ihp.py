from seminarcrawl.platforms.indico import IndicoSpider


class IhpSpider(IndicoSpider):
    """Institut Henri Poincaré, mathematics (https://indico.math.cnrs.fr/category/107/)."""

    name = "ihp"
    institution = "Institut Henri Poincaré"
    country = "FR"
    start_urls = ["https://indico.math.cnrs.fr/category/107/"]
    timezone = "Europe/Paris"
    languages = ("fr", "en")
    summary_role = "title"
    verified = None
