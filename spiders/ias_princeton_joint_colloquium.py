from seminarcrawl.platforms.drupal import DrupalSpider


class IasPrincetonJointColloquiumSpider(DrupalSpider):
    """Institute for Advanced Study, Joint Astrophysics Colloquium with Princeton University
    (https://www.ias.edu/sns/astrophysics/joint-iaspu-astrophysics-colloquium).
    """

    name = "ias_princeton_joint_colloquium"
    institution = "Institute for Advanced Study"
    country = "US"
    start_urls = ["https://www.ias.edu/sns/astrophysics/joint-iaspu-astrophysics-colloquium"]
    details = True
    series = "Joint Astrophysics Colloquium"
    timezone = "America/New_York"
    languages = ("en",)
    verified = None
