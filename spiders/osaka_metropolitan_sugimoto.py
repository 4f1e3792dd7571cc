from seminarcrawl.platforms.page import PageSpider


class OsakaMetropolitanSugimotoSpider(PageSpider):
    """Osaka Metropolitan University, 杉本代数セミナー
    (https://sites.google.com/view/sugimoto-algebra-seminar/home).
    """

    name = "osaka_metropolitan_sugimoto"
    institution = "Osaka Metropolitan University"
    country = "JP"
    start_urls = ["https://sites.google.com/view/sugimoto-algebra-seminar/home"]
    series = "杉本代数セミナー"
    timezone = "Asia/Tokyo"
    languages = ("ja",)
    verified = None
