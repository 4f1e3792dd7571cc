from seminarcrawl.platforms.anywhere import AnywhereSpider
from seminarcrawl.platforms.livewhale import LiveWhaleSpider


class LivewhaleSpider(AnywhereSpider, LiveWhaleSpider):
    """Any LiveWhale calendar: `-a url=https://events.example.edu -a group=Physics -a timezone=…`."""

    name = "livewhale"
    arguments = {**AnywhereSpider.arguments, "group": "the group whose events are wanted"}
