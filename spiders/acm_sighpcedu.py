from seminarcrawl.platforms.ical import ICalSpider


class AcmSighpceduSpider(ICalSpider):
    """ACM SIGHPC Education, webinars (https://sighpceducation.acm.org/events/)."""

    name = "acm_sighpcedu"
    institution = "ACM SIGHPC Education"
    country = "US"
    start_urls = ["https://sighpceducation.acm.org/events/index.ics"]
    timezone = "America/New_York"
    languages = ("en",)
    verified = None
