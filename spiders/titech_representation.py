from seminarcrawl.platforms.page import PageSpider


class TitechRepresentationSpider(PageSpider):
    """Tokyo Institute of Technology, 表現論セミナー (https://www.math.titech.ac.jp/~reptheory_seminar/)."""

    name = "titech_representation"
    institution = "Tokyo Institute of Technology"
    country = "JP"
    start_urls = ["https://www.math.titech.ac.jp/~reptheory_seminar/"]
    series = "表現論セミナー"
    timezone = "Asia/Tokyo"
    languages = ("ja",)
    verified = None
