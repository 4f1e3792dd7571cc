from seminarcrawl.platforms.indico import IndicoSpider


class SorbonneMathsSpider(IndicoSpider):
    """Sorbonne Université, mathematics (https://indico.math.cnrs.fr/category/250/)."""

    name = "sorbonne_maths"
    institution = "Sorbonne Université"
    country = "FR"
    start_urls = ["https://indico.math.cnrs.fr/category/250/"]
    timezone = "Europe/Paris"
    languages = ("fr", "en")
    summary_role = "title"
    verified = None
