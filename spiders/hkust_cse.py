from seminarcrawl.platforms.page import PageSpider


class HkustCseSpider(PageSpider):
    """Hong Kong University of Science and Technology, Department of Computer Science and Engineering
    (https://cse.hkust.edu.hk/pg/seminars/).
    """

    name = "hkust_cse"
    institution = "Hong Kong University of Science and Technology"
    country = "HK"
    start_urls = ["https://cse.hkust.edu.hk/pg/seminars/"]
    details = True
    timezone = "Asia/Hong_Kong"
    languages = ("en",)
    verified = None
