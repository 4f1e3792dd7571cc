from seminarcrawl.platforms.page import PageSpider


class OrsayImoSpider(PageSpider):
    """Institut de Mathématique d'Orsay, seminars and events
    (https://www.imo.universite-paris-saclay.fr/fr/activites/les-evenements-de-limo/).
    """

    name = "orsay_imo"
    institution = "Institut de Mathématique d'Orsay"
    country = "FR"
    start_urls = ["https://www.imo.universite-paris-saclay.fr/fr/activites/les-evenements-de-limo/"]
    details = True
    timezone = "Europe/Paris"
    languages = ("fr", "en")
    verified = None
