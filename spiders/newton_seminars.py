from seminarcrawl.platforms.indico import IndicoSpider


class NewtonSeminarsSpider(IndicoSpider):
    """INFN Roma 3, Newton Seminars, the contributions of one event (https://agenda.infn.it/event/22106/)."""

    name = "newton_seminars"
    institution = "INFN Roma 3"
    country = "IT"
    start_urls = ["https://agenda.infn.it/event/22106/"]
    series = "Newton Seminars"
    timezone = "Europe/Rome"
    languages = ("en",)
    verified = None
