from seminarcrawl.platforms.indico import IndicoSpider


class VersaillesLmvSpider(IndicoSpider):
    """Université de Versailles Saint-Quentin, LMV (https://indico.math.cnrs.fr/category/735/)."""

    name = "versailles_lmv"
    institution = "Université de Versailles Saint-Quentin"
    country = "FR"
    start_urls = ["https://indico.math.cnrs.fr/category/735/"]
    timezone = "Europe/Paris"
    languages = ("fr", "en")
    summary_role = "title"
    verified = None
