from seminarcrawl.platforms.page import PageSpider


class EssecCrearSpider(PageSpider):
    """ESSEC, Working Group on Risk of the CREAR (http://crear.essec.edu/working-group-on-risk)."""

    name = "essec_crear"
    institution = "ESSEC"
    country = "FR"
    start_urls = ["http://crear.essec.edu/working-group-on-risk"]
    talk_links = r"/working-group-on-risk/[^/?#]+$"
    timezone = "Europe/Paris"
    languages = ("en", "fr")
    series = "Working Group on Risk - CREAR"
    verified = None
