from seminarcrawl.platforms.indico import IndicoSpider


class CernThSpider(IndicoSpider):
    """CERN, Theoretical Physics Department (https://indico.cern.ch/category/100/)."""

    name = "cern_th"
    institution = "CERN"
    country = "CH"
    # One line for each of the department's series.
    series_urls = {
        "Colloquium": "https://indico.cern.ch/category/100/",
        "String Theory Seminar": "https://indico.cern.ch/category/104/",
        "Particle and Astro-Particle Physics Seminars": "https://indico.cern.ch/category/2109/",
        "Cosmo Coffee": "https://indico.cern.ch/category/375/",
        "BSM Forum": "https://indico.cern.ch/category/2387/",
        "Collider Cross Talk": "https://indico.cern.ch/category/3221/",
        "Heavy Ion Coffee": "https://indico.cern.ch/category/8607/",
        "Heavy Ion Forum": "https://indico.cern.ch/category/78/",
        "Informal Lattice Meeting": "https://indico.cern.ch/category/376/",
        "Journal Club on String Theory": "https://indico.cern.ch/category/379/",
        "Neutrino Cross-Talk": "https://indico.cern.ch/category/11090/",
        "QCD Lunch": "https://indico.cern.ch/category/11616/",
        "String Theory Group Meeting": "https://indico.cern.ch/category/10606/",
    }
    timezone = "Europe/Zurich"
    languages = ("en",)
    summary_role = "title"
    verified = None
