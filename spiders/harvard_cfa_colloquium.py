from seminarcrawl.platforms.drupal import DrupalSpider


class HarvardCfaColloquiumSpider(DrupalSpider):
    """Center for Astrophysics, Harvard & Smithsonian, CfA Colloquium
    (https://www.cfa.harvard.edu/node/9159).
    """

    name = "harvard_cfa_colloquium"
    institution = "Center for Astrophysics, Harvard & Smithsonian"
    country = "US"
    start_urls = ["https://www.cfa.harvard.edu/node/9159"]
    series = "CfA Colloquium"
    timezone = "America/New_York"
    languages = ("en",)
    verified = None
