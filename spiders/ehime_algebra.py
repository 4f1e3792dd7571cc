from seminarcrawl.platforms.page import PageSpider


class EhimeAlgebraSpider(PageSpider):
    """Ehime University, 代数セミナー (https://www.ed.ehime-u.ac.jp/~algebra/)."""

    name = "ehime_algebra"
    institution = "Ehime University"
    country = "JP"
    start_urls = ["https://www.ed.ehime-u.ac.jp/~algebra/"]
    series = "代数セミナー"
    timezone = "Asia/Tokyo"
    languages = ("ja",)
    verified = None
