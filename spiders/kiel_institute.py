from seminarcrawl.platforms.page import PageSpider


class KielInstituteSpider(PageSpider):
    """Kiel Institute for the World Economy, events
    (https://www.kielinstitut.de/de/institut/veranstaltungen/).
    """

    name = "kiel_institute"
    institution = "Kiel Institute for the World Economy"
    country = "DE"
    start_urls = ["https://www.kielinstitut.de/de/institut/veranstaltungen/"]
    details = True
    timezone = "Europe/Berlin"
    languages = ("de",)
    verified = None
