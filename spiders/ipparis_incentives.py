from seminarcrawl.platforms.ical import ICalSpider


class IpparisIncentivesSpider(ICalSpider):
    """Institut Polytechnique de Paris, Incentives and Computation seminar
    (https://ipparis-seminar.github.io).
    """

    name = "ipparis_incentives"
    institution = "Institut Polytechnique de Paris"
    country = "FR"
    start_urls = ["https://ipparis-seminar.github.io/seminar.ics"]
    timezone = "Europe/Paris"
    languages = ("en",)
    summary_role = "series_speaker"
    verified = None
