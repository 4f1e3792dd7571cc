from seminarcrawl.platforms.page import PageSpider


class TorontoEconomicsSpider(PageSpider):
    """University of Toronto, Economics seminars
    (https://www.economics.utoronto.ca/index.php/index/research/seminars).
    """

    name = "toronto_economics"
    institution = "University of Toronto"
    country = "CA"
    start_urls = ["https://www.economics.utoronto.ca/index.php/index/research/seminars"]
    timezone = "America/Toronto"
    languages = ("en",)
    verified = None
