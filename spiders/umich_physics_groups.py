from seminarcrawl.platforms.ical import ICalSpider


class UmichPhysicsGroupsSpider(ICalSpider):
    """University of Michigan, further groups of the physics community
    (https://events.umich.edu/group/1965).
    """

    name = "umich_physics_groups"
    institution = "University of Michigan"
    country = "US"
    # Fourteen groups; two more are umich_physics and umich_astronomy.
    start_urls = [
        "https://events.umich.edu/group/1965/ical",
        "https://events.umich.edu/group/3798/ical",
        "https://events.umich.edu/group/3799/ical",
        "https://events.umich.edu/group/3767/ical",
        "https://events.umich.edu/group/3801/ical",
        "https://events.umich.edu/group/3811/ical",
        "https://events.umich.edu/group/3247/ical",
        "https://events.umich.edu/group/3805/ical",
        "https://events.umich.edu/group/3806/ical",
        "https://events.umich.edu/group/3807/ical",
        "https://events.umich.edu/group/3813/ical",
        "https://events.umich.edu/group/4897/ical",
        "https://events.umich.edu/group/3606/ical",
        "https://events.umich.edu/group/5034/ical",
    ]
    timezone = "America/Detroit"
    languages = ("en",)
    verified = None
