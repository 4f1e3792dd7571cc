from seminarcrawl.platforms.drupal import DrupalSpider


class PrincetonAstroSpider(DrupalSpider):
    """Princeton University, Astrophysical Sciences, colloquia
    (https://web.astro.princeton.edu/events/colloquia).
    """

    name = "princeton_astro"
    institution = "Princeton University"
    country = "US"
    start_urls = ["https://web.astro.princeton.edu/events/colloquia"]
    details = True
    timezone = "America/New_York"
    languages = ("en",)
    verified = None
