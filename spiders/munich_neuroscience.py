from seminarcrawl.platforms.page import PageSpider


class MunichNeuroscienceSpider(PageSpider):
    """Munich Neuroscience Calendar, several institutes (http://munich-neuroscience-calendar.de/)."""

    name = "munich_neuroscience"
    institution = "Munich Neuroscience Calendar"
    country = "DE"
    start_urls = ["http://munich-neuroscience-calendar.de/"]
    details = True
    timezone = "Europe/Berlin"
    languages = ("en",)
    verified = None
