from seminarcrawl.platforms.page import PageSpider


class MannheimEconomicsSpider(PageSpider):
    """Universität Mannheim, research seminars in economics
    (https://www.vwl.uni-mannheim.de/en/research/research-seminars/).
    """

    name = "mannheim_economics"
    institution = "Universität Mannheim"
    country = "DE"
    start_urls = ["https://www.vwl.uni-mannheim.de/en/research/research-seminars/"]
    talk_links = r"/research-seminars/[^/?#]+/?$"
    timezone = "Europe/Berlin"
    languages = ("en",)
    verified = None
