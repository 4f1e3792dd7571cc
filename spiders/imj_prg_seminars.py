from seminarcrawl.platforms.page import PageSpider


class ImjPrgSeminarsSpider(PageSpider):
    """IMJ-PRG, seminars on its own site (https://www.imj-prg.fr/gestion/evenement)."""

    name = "imj_prg_seminars"
    institution = "IMJ-PRG"
    country = "FR"
    page = "https://www.imj-prg.fr/gestion/evenement"
    # Four of about a hundred series: the others have numbers too.
    series_urls = {
        "Géométrie et Topologie": "https://www.imj-prg.fr/gestion/evenement/affEvenement/77",
        "Topologie": "https://www.imj-prg.fr/gestion/evenement/affEvenement/43",
        "Algèbre et Topologie Homotopiques": "https://www.imj-prg.fr/gestion/evenement/affEvenement/24",
        "Groupes et géométrie": "https://www.imj-prg.fr/gestion/evenement/affEvenement/11",
    }
    timezone = "Europe/Paris"
    languages = ("fr", "en")
    verified = None
