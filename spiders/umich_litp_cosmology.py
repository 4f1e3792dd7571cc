from seminarcrawl.platforms.ical import ICalSpider


class UmichLitpCosmologySpider(ICalSpider):
    """University of Michigan, LITP cosmology and astrophysics seminars
    (https://lsa.umich.edu/litp/news-events/all-events/seminars/um-cosmology-group-seminars.html).
    """

    name = "umich_litp_cosmology"
    institution = "University of Michigan"
    country = "US"
    page = "https://lsa.umich.edu/litp/news-events/all-events/seminars/um-cosmology-group-seminars.html"
    start_urls = ["https://events.umich.edu/group/5046/ical"]
    timezone = "America/Detroit"
    languages = ("en",)
    verified = None
