from seminarcrawl.platforms.page import PageSpider


class EssecCrearSpider(PageSpider):
    """ESSEC, Working Group on Risk of the CREAR."""

    name = "essec_crear"
    start_urls = ["http://crear.essec.edu/working-group-on-risk"]
    talk_links = r"/working-group-on-risk/[^/?#]+$"
    timezone = "Europe/Paris"
    languages = ("en", "fr")
    series = "Working Group on Risk - CREAR"
