from seminarcrawl.platforms.localist import LocalistSpider


class StanfordHaiSpider(LocalistSpider):
    """Stanford University, Human-Centered AI (https://events.stanford.edu/department/hai/calendar)."""

    name = "stanford_hai"
    institution = "Stanford University"
    country = "US"
    start_urls = ["https://events.stanford.edu/department/hai/calendar"]
    timezone = "America/Los_Angeles"
    languages = ("en",)
    verified = None
