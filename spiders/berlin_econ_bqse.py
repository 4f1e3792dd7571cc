from seminarcrawl.platforms.page import PageSpider


class BerlinEconBqseSpider(PageSpider):
    """Berlin (BQSE and BAMS), economics seminars, two published sheets
    (https://docs.google.com/spreadsheets/d/e/2PACX-1vRshH4QuzsOR3f9RtwAaC8yfk-WYiSynZ4FXMdy07UJcl1mRxDIAc26r8Pafydld1dQqNENo7rc93v0/pubhtml?gid=1189407793).
    """

    name = "berlin_econ_bqse"
    institution = "Berlin (BQSE and BAMS)"
    country = "DE"
    start_urls = [
        "https://docs.google.com/spreadsheets/d/e/2PACX-1vRshH4QuzsOR3f9RtwAaC8yfk-WYiSynZ4FXMdy07UJcl1mRxDIAc26r8Pafydld1dQqNENo7rc93v0/pubhtml?gid=1189407793",
        "https://docs.google.com/spreadsheets/d/e/2PACX-1vR3J_S9rJVlljcVhC1IcG1IY-TkSl75PQAu8jZX9nnfZMx3Jceddn2wOa5WfE-hP5jpbwU_YbpY40Dx/pubhtml?gid=572234617",
    ]
    timezone = "Europe/Berlin"
    languages = ("en",)
    verified = None
