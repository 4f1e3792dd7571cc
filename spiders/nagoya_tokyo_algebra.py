from seminarcrawl.platforms.page import PageSpider


class NagoyaTokyoAlgebraSpider(PageSpider):
    """Nagoya University, 東京名古屋代数セミナー (http://www.math.nagoya-u.ac.jp/~aaron.chan/TNAseminar.html)."""

    name = "nagoya_tokyo_algebra"
    institution = "Nagoya University"
    country = "JP"
    start_urls = ["http://www.math.nagoya-u.ac.jp/~aaron.chan/TNAseminar.html"]
    series = "東京名古屋代数セミナー"
    timezone = "Asia/Tokyo"
    languages = ("ja",)
    verified = None
