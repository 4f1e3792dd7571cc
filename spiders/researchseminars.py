from seminarcrawl.platforms.researchseminars import ResearchSeminarsSpider


class ResearchseminarsSpider(ResearchSeminarsSpider):
    """researchseminars.org: the series in `-a series=OWOS,MITNT`, or the whole catalogue."""

    name = "researchseminars"
    in_crawlall = False
    # At a request a second the whole catalogue takes hours; a few series take seconds.
    custom_settings = {"CLOSESPIDER_TIMEOUT": 12 * 3600}
