from seminarcrawl.platforms.indico import IndicoSpider


class UpecMathsSpider(IndicoSpider):
    """Université Paris-Est Créteil, mathematics (https://indico.math.cnrs.fr/category/554/)."""

    name = "upec_maths"
    institution = "Université Paris-Est Créteil"
    country = "FR"
    start_urls = ["https://indico.math.cnrs.fr/category/554/"]
    timezone = "Europe/Paris"
    languages = ("fr", "en")
    summary_role = "title"
    verified = None
