from seminarcrawl.platforms.page import PageSpider


class NorthwesternPhysicsAstronomySpider(PageSpider):
    """Northwestern University, Physics and Astronomy colloquia
    (https://planitpurple.northwestern.edu/calendar/3758).
    """

    name = "northwestern_physics_astronomy"
    institution = "Northwestern University"
    country = "US"
    page = "https://planitpurple.northwestern.edu/calendar/3758"
    start_urls = ["https://planitpurple.northwestern.edu/xmlfeed?cal=3758&days=0"]
    timezone = "America/Chicago"
    languages = ("en",)
    summary_role = "series_speaker_title"
    verified = None
