from seminarcrawl.platforms.livewhale import LiveWhaleSpider


class TamuAgricultureSpider(LiveWhaleSpider):
    """Texas A&M University, College of Agriculture and Life Sciences
    (https://calendar.tamu.edu/live/json/events/group/College%20of%20Agriculture%20and%20Life%20Sciences).
    """

    name = "tamu_agriculture"
    institution = "Texas A&M University"
    country = "US"
    start_urls = [
        "https://calendar.tamu.edu/live/json/events/group/College%20of%20Agriculture%20and%20Life%20Sciences"
    ]
    timezone = "America/Chicago"
    languages = ("en",)
    summary_role = "title"
    keep = r"seminar|colloqui|lecture|\btalks?\b"
    verified = None
