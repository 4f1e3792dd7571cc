from seminarcrawl.platforms.indico import IndicoSpider


class PolytechniqueMathsSpider(IndicoSpider):
    """École polytechnique, mathematics (https://indico.math.cnrs.fr/category/227/)."""

    name = "polytechnique_maths"
    institution = "École polytechnique"
    country = "FR"
    start_urls = ["https://indico.math.cnrs.fr/category/227/"]
    timezone = "Europe/Paris"
    languages = ("fr", "en")
    summary_role = "title"
    verified = None
