from seminarcrawl.platforms.localist import LocalistSpider


class StanfordPhysicsSpider(LocalistSpider):
    """Stanford University, Applied Physics/Physics Colloquium
    (https://events.stanford.edu/department/applied_physicsphysics_colloquium).
    """

    name = "stanford_physics"
    institution = "Stanford University"
    country = "US"
    start_urls = ["https://events.stanford.edu/department/applied_physicsphysics_colloquium"]
    series = "Applied Physics/Physics Colloquium"
    timezone = "America/Los_Angeles"
    languages = ("en",)
    verified = None
