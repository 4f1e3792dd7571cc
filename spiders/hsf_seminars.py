from seminarcrawl.platforms.indico import IndicoSpider


class HsfSeminarsSpider(IndicoSpider):
    """HEP Software Foundation, HSF Seminar Series, hosted at CERN
    (https://indico.cern.ch/category/18810/).
    """

    name = "hsf_seminars"
    institution = "HEP Software Foundation"
    country = "CH"
    start_urls = ["https://indico.cern.ch/category/18810/"]
    series = "HSF Seminar Series"
    timezone = "Europe/Zurich"
    languages = ("en",)
    summary_role = "title"
    verified = None
