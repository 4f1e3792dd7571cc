from seminarcrawl.platforms.localist import LocalistSpider


class UcsdLibrarySpider(LocalistSpider):
    """UC San Diego, Library (https://calendar.ucsd.edu/api/2/events?group_id=49482217391481)."""

    name = "ucsd_library"
    institution = "UC San Diego"
    country = "US"
    start_urls = ["https://calendar.ucsd.edu/api/2/events?group_id=49482217391481"]
    timezone = "America/Los_Angeles"
    languages = ("en",)
    summary_role = "title"
    keep = r"seminar|colloqui|lecture|\btalks?\b"
    verified = None
