from seminarcrawl.platforms.page import PageSpider


class NiigataAlgebraSpider(PageSpider):
    """Niigata University, 新潟代数セミナー
    (http://mathweb.sc.niigata-u.ac.jp/~hoshi/NiigataAlgebraSeminar-j.html).
    """

    name = "niigata_algebra"
    institution = "Niigata University"
    country = "JP"
    start_urls = ["http://mathweb.sc.niigata-u.ac.jp/~hoshi/NiigataAlgebraSeminar-j.html"]
    series = "新潟代数セミナー"
    timezone = "Asia/Tokyo"
    languages = ("ja",)
    verified = None
