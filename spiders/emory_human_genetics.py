from seminarcrawl.platforms.page import PageSpider


class EmoryHumanGeneticsSpider(PageSpider):
    """Emory University, Human Genetics (https://med.emory.edu/departments/human-genetics/)."""

    name = "emory_human_genetics"
    institution = "Emory University"
    country = "US"
    start_urls = ["https://med.emory.edu/departments/human-genetics/"]
    timezone = "America/New_York"
    languages = ("en",)
    keep = "seminar|grand rounds|research in progress"
    verified = None
