from seminarcrawl.platforms.ical import ICalSpider


class KaistAiColloquiumSpider(ICalSpider):
    """KAIST, College of AI colloquium (https://aicollege-colloquium.github.io)."""

    name = "kaist_ai_colloquium"
    institution = "KAIST"
    country = "KR"
    start_urls = ["https://aicollege-colloquium.github.io/colloquium.ics"]
    timezone = "Asia/Seoul"
    languages = ("en",)
    summary_role = "series_title"
    verified = None
