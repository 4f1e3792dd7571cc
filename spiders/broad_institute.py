from seminarcrawl.platforms.localist import LocalistSpider


class BroadInstituteSpider(LocalistSpider):
    """Broad Institute, all events (https://events.broadinstitute.org)."""

    name = "broad_institute"
    institution = "Broad Institute"
    country = "US"
    start_urls = ["https://events.broadinstitute.org"]
    timezone = "America/New_York"
    languages = ("en",)
    verified = None
