from seminarcrawl.platforms.localist import LocalistSpider


class MitSchwarzmanSpider(LocalistSpider):
    """MIT, Schwarzman College of Computing
    (https://calendar.mit.edu/department/mit_schwarzman_college_of_computing).
    """

    name = "mit_schwarzman"
    institution = "MIT"
    country = "US"
    start_urls = ["https://calendar.mit.edu/department/mit_schwarzman_college_of_computing"]
    timezone = "America/New_York"
    languages = ("en",)
    verified = None
