from seminarcrawl.platforms.talks_cam import TalksCamSpider


class CambridgeFluidsSpider(TalksCamSpider):
    """University of Cambridge, Cambridge Fluids Network (https://talks.cam.ac.uk/show/index/54169)."""

    name = "cambridge_fluids"
    institution = "University of Cambridge"
    country = "GB"
    start_urls = ["https://talks.cam.ac.uk/show/index/54169"]
    timezone = "Europe/London"
    languages = ("en",)
    verified = None
