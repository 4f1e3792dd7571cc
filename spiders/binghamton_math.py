from seminarcrawl.platforms.page import PageSpider


class BinghamtonMathSpider(PageSpider):
    """Binghamton University, Department of Mathematics (https://www2.math.binghamton.edu/p/seminars/alge)."""

    name = "binghamton_math"
    institution = "Binghamton University"
    country = "US"
    # One line for each of the department's series.
    series_urls = {
        "Algebra": "https://www2.math.binghamton.edu/p/seminars/alge",
        "Analysis": "https://www2.math.binghamton.edu/p/seminars/anal",
        "Arithmetic": "https://www2.math.binghamton.edu/p/seminars/arit",
        "Combinatorics": "https://www2.math.binghamton.edu/p/seminars/comb/start",
        "Data Science": "https://www2.math.binghamton.edu/p/seminars/datasci",
        "Geometry/Topology": "https://www2.math.binghamton.edu/p/seminars/topsem",
        "Statistics": "https://www2.math.binghamton.edu/p/seminars/stat",
        "Colloquium": "https://www2.math.binghamton.edu/p/seminars/colloq",
    }
    timezone = "America/New_York"
    languages = ("en",)
    verified = None
