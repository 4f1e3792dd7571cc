from seminarcrawl.platforms.page import PageSpider


class TitechArithmeticGeometrySpider(PageSpider):
    """Tokyo Institute of Technology, 数論・幾何学セミナー
    (http://www.math.titech.ac.jp/~purkait/AGS/AGSeminarTIT.html).
    """

    name = "titech_arithmetic_geometry"
    institution = "Tokyo Institute of Technology"
    country = "JP"
    start_urls = ["http://www.math.titech.ac.jp/~purkait/AGS/AGSeminarTIT.html"]
    series = "数論・幾何学セミナー"
    timezone = "Asia/Tokyo"
    languages = ("ja",)
    verified = None
