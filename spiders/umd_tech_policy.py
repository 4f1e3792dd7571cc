from seminarcrawl.platforms.ical import ICalSpider


class UmdTechPolicySpider(ICalSpider):
    """University of Maryland, Tech Policy Hub (https://chadl22.github.io/Tech-Policy-Hub/)."""

    name = "umd_tech_policy"
    institution = "University of Maryland"
    country = "US"
    start_urls = ["https://chadl22.github.io/Tech-Policy-Hub/events.ics"]
    timezone = "America/New_York"
    languages = ("en",)
    summary_role = "series_title"
    verified = None
