from seminarcrawl.platforms.localist import LocalistSpider


class GwuCorcoranSpider(LocalistSpider):
    """George Washington University, Corcoran School (https://calendar.gwu.edu/corcoran/calendar)."""

    name = "gwu_corcoran"
    institution = "George Washington University"
    country = "US"
    start_urls = ["https://calendar.gwu.edu/corcoran/calendar"]
    timezone = "America/New_York"
    languages = ("en",)
    summary_role = "title"
    keep = r"seminar|colloqui|lecture|\btalks?\b"
    verified = None
