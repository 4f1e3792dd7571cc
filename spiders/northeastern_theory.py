from seminarcrawl.platforms.page import PageSpider


class NortheasternTheorySpider(PageSpider):
    """Northeastern University, Theory Seminar (https://theory.khoury.northeastern.edu/seminar.html)."""

    name = "northeastern_theory"
    institution = "Northeastern University"
    country = "US"
    start_urls = ["https://theory.khoury.northeastern.edu/seminar.html"]
    series = "Theory Seminar"
    timezone = "America/New_York"
    languages = ("en",)
    verified = None
