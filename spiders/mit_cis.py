from seminarcrawl.platforms.page import PageSpider


class MitCisSpider(PageSpider):
    """MIT CSAIL, Cryptography and Information Security (https://cis.csail.mit.edu/)."""

    name = "mit_cis"
    institution = "MIT CSAIL"
    country = "US"
    start_urls = ["https://cis.csail.mit.edu/"]
    series = "Cryptography and Information Security"
    timezone = "America/New_York"
    languages = ("en",)
    verified = None
