from seminarcrawl.platforms.page import PageSpider


class UchicagoPhysicsSpider(PageSpider):
    """University of Chicago, Physics colloquia and lectures
    (https://physics.uchicago.edu/events/category/colloquia-and-lectures/).
    """

    name = "uchicago_physics"
    institution = "University of Chicago"
    country = "US"
    start_urls = ["https://physics.uchicago.edu/events/category/colloquia-and-lectures/"]
    details = True
    timezone = "America/Chicago"
    languages = ("en",)
    verified = None
