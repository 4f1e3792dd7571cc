from seminarcrawl.platforms.page import PageSpider


class StanfordEnergySpider(PageSpider):
    """Stanford University, Energy Seminar
    (https://energy.stanford.edu/events/energy-seminar/energy-seminar-schedule).
    """

    name = "stanford_energy"
    institution = "Stanford University"
    country = "US"
    start_urls = ["https://energy.stanford.edu/events/energy-seminar/energy-seminar-schedule"]
    series = "Energy Seminar"
    timezone = "America/Los_Angeles"
    languages = ("en",)
    verified = None
