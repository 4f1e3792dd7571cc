from seminarcrawl.platforms.page import PageSpider


class IhpAgendaSpider(PageSpider):
    """Institut Henri Poincaré, agenda (https://www.ihp.fr/fr/agenda)."""

    name = "ihp_agenda"
    institution = "Institut Henri Poincaré"
    country = "FR"
    start_urls = ["https://www.ihp.fr/fr/agenda"]
    details = True
    next_page = "?page={page}"
    first_page = 1
    timezone = "Europe/Paris"
    languages = ("fr", "en")
    verified = None
