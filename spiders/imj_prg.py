from seminarcrawl.platforms.indico import IndicoSpider


class ImjPrgSpider(IndicoSpider):
    """IMJ-PRG, mathematics (https://indico.math.cnrs.fr/category/237/)."""

    name = "imj_prg"
    institution = "IMJ-PRG"
    country = "FR"
    start_urls = ["https://indico.math.cnrs.fr/category/237/"]
    timezone = "Europe/Paris"
    languages = ("fr", "en")
    summary_role = "title"
    verified = None
