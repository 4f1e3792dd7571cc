from seminarcrawl.platforms.page import PageSpider


class MlCryptoSpider(PageSpider):
    """ML + Cryptography Seminar, Boston area (https://mlcrypto.github.io/seminar/index.html)."""

    name = "ml_crypto"
    institution = "ML + Cryptography Seminar"
    country = "US"
    start_urls = ["https://mlcrypto.github.io/seminar/index.html"]
    series = "ML + Cryptography Seminar"
    timezone = "America/New_York"
    languages = ("en",)
    verified = None
