from seminarcrawl.platforms.page import PageSpider


class Paris13LagaSeminarsSpider(PageSpider):
    """Université Sorbonne Paris Nord, LAGA, seminars of the teams
    (https://www.math.univ-paris13.fr/accueil/equipes/ta/seminaire-de-lequipe-ta/).
    """

    name = "paris13_laga_seminars"
    institution = "Université Sorbonne Paris Nord"
    country = "FR"
    # One line for each team.
    series_urls = {
        "Séminaire Topologie Algébrique": "https://www.math.univ-paris13.fr/accueil/equipes/ta/seminaire-de-lequipe-ta/",
        "Séminaire Arithmétique et Géométrie Algébrique": "https://www.math.univ-paris13.fr/accueil/equipes/aga/seminaire-de-lequipe-aga/",
        "Séminaire AGC3": "https://www.math.univ-paris13.fr/accueil/equipes/agc3/seminaire-de-lequipe-agc3/",
        "Séminaire Physique Mathématique & EDP": "https://www.math.univ-paris13.fr/accueil/equipes/pm/seminaire-de-lequipe-pm/",
        "Séminaire Probabilités et Statistique": "https://www.math.univ-paris13.fr/accueil/equipes/ps/seminaire-de-lequipe-ps/",
        "Séminaire Systèmes Dynamiques": "https://www.math.univ-paris13.fr/accueil/equipes/sd/seminaire-de-lequipe-sd/",
        "Séminaire Modélisation et Calcul Scientifique": "https://www.math.univ-paris13.fr/accueil/equipes/mcs/seminaire-de-lequipe-mcs/",
        "Séminaire Mathématiques pour la Biologie et les Images": "https://www.math.univ-paris13.fr/accueil/equipes/mbi/seminaire-de-lequipe-mbi/",
    }
    timezone = "Europe/Paris"
    languages = ("fr", "en")
    verified = None
