from seminarcrawl.platforms.talks_cam import TalksCamSpider


class CambridgeFeaturedSpider(TalksCamSpider):
    """University of Cambridge, featured talks (https://talks.cam.ac.uk/show/index/5606)."""

    name = "cambridge_featured"
    institution = "University of Cambridge"
    country = "GB"
    start_urls = ["https://talks.cam.ac.uk/show/index/5606"]
    timezone = "Europe/London"
    languages = ("en",)
    verified = None
