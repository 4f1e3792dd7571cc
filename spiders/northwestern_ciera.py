from seminarcrawl.platforms.planitpurple import PlanItPurpleSpider


class NorthwesternCieraSpider(PlanItPurpleSpider):
    """Northwestern University, CIERA Interdisciplinary Colloquia
    (https://ciera.northwestern.edu/programs/interdisciplinary-colloquia/).
    """

    name = "northwestern_ciera"
    institution = "Northwestern University"
    country = "US"
    page = "https://ciera.northwestern.edu/programs/interdisciplinary-colloquia/"
    start_urls = ["https://planitpurple.northwestern.edu/calendar/4336"]
    series = "CIERA Interdisciplinary Colloquia"
    timezone = "America/Chicago"
    languages = ("en",)
    verified = None
