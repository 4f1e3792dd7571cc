from seminarcrawl.platforms.page import PageSpider


class TokyoCommutativeAlgebraSpider(PageSpider):
    """University of Tokyo, 東京可換環論セミナー (https://www.ms.u-tokyo.ac.jp/~stakagi/ca_seminar/index.html)."""

    name = "tokyo_commutative_algebra"
    institution = "University of Tokyo"
    country = "JP"
    start_urls = ["https://www.ms.u-tokyo.ac.jp/~stakagi/ca_seminar/index.html"]
    series = "東京可換環論セミナー"
    timezone = "Asia/Tokyo"
    languages = ("ja",)
    verified = None
