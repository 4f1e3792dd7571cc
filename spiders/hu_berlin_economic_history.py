from seminarcrawl.platforms.page import PageSpider


class HuBerlinEconomicHistorySpider(PageSpider):
    """Humboldt-Universität zu Berlin, colloquium on social and economic history
    (https://www.geschichte.hu-berlin.de/en/bereiche-und-lehrstuehle-en/sozial-wirtschaftsgeschichte-en/colloquium).
    """

    name = "hu_berlin_economic_history"
    institution = "Humboldt-Universität zu Berlin"
    country = "DE"
    start_urls = [
        "https://www.geschichte.hu-berlin.de/en/bereiche-und-lehrstuehle-en/sozial-wirtschaftsgeschichte-en/colloquium"
    ]
    timezone = "Europe/Berlin"
    languages = ("en",)
    verified = None
