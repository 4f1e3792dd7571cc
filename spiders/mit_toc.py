from seminarcrawl.platforms.page import PageSpider


class MitTocSpider(PageSpider):
    """MIT CSAIL, Theory of Computation (https://www.csail.mit.edu/taxonomy/term/443)."""

    name = "mit_toc"
    institution = "MIT CSAIL"
    country = "US"
    start_urls = ["https://www.csail.mit.edu/taxonomy/term/443"]
    details = True
    series = "Theory of Computation"
    timezone = "America/New_York"
    languages = ("en",)
    verified = None
