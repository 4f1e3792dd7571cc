from seminarcrawl.platforms.indico import IndicoSpider


class LamaCreteilSpider(IndicoSpider):
    """LAMA (Créteil and Gustave Eiffel), mathematics (https://indico.math.cnrs.fr/category/549/)."""

    name = "lama_creteil"
    institution = "LAMA (Créteil and Gustave Eiffel)"
    country = "FR"
    start_urls = ["https://indico.math.cnrs.fr/category/549/"]
    timezone = "Europe/Paris"
    languages = ("fr", "en")
    summary_role = "title"
    verified = None
