from seminarcrawl.platforms.page import PageSpider


class NyuMathsAndDataSpider(PageSpider):
    """New York University, Maths and Data (MaD) and MIC seminars
    (https://mathsanddatanyu.github.io/website/seminar/).
    """

    name = "nyu_maths_and_data"
    institution = "New York University"
    country = "US"
    start_urls = ["https://mathsanddatanyu.github.io/website/seminar/"]
    timezone = "America/New_York"
    languages = ("en",)
    verified = None
