from seminarcrawl.platforms.planitpurple import PlanItPurpleSpider


class NorthwesternPhysicsAstronomySpider(PlanItPurpleSpider):
    """Northwestern University, Physics and Astronomy colloquia
    (https://planitpurple.northwestern.edu/calendar/3758).
    """

    name = "northwestern_physics_astronomy"
    institution = "Northwestern University"
    country = "US"
    start_urls = ["https://planitpurple.northwestern.edu/calendar/3758"]
    timezone = "America/Chicago"
    languages = ("en",)
    summary_role = "series_speaker_title"
    verified = None
