from seminarcrawl.platforms.talks_cam import TalksCamSpider


class CambridgeClSpider(TalksCamSpider):
    """University of Cambridge, Computer Laboratory talks (https://talks.cam.ac.uk/show/index/6330)."""

    name = "cambridge_cl"
    institution = "University of Cambridge"
    country = "GB"
    start_urls = ["https://talks.cam.ac.uk/show/index/6330"]
    timezone = "Europe/London"
    languages = ("en",)
    verified = None
