from seminarcrawl.platforms.page import PageSpider


class GrenobleGaelSpider(PageSpider):
    """GAEL, Grenoble, seminar calendar (https://gael.univ-grenoble-alpes.fr/fr/calendrier-2026-2027-0)."""

    name = "grenoble_gael"
    institution = "GAEL, Grenoble"
    country = "FR"
    # The address carries the year: look for the next one in September.
    start_urls = ["https://gael.univ-grenoble-alpes.fr/fr/calendrier-2026-2027-0"]
    timezone = "Europe/Paris"
    languages = ("fr",)
    verified = None
