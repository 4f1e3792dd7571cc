from seminarcrawl.platforms.talks_cam import TalksCamSpider


class CambridgeHpsCabinetSpider(TalksCamSpider):
    """University of Cambridge, Cabinet of Natural History (https://talks.cam.ac.uk/show/index/5769)."""

    name = "cambridge_hps_cabinet"
    institution = "University of Cambridge"
    country = "GB"
    start_urls = ["https://talks.cam.ac.uk/show/index/5769"]
    timezone = "Europe/London"
    languages = ("en",)
    verified = None
