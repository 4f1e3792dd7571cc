from seminarcrawl.platforms.talks_cam import TalksCamSpider


class CambridgePublicLecturesSpider(TalksCamSpider):
    """University of Cambridge, Major Public Lectures (https://talks.cam.ac.uk/show/index/5462)."""

    name = "cambridge_public_lectures"
    institution = "University of Cambridge"
    country = "GB"
    start_urls = ["https://talks.cam.ac.uk/show/index/5462"]
    timezone = "Europe/London"
    languages = ("en",)
    verified = None
