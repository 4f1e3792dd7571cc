from seminarcrawl.platforms.feed import FeedSpider


class BostonCryptoDaySpider(FeedSpider):
    """Charles River Crypto Day, Boston area (https://bostoncryptoday.wordpress.com)."""

    name = "boston_crypto_day"
    institution = "Charles River Crypto Day"
    country = "US"
    page = "https://bostoncryptoday.wordpress.com"
    start_urls = ["https://bostoncryptoday.wordpress.com/feed/"]
    series = "Charles River Crypto Day"
    timezone = "America/New_York"
    languages = ("en",)
    # About four events a year.
    may_be_empty = True
    verified = None
