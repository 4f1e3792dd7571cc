from seminarcrawl.platforms.page import PageSpider


class OsakaMathSpider(PageSpider):
    """Osaka University, Department of Mathematics, announcement board
    (http://www4.math.sci.osaka-u.ac.jp/sembbs2/announce.cgi).
    """

    name = "osaka_math"
    institution = "Osaka University"
    country = "JP"
    start_urls = ["http://www4.math.sci.osaka-u.ac.jp/sembbs2/announce.cgi"]
    timezone = "Asia/Tokyo"
    languages = ("ja",)
    verified = None
