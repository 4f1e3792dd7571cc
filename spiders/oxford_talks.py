from seminarcrawl.platforms.talks_ox import TalksOxSpider


class OxfordTalksSpider(TalksOxSpider):
    """University of Oxford, talks of the department oxpoints:23232740
    (https://talks.ox.ac.uk/api/talks/search?from=today&organising_department=oxpoints:23232740).
    """

    name = "oxford_talks"
    institution = "University of Oxford"
    country = "GB"
    start_urls = [
        "https://talks.ox.ac.uk/api/talks/search?from=today&organising_department=oxpoints:23232740"
    ]
    timezone = "Europe/London"
    languages = ("en",)
    verified = None
