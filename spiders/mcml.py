from seminarcrawl.platforms.page import PageSpider


class McmlSpider(PageSpider):
    """Munich Center for Machine Learning, Events (https://mcml.ai/events/)."""

    name = "mcml"
    institution = "Munich Center for Machine Learning"
    country = "DE"
    start_urls = ["https://mcml.ai/events/"]
    details = True
    timezone = "Europe/Berlin"
    languages = ("en",)
    verified = None
