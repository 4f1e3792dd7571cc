from seminarcrawl.platforms.page import PageSpider


class EmoryWinshipSpider(PageSpider):
    """Emory University, Winship Cancer Institute (https://winshipcancer.emory.edu/about-us/events.php)."""

    name = "emory_winship"
    institution = "Emory University"
    country = "US"
    start_urls = ["https://winshipcancer.emory.edu/about-us/events.php"]
    details = True
    timezone = "America/New_York"
    languages = ("en",)
    drop = r"\bnurs|\bbreak\b"
    verified = None
