from seminarcrawl.platforms.page import PageSpider


class HkustEventsSpider(PageSpider):
    """Hong Kong University of Science and Technology, events calendar (https://calendar.hkust.edu.hk)."""

    name = "hkust_events"
    institution = "Hong Kong University of Science and Technology"
    country = "HK"
    start_urls = ["https://calendar.hkust.edu.hk/events/rss"]
    talk_links = r"/events/(?!rss|ics)[^/?#]+$"
    timezone = "Asia/Hong_Kong"
    languages = ("zh", "en")
    # Outside term there may be weeks without a seminar.
    may_be_empty = True
    verified = None
