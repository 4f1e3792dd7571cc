from seminarcrawl.platforms.indico import IndicoSpider


class ParisMap5Spider(IndicoSpider):
    """Université Paris Cité, MAP5 (https://indico.math.cnrs.fr/category/110/)."""

    name = "paris_map5"
    institution = "Université Paris Cité"
    country = "FR"
    start_urls = ["https://indico.math.cnrs.fr/category/110/"]
    timezone = "Europe/Paris"
    languages = ("fr", "en")
    summary_role = "title"
    verified = None
