from seminarcrawl.platforms.page import PageSpider


class KyushuMathSpider(PageSpider):
    """Kyushu University, Faculty of Mathematics (https://www.math.kyushu-u.ac.jp/seminars/category/3)."""

    name = "kyushu_math"
    institution = "Kyushu University"
    country = "JP"
    series_urls = {
        "代数学セミナー": "https://www.math.kyushu-u.ac.jp/seminars/category/3",
        "幾何学セミナー": "https://www.math.kyushu-u.ac.jp/seminars/category/4",
    }
    details = True
    timezone = "Asia/Tokyo"
    languages = ("ja",)
    verified = None
