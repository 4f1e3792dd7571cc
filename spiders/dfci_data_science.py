from seminarcrawl.platforms.page import PageSpider


class DfciDataScienceSpider(PageSpider):
    """Dana-Farber, Data Science events (https://ds.dfci.harvard.edu/events/)."""

    name = "dfci_data_science"
    institution = "Dana-Farber"
    country = "US"
    start_urls = ["https://ds.dfci.harvard.edu/events/"]
    details = True
    timezone = "America/New_York"
    languages = ("en",)
    verified = None
