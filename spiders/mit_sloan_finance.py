from seminarcrawl.platforms.page import PageSpider


class MitSloanFinanceSpider(PageSpider):
    """MIT Sloan, Finance seminars
    (https://mitsloan.mit.edu/faculty/academic-groups/finance/seminars-events-finance-group).
    """

    name = "mit_sloan_finance"
    institution = "MIT Sloan"
    country = "US"
    start_urls = ["https://mitsloan.mit.edu/faculty/academic-groups/finance/seminars-events-finance-group"]
    details = True
    timezone = "America/New_York"
    languages = ("en",)
    verified = None
