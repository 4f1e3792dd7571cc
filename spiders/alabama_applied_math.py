from seminarcrawl.platforms.ical import ICalSpider


class AlabamaAppliedMathSpider(ICalSpider):
    """University of Alabama, Applied Mathematics Seminar (https://jiazhaomath.github.io/seminar/)."""

    name = "alabama_applied_math"
    institution = "University of Alabama"
    country = "US"
    start_urls = ["https://jiazhaomath.github.io/seminar/seminar.ics"]
    timezone = "America/Chicago"
    languages = ("en",)
    summary_role = "series_speaker_title"
    verified = None
