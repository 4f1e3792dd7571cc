from seminarcrawl.platforms.indico import IndicoSpider


class FnalJetpSpider(IndicoSpider):
    """Fermilab, Joint Experimental-Theoretical Physics Seminar ("Wine & Cheese")
    (https://theory.fnal.gov/jetp/).
    """

    name = "fnal_jetp"
    institution = "Fermilab"
    country = "US"
    page = "https://theory.fnal.gov/jetp/"
    start_urls = ["https://indico.fnal.gov/category/1432/"]
    series = "Joint Experimental-Theoretical Physics Seminar"
    timezone = "America/Chicago"
    languages = ("en",)
    summary_role = "title"
    verified = None
