from seminarcrawl.platforms.indico import IndicoSpider


class InfnFrascatiSpider(IndicoSpider):
    """INFN Frascati, seminars (https://agenda.infn.it/category/122/)."""

    name = "infn_frascati"
    institution = "INFN Frascati"
    country = "IT"
    series_urls = {
        "Theoretical Seminars": "https://agenda.infn.it/category/122/",
        "General Seminars": "https://agenda.infn.it/category/121/",
        "Frascati Encounters": "https://agenda.infn.it/category/1150/",
    }
    timezone = "Europe/Rome"
    languages = ("en", "it")
    summary_role = "title"
    verified = None
