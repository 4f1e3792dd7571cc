from seminarcrawl.platforms.drupal import DrupalSpider


class PrincetonMolbioSpider(DrupalSpider):
    """Princeton University, Molecular Biology (https://molbio.princeton.edu)."""

    name = "princeton_molbio"
    institution = "Princeton University"
    country = "US"
    start_urls = ["https://molbio.princeton.edu/feeds/events/ical.ics"]
    timezone = "America/New_York"
    languages = ("en",)
    summary_role = "speaker"
    verified = None
