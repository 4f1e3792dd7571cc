from seminarcrawl.platforms.indico import IndicoSpider


class InfnRoma1Spider(IndicoSpider):
    """INFN Roma 1, seminars (https://agenda.infn.it/category/663/)."""

    name = "infn_roma1"
    institution = "INFN Roma 1"
    country = "IT"
    # One line for each of the section's series.
    series_urls = {
        "Theoretical Seminars (INFN)": "https://agenda.infn.it/category/663/",
        "General Seminars": "https://agenda.infn.it/category/133/",
        "High Energy Particle Seminars": "https://agenda.infn.it/category/134/",
        "Theoretical Seminars": "https://agenda.infn.it/category/138/",
        "Astrophysics": "https://agenda.infn.it/category/137/",
        "History of Physics Seminars": "https://agenda.infn.it/category/141/",
        "Amaldi Research Center": "https://agenda.infn.it/category/1146/",
        "Quantum Information": "https://agenda.infn.it/category/241/",
        "Statistical Physics": "https://agenda.infn.it/category/230/",
        "Fermi Professorship Lectures": "https://agenda.infn.it/category/1247/",
    }
    timezone = "Europe/Rome"
    languages = ("en", "it")
    summary_role = "title"
    verified = None
