from seminarcrawl.platforms.ical import ICalSpider


class IeergSpider(ICalSpider):
    """IEERG, Economics Research Seminar (https://ieerg.github.io)."""

    name = "ieerg"
    institution = "IEERG"
    country = "ES"
    start_urls = ["https://ieerg.github.io/seminars.ics"]
    timezone = "Europe/Madrid"
    languages = ("en",)
    summary_role = "series_speaker"
    verified = None
