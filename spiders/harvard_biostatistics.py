from seminarcrawl.platforms.page import PageSpider


class HarvardBiostatisticsSpider(PageSpider):
    """Harvard Chan School, Biostatistics seminars
    (https://hsph.harvard.edu/department/biostatistics/seminars-events/).
    """

    name = "harvard_biostatistics"
    institution = "Harvard Chan School"
    country = "US"
    start_urls = ["https://hsph.harvard.edu/department/biostatistics/seminars-events/"]
    details = True
    timezone = "America/New_York"
    languages = ("en",)
    verified = None
