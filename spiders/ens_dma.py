from seminarcrawl.platforms.the_events_calendar import TheEventsCalendarSpider


class EnsDmaSpider(TheEventsCalendarSpider):
    """ENS Paris, Département de mathématiques et applications
    (https://www.math.ens.psl.eu/la-recherche/seminaires/).
    """

    name = "ens_dma"
    institution = "ENS Paris"
    country = "FR"
    page = "https://www.math.ens.psl.eu/la-recherche/seminaires/"
    start_urls = ["https://www.math.ens.psl.eu/evenements/"]
    timezone = "Europe/Paris"
    languages = ("fr", "en")
    verified = None
