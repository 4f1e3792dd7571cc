from seminarcrawl.platforms.ical import ICalSpider


class UmichPhysicsSpider(ICalSpider):
    """University of Michigan, Physics Department Colloquium (https://events.umich.edu/group/3804)."""

    name = "umich_physics"
    institution = "University of Michigan"
    country = "US"
    start_urls = ["https://events.umich.edu/group/3804/ical"]
    timezone = "America/Detroit"
    languages = ("en",)
    verified = None
