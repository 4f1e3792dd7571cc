from seminarcrawl.platforms.page import PageSpider


class EmoryBmiSpider(PageSpider):
    """Emory University, Biomedical Informatics
    (https://med.emory.edu/departments/biomedical-informatics/).
    """

    name = "emory_bmi"
    institution = "Emory University"
    country = "US"
    start_urls = ["https://med.emory.edu/departments/biomedical-informatics/"]
    timezone = "America/New_York"
    languages = ("en",)
    verified = None
