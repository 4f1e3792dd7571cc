from seminarcrawl.platforms.page import PageSpider


class EmoryGmbSpider(PageSpider):
    """Emory University, Genetics & Molecular Biology, a published sheet
    (https://docs.google.com/spreadsheets/d/e/2PACX-1vQJD4NRDHNVA4WNm_h_srB-WSOMg5C3X3GnU9CqCcmm9aAqMKAe7yIO4Zt-V4g5FjNK1gdFuUf4VBb0/pub?gid=0&single=true&output=csv).
    """

    name = "emory_gmb"
    institution = "Emory University"
    country = "US"
    start_urls = [
        "https://docs.google.com/spreadsheets/d/e/2PACX-1vQJD4NRDHNVA4WNm_h_srB-WSOMg5C3X3GnU9CqCcmm9aAqMKAe7yIO4Zt-V4g5FjNK1gdFuUf4VBb0/pub?gid=0&single=true&output=csv"
    ]
    timezone = "America/New_York"
    languages = ("en",)
    verified = None
