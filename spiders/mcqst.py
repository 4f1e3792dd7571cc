from seminarcrawl.platforms.page import PageSpider


class McqstSpider(PageSpider):
    """Munich Center for Quantum Science and Technology, Events
    (https://www.mcqst.de/news-and-events/events/).
    """

    name = "mcqst"
    institution = "Munich Center for Quantum Science and Technology"
    country = "DE"
    start_urls = ["https://www.mcqst.de/news-and-events/events/"]
    details = True
    timezone = "Europe/Berlin"
    languages = ("en",)
    verified = None
