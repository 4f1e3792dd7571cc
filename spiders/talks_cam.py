from seminarcrawl.platforms import talks_cam
from seminarcrawl.platforms.anywhere import AnywhereSpider


class TalksCamSpider(AnywhereSpider, talks_cam.TalksCamSpider):
    """Any list of talks.cam or its kin: `scrapy crawl talks_cam -a url=https://…/show/index/6330`."""

    name = "talks_cam"
