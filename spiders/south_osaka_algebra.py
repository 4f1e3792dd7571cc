from seminarcrawl.platforms.page import PageSpider


class SouthOsakaAlgebraSpider(PageSpider):
    """South Osaka Algebra Seminar, 南大阪代数セミナー (https://ysykimura.github.io/ModSeminar/)."""

    name = "south_osaka_algebra"
    institution = "South Osaka Algebra Seminar"
    country = "JP"
    start_urls = ["https://ysykimura.github.io/ModSeminar/"]
    series = "南大阪代数セミナー"
    timezone = "Asia/Tokyo"
    languages = ("ja",)
    verified = None
