from seminarcrawl.platforms.indico import IndicoSpider


class DesyCdcsSpider(IndicoSpider):
    """DESY and CDCS Hamburg, CDCS seminar (https://indico.desy.de/category/807/)."""

    name = "desy_cdcs"
    institution = "DESY and CDCS Hamburg"
    country = "DE"
    start_urls = ["https://indico.desy.de/category/807/"]
    series = "CDCS seminar"
    timezone = "Europe/Berlin"
    languages = ("en",)
    summary_role = "title"
    verified = None
