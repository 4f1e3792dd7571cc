from seminarcrawl.platforms.livewhale import LiveWhaleSpider


class BerkeleyEnglishSpider(LiveWhaleSpider):
    """UC Berkeley, English (https://events.berkeley.edu)."""

    name = "berkeley_english"
    institution = "UC Berkeley"
    country = "US"
    start_urls = ["https://events.berkeley.edu/live/ical/events/group/English"]
    timezone = "America/Los_Angeles"
    languages = ("en",)
    summary_role = "title"
    verified = None
