from seminarcrawl.platforms.indico import IndicoSpider


class ParisSaclayMathsSpider(IndicoSpider):
    """Université Paris-Saclay, mathematics (https://indico.math.cnrs.fr/category/173/)."""

    name = "paris_saclay_maths"
    institution = "Université Paris-Saclay"
    country = "FR"
    start_urls = ["https://indico.math.cnrs.fr/category/173/"]
    timezone = "Europe/Paris"
    languages = ("fr", "en")
    summary_role = "title"
    verified = None
