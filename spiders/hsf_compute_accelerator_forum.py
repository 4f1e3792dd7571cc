from seminarcrawl.platforms.indico import IndicoSpider


class HsfComputeAcceleratorForumSpider(IndicoSpider):
    """HEP Software Foundation, Compute & Accelerator Forum, hosted at CERN
    (https://indico.cern.ch/category/12741/).
    """

    name = "hsf_compute_accelerator_forum"
    institution = "HEP Software Foundation"
    country = "CH"
    start_urls = ["https://indico.cern.ch/category/12741/"]
    series = "Compute & Accelerator Forum"
    timezone = "Europe/Zurich"
    languages = ("en",)
    summary_role = "title"
    verified = None
