from seminarcrawl.platforms.page import PageSpider


class MitAlgorithmsSpider(PageSpider):
    """MIT CSAIL, Algorithms & Complexity (https://www.csail.mit.edu/taxonomy/term/445)."""

    name = "mit_algorithms"
    institution = "MIT CSAIL"
    country = "US"
    start_urls = ["https://www.csail.mit.edu/taxonomy/term/445"]
    details = True
    series = "Algorithms & Complexity"
    timezone = "America/New_York"
    languages = ("en",)
    verified = None
