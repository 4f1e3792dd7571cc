from seminarcrawl.platforms.repository import RepositorySpider


class NewYorkLogicSpider(RepositorySpider):
    """New York Logic, workshop and seminars on logic (https://nylogic.github.io)."""

    name = "new_york_logic"
    institution = "New York Logic"
    country = "US"
    page = "https://nylogic.github.io"
    repository = "nylogic/nylogic.github.io"
    paths = ("_posts/*.html",)
    timezone = "America/New_York"
    languages = ("en",)
    verified = None
