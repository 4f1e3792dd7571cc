from seminarcrawl.platforms.localist import LocalistSpider


class StanfordVirtualSpider(LocalistSpider):
    """Stanford University, virtual events of all units
    (https://events.stanford.edu/calendar?experience=virtual).
    """

    name = "stanford_virtual"
    institution = "Stanford University"
    country = "US"
    start_urls = ["https://events.stanford.edu/calendar?experience=virtual"]
    timezone = "America/Los_Angeles"
    languages = ("en",)
    summary_role = "title"
    keep = r"seminar|colloqui|lecture|\btalks?\b"
    verified = None
