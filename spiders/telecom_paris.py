from seminarcrawl.platforms.indico import IndicoSpider


class TelecomParisSpider(IndicoSpider):
    """Télécom Paris, mathematics (https://indico.math.cnrs.fr/category/295/)."""

    name = "telecom_paris"
    institution = "Télécom Paris"
    country = "FR"
    start_urls = ["https://indico.math.cnrs.fr/category/295/"]
    timezone = "Europe/Paris"
    languages = ("fr", "en")
    summary_role = "title"
    verified = None
