from seminarcrawl.platforms.indico import IndicoSpider


class MilanJointPhenoSpider(IndicoSpider):
    """INFN, UNIMI and UNIMIB Milano, Joint Pheno Seminars, hosted at CERN
    (https://indico.cern.ch/category/10236/).
    """

    name = "milan_joint_pheno"
    institution = "INFN, UNIMI and UNIMIB Milano"
    country = "IT"
    start_urls = ["https://indico.cern.ch/category/10236/"]
    series = "Joint Pheno Seminars"
    timezone = "Europe/Rome"
    languages = ("en",)
    summary_role = "title"
    verified = None
