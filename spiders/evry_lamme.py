from seminarcrawl.platforms.indico import IndicoSpider


class EvryLammeSpider(IndicoSpider):
    """Université d'Évry, LaMME (https://indico.math.cnrs.fr/category/763/)."""

    name = "evry_lamme"
    institution = "Université d'Évry"
    country = "FR"
    start_urls = ["https://indico.math.cnrs.fr/category/763/"]
    timezone = "Europe/Paris"
    languages = ("fr", "en")
    summary_role = "title"
    verified = None
