from seminarcrawl.platforms.ical import ICalSpider


class IrifSpider(ICalSpider):
    """IRIF, Université Paris Cité, seminars of all teams (https://www.irif.fr)."""

    name = "irif"
    institution = "IRIF, Université Paris Cité"
    country = "FR"
    # One line for each series; two more have been frozen since 2024.
    series_urls = {
        "Catégories supérieures, polygraphes et homotopie": "https://www.irif.fr/_media/ical/cat.ics",
        "Topos pour la réalisabilité": "https://www.irif.fr/_media/ical/topos.ics",
        "Formath": "https://www.irif.fr/_media/ical/picube.ics",
        "Combinatoire énumérative et analytique": "https://www.irif.fr/_media/ical/combi.ics",
        "Sémantique": "https://www.irif.fr/_media/ical/semantique.ics",
        "Théorie des types et son implémentation": "https://www.irif.fr/_media/ical/types.ics",
        "Graphes et Logique": "https://www.irif.fr/_media/ical/gel.ics",
        "Théorie des graphes": "https://www.irif.fr/_media/ical/adg.ics",
        "Distinguished Talks Series": "https://www.irif.fr/_media/ical/irif.ics",
    }
    timezone = "Europe/Paris"
    languages = ("fr", "en")
    summary_role = "title_speaker"
    verified = None
