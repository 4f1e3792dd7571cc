from seminarcrawl.platforms.indico import IndicoSpider


class GustaveEiffelMathsSpider(IndicoSpider):
    """Université Gustave Eiffel, mathematics (https://indico.math.cnrs.fr/category/548/)."""

    name = "gustave_eiffel_maths"
    institution = "Université Gustave Eiffel"
    country = "FR"
    start_urls = ["https://indico.math.cnrs.fr/category/548/"]
    timezone = "Europe/Paris"
    languages = ("fr", "en")
    summary_role = "title"
    verified = None
