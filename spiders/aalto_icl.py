from seminarcrawl.platforms.ical import ICalSpider


class AaltoIclSpider(ICalSpider):
    """Aalto University, ICL seminar (https://icl-aalto.github.io)."""

    name = "aalto_icl"
    institution = "Aalto University"
    country = "FI"
    start_urls = ["https://icl-aalto.github.io/seminars.ics"]
    series = "ICL seminar"
    timezone = "Europe/Helsinki"
    languages = ("en",)
    summary_role = "speaker_title"
    verified = None
