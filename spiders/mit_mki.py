from seminarcrawl.platforms.page import PageSpider


class MitMkiSpider(PageSpider):
    """MIT Kavli Institute, Astrophysics Colloquium
    (https://www.space.mit.edu/events/event-type/astrophysics-colloquium/).
    """

    name = "mit_mki"
    institution = "MIT Kavli Institute"
    country = "US"
    start_urls = ["https://www.space.mit.edu/events/event-type/astrophysics-colloquium/"]
    details = True
    series = "Astrophysics Colloquium"
    timezone = "America/New_York"
    languages = ("en",)
    verified = None
