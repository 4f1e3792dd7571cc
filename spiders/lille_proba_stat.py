from seminarcrawl.platforms.drupal import DrupalSpider


class LilleProbaStatSpider(DrupalSpider):
    """Université de Lille, Probabilités et statistique (http://seminaire.univ-lille1.fr/)."""

    name = "lille_proba_stat"
    institution = "Université de Lille"
    country = "FR"
    start_urls = ["http://seminaire.univ-lille1.fr/"]
    timezone = "Europe/Paris"
    languages = ("fr", "en")
    verified = None
