from seminarcrawl.platforms.page import PageSpider


class HarvardPqgSpider(PageSpider):
    """Harvard Chan School, Program in Quantitative Genomics
    (https://hsph.harvard.edu/research/quantitative-genomics/events-and-seminars/).
    """

    name = "harvard_pqg"
    institution = "Harvard Chan School"
    country = "US"
    start_urls = ["https://hsph.harvard.edu/research/quantitative-genomics/events-and-seminars/"]
    details = True
    timezone = "America/New_York"
    languages = ("en",)
    verified = None
