from seminarcrawl.platforms.page import PageSpider


class TumIasSpider(PageSpider):
    """TU München, IAS Wednesday Coffee Talks
    (https://www.ias.tum.de/ias/news-events-insights/events/tum-ias-wednesday-coffee-talks/).
    """

    name = "tum_ias"
    institution = "TU München"
    country = "DE"
    start_urls = ["https://www.ias.tum.de/ias/news-events-insights/events/tum-ias-wednesday-coffee-talks/"]
    details = True
    series = "Wednesday Coffee Talks"
    timezone = "Europe/Berlin"
    languages = ("en",)
    verified = None
