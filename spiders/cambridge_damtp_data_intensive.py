from seminarcrawl.platforms.talks_cam import TalksCamSpider


class CambridgeDamtpDataIntensiveSpider(TalksCamSpider):
    """University of Cambridge, DAMTP Data Intensive Science Seminar
    (https://talks.cam.ac.uk/show/index/197992).
    """

    name = "cambridge_damtp_data_intensive"
    institution = "University of Cambridge"
    country = "GB"
    start_urls = ["https://talks.cam.ac.uk/show/index/197992"]
    timezone = "Europe/London"
    languages = ("en",)
    verified = None
