from seminarcrawl.platforms.page import PageSpider


class UchicagoAstroSpider(PageSpider):
    """University of Chicago, Astronomy & Astrophysics and KICP
    (https://astrophysics.uchicago.edu/events/category/colloquia/).
    """

    name = "uchicago_astro"
    institution = "University of Chicago"
    country = "US"
    series_urls = {
        "Colloquium": "https://astrophysics.uchicago.edu/events/category/colloquia/",
        "Seminar": "https://astrophysics.uchicago.edu/events/category/seminars",
    }
    details = True
    timezone = "America/Chicago"
    languages = ("en",)
    verified = None
