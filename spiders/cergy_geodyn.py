from seminarcrawl.platforms.page import PageSpider


class CergyGeodynSpider(PageSpider):
    """CY Cergy Paris Université, AGM, Géométrie et Dynamique (https://louisioos.github.io/liens.html)."""

    name = "cergy_geodyn"
    institution = "CY Cergy Paris Université"
    country = "FR"
    start_urls = ["https://louisioos.github.io/liens.html"]
    series = "Géométrie et Dynamique"
    timezone = "Europe/Paris"
    languages = ("fr",)
    verified = None
