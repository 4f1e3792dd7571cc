from seminarcrawl.platforms.talks_cam import TalksCamSpider


class CambridgeClSrgSpider(TalksCamSpider):
    """University of Cambridge, talks list "srg" (https://talks.cam.ac.uk/show/index/8316)."""

    name = "cambridge_cl_srg"
    institution = "University of Cambridge"
    country = "GB"
    start_urls = ["https://talks.cam.ac.uk/show/index/8316"]
    timezone = "Europe/London"
    languages = ("en",)
    verified = None
