from seminarcrawl.platforms.localist import LocalistSpider


class MitStageSpider(LocalistSpider):
    """MIT, Seminar on Topics in Arithmetic, Geometry, Etc. (STAGE)
    (https://calendar.mit.edu/search/events?search="STAGE+Seminar").
    """

    name = "mit_stage"
    institution = "MIT"
    country = "US"
    start_urls = ['https://calendar.mit.edu/search/events?search="STAGE+Seminar"']
    timezone = "America/New_York"
    languages = ("en",)
    verified = None
