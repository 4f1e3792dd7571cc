from seminarcrawl.platforms.talks_cam import TalksCamSpider


class CambridgeDarwinLecturesSpider(TalksCamSpider):
    """University of Cambridge, Darwin College Lecture Series (https://talks.cam.ac.uk/show/index/5358)."""

    name = "cambridge_darwin_lectures"
    institution = "University of Cambridge"
    country = "GB"
    start_urls = ["https://talks.cam.ac.uk/show/index/5358"]
    timezone = "Europe/London"
    languages = ("en",)
    # Fridays of Lent term only.
    may_be_empty = True
    verified = None
