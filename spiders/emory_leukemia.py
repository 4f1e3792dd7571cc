from seminarcrawl.platforms.page import PageSpider


class EmoryLeukemiaSpider(PageSpider):
    """Emory University, leukemia research, a published sheet
    (https://docs.google.com/spreadsheets/d/e/2PACX-1vS1lRTfvCLYKtMjsT_omJR27myIyF5LIwu8j-fZoQobJT4yeusVLx9q6Z-0keLf2MJwlwNfIACMizN0/pub?gid=1212040244&single=true&output=csv).
    """

    name = "emory_leukemia"
    institution = "Emory University"
    country = "US"
    start_urls = [
        "https://docs.google.com/spreadsheets/d/e/2PACX-1vS1lRTfvCLYKtMjsT_omJR27myIyF5LIwu8j-fZoQobJT4yeusVLx9q6Z-0keLf2MJwlwNfIACMizN0/pub?gid=1212040244&single=true&output=csv"
    ]
    timezone = "America/New_York"
    languages = ("en",)
    verified = None
