from seminarcrawl.platforms.talks_ox import TalksOxSpider


class OxfordTalksByTopicSpider(TalksOxSpider):
    """University of Oxford, talks on the topic FAST 914091
    (https://talks.ox.ac.uk/api/talks/search?from=today&topic=http://id.worldcat.org/fast/914091).
    """

    name = "oxford_talks_by_topic"
    institution = "University of Oxford"
    country = "GB"
    start_urls = [
        "https://talks.ox.ac.uk/api/talks/search?from=today&topic=http://id.worldcat.org/fast/914091"
    ]
    timezone = "Europe/London"
    languages = ("en",)
    verified = None
