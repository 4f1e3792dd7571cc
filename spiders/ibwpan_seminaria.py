from seminarcrawl.platforms.page import PageSpider


class IbwpanSeminariaSpider(PageSpider):
    """Instytut Budownictwa Wodnego PAN, Gdańsk, seminars (http://seminaria.ibwpan.gda.pl/)."""

    name = "ibwpan_seminaria"
    institution = "Instytut Budownictwa Wodnego PAN, Gdańsk"
    country = "PL"
    start_urls = ["http://seminaria.ibwpan.gda.pl/"]
    timezone = "Europe/Warsaw"
    languages = ("pl",)
    verified = None
