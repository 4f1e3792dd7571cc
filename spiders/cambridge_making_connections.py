from seminarcrawl.platforms.talks_cam import TalksCamSpider


class CambridgeMakingConnectionsSpider(TalksCamSpider):
    """University of Cambridge, Making Connections Seminar Series
    (https://talks.cam.ac.uk/show/index/128590).
    """

    name = "cambridge_making_connections"
    institution = "University of Cambridge"
    country = "GB"
    start_urls = ["https://talks.cam.ac.uk/show/index/128590"]
    timezone = "Europe/London"
    languages = ("en",)
    verified = None
