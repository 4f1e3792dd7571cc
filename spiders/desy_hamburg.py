from seminarcrawl.platforms.indico import IndicoSpider


class DesyHamburgSpider(IndicoSpider):
    """DESY Hamburg, colloquium and string theory seminar (https://indico.desy.de/category/320/)."""

    name = "desy_hamburg"
    institution = "DESY Hamburg"
    country = "DE"
    series_urls = {
        "Particle and Astroparticle Physics Colloquium": "https://indico.desy.de/category/320/",
        "String Theory Seminar": "https://indico.desy.de/category/266/",
    }
    timezone = "Europe/Berlin"
    languages = ("en",)
    summary_role = "title"
    verified = None
