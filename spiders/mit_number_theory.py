from seminarcrawl.platforms.localist import LocalistSpider


class MitNumberTheorySpider(LocalistSpider):
    """MIT, Number Theory Seminar
    (https://calendar.mit.edu/search/events?search="MIT+Number+Theory+Seminar").
    """

    name = "mit_number_theory"
    institution = "MIT"
    country = "US"
    start_urls = ['https://calendar.mit.edu/search/events?search="MIT+Number+Theory+Seminar"']
    timezone = "America/New_York"
    languages = ("en",)
    verified = None
