from seminarcrawl.platforms.indico import IndicoSpider


class EnpcCermicsSpider(IndicoSpider):
    """École des Ponts, CERMICS (https://indico.math.cnrs.fr/category/773/)."""

    name = "enpc_cermics"
    institution = "École des Ponts"
    country = "FR"
    start_urls = ["https://indico.math.cnrs.fr/category/773/"]
    timezone = "Europe/Paris"
    languages = ("fr", "en")
    summary_role = "title"
    verified = None
