from seminarcrawl.platforms.indico import IndicoSpider


class Paris13LagaSpider(IndicoSpider):
    """Université Sorbonne Paris Nord, LAGA, events on Indico (https://indico.math.cnrs.fr/category/222/)."""

    name = "paris13_laga"
    institution = "Université Sorbonne Paris Nord"
    country = "FR"
    start_urls = ["https://indico.math.cnrs.fr/category/222/"]
    timezone = "Europe/Paris"
    languages = ("fr", "en")
    summary_role = "title"
    verified = None
