from seminarcrawl.platforms.page import PageSpider


class KagurazakaAlgebraSpider(PageSpider):
    """Tokyo University of Science, 神楽坂代数セミナー (https://www.rs.tus.ac.jp/kida/seminar.html)."""

    name = "kagurazaka_algebra"
    institution = "Tokyo University of Science"
    country = "JP"
    start_urls = ["https://www.rs.tus.ac.jp/kida/seminar.html"]
    series = "神楽坂代数セミナー"
    timezone = "Asia/Tokyo"
    languages = ("ja",)
    verified = None
