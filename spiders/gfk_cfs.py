from seminarcrawl.platforms.feed import FeedSpider


class GfkCfsSpider(FeedSpider):
    """Center for Financial Studies, Frankfurt, events (https://gfk-cfs.de/en/events/)."""

    name = "gfk_cfs"
    institution = "Center for Financial Studies, Frankfurt"
    country = "DE"
    page = "https://gfk-cfs.de/en/events/"
    start_urls = ["https://gfk-cfs.de/en/events/feed/"]
    timezone = "Europe/Berlin"
    languages = ("en", "de")
    summary_role = "title"
    verified = None
