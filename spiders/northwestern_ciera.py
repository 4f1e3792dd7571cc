from seminarcrawl.platforms.page import PageSpider


class NorthwesternCieraSpider(PageSpider):
    """Northwestern University, CIERA Interdisciplinary Colloquia
    (https://ciera.northwestern.edu/programs/interdisciplinary-colloquia/).
    """

    name = "northwestern_ciera"
    institution = "Northwestern University"
    country = "US"
    page = "https://ciera.northwestern.edu/programs/interdisciplinary-colloquia/"
    start_urls = ["https://planitpurple.northwestern.edu/xmlfeed?cal=4336&days=0"]
    series = "CIERA Interdisciplinary Colloquia"
    timezone = "America/Chicago"
    languages = ("en",)
    verified = None
