from seminarcrawl.platforms.page import PageSpider


class TokyoMsAlggeomSpider(PageSpider):
    """University of Tokyo, Graduate School of Mathematical Sciences, 代数幾何学セミナー
    (https://www.ms.u-tokyo.ac.jp/seminar/algegeo/future.html).
    """

    name = "tokyo_ms_alggeom"
    institution = "University of Tokyo"
    country = "JP"
    start_urls = ["https://www.ms.u-tokyo.ac.jp/seminar/algegeo/future.html"]
    series = "代数幾何学セミナー"
    timezone = "Asia/Tokyo"
    languages = ("ja",)
    verified = None
