from seminarcrawl.platforms.talks_cam import TalksCamSpider


class CambridgeIoaAstrodataSpider(TalksCamSpider):
    """University of Cambridge, Institute of Astronomy, astro data science discussion
    (https://talks.cam.ac.uk/show/index/186019).
    """

    name = "cambridge_ioa_astrodata"
    institution = "University of Cambridge"
    country = "GB"
    start_urls = ["https://talks.cam.ac.uk/show/index/186019"]
    timezone = "Europe/London"
    languages = ("en",)
    verified = None
