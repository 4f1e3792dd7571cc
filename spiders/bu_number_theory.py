from seminarcrawl.platforms.page import PageSpider


class BuNumberTheorySpider(PageSpider):
    """Boston University, Number Theory Seminar (http://math.bu.edu/research/algebra/seminar.html)."""

    name = "bu_number_theory"
    institution = "Boston University"
    country = "US"
    start_urls = ["http://math.bu.edu/research/algebra/seminar.html"]
    series = "Number Theory Seminar"
    timezone = "America/New_York"
    languages = ("en",)
    verified = None
