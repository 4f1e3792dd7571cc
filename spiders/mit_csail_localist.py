from seminarcrawl.platforms.localist import LocalistSpider


class MitCsailLocalistSpider(LocalistSpider):
    """MIT, CSAIL (https://calendar.mit.edu/department/comp_sci_artificial_intelligence_lab)."""

    name = "mit_csail_localist"
    institution = "MIT"
    country = "US"
    start_urls = ["https://calendar.mit.edu/department/comp_sci_artificial_intelligence_lab"]
    timezone = "America/New_York"
    languages = ("en",)
    verified = None
