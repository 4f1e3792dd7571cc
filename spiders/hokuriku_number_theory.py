from seminarcrawl.platforms.page import PageSpider


class HokurikuNumberTheorySpider(PageSpider):
    """University of Toyama, 北陸数論セミナー (http://ntw.sci.u-toyama.ac.jp/hokurikunt/)."""

    name = "hokuriku_number_theory"
    institution = "University of Toyama"
    country = "JP"
    start_urls = ["http://ntw.sci.u-toyama.ac.jp/hokurikunt/"]
    series = "北陸数論セミナー"
    timezone = "Asia/Tokyo"
    languages = ("ja",)
    verified = None
