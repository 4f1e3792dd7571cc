from seminarcrawl.platforms.drupal import DrupalSpider


class KipacTeaTalkSpider(DrupalSpider):
    """KIPAC (Stanford and SLAC), Tea Talk (https://kipac.stanford.edu/events/kipac-tea-talk-0)."""

    name = "kipac_tea_talk"
    institution = "KIPAC (Stanford and SLAC)"
    country = "US"
    start_urls = ["https://kipac.stanford.edu/events/kipac-tea-talk-0"]
    details = True
    series = "Tea Talk"
    timezone = "America/Los_Angeles"
    languages = ("en",)
    verified = None
