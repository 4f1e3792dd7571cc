from seminarcrawl.platforms.indico import IndicoSpider


class SydneyCppcSpider(IndicoSpider):
    """Sydney-CPPC (UNSW and University of Sydney), Particle physics and cosmology seminar, hosted at CERN
    (https://indico.cern.ch/category/14675/).
    """

    name = "sydney_cppc"
    institution = "Sydney-CPPC (UNSW and University of Sydney)"
    country = "AU"
    start_urls = ["https://indico.cern.ch/category/14675/"]
    series = "Particle physics and cosmology seminar"
    timezone = "Australia/Sydney"
    languages = ("en",)
    summary_role = "title"
    verified = None
