from seminarcrawl.platforms.talks_cam import TalksCamSpider


class BirminghamTheoryPhdSpider(TalksCamSpider):
    """University of Birmingham, Theory PhD Seminar (http://talks.bham.ac.uk/show/index/1803)."""

    name = "birmingham_theory_phd"
    institution = "University of Birmingham"
    country = "GB"
    start_urls = ["http://talks.bham.ac.uk/show/index/1803"]
    timezone = "Europe/London"
    languages = ("en",)
    verified = None
