from seminarcrawl.platforms.page import PageSpider


class TohokuMathSpider(PageSpider):
    """Tohoku University, 代数セミナー (http://www.math.tohoku.ac.jp/research/seminar.html)."""

    name = "tohoku_math"
    institution = "Tohoku University"
    country = "JP"
    start_urls = ["http://www.math.tohoku.ac.jp/research/seminar.html"]
    timezone = "Asia/Tokyo"
    languages = ("ja",)
    verified = None
