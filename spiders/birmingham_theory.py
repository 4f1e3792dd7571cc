from seminarcrawl.platforms.talks_cam import TalksCamSpider


class BirminghamTheorySpider(TalksCamSpider):
    """University of Birmingham, Theory Group weekly seminar (http://talks.bham.ac.uk/show/index/86)."""

    name = "birmingham_theory"
    institution = "University of Birmingham"
    country = "GB"
    start_urls = ["http://talks.bham.ac.uk/show/index/86"]
    timezone = "Europe/London"
    languages = ("en",)
    verified = None
