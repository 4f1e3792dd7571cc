from seminarcrawl.platforms.indico import IndicoSpider


class CernAcademicTrainingSpider(IndicoSpider):
    """CERN, Academic Training Lectures (https://indico.cern.ch/category/72/)."""

    name = "cern_academic_training"
    institution = "CERN"
    country = "CH"
    start_urls = ["https://indico.cern.ch/category/72/"]
    series = "Academic Training Lectures"
    timezone = "Europe/Zurich"
    languages = ("en",)
    summary_role = "title"
    verified = None
