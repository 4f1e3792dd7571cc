from seminarcrawl.platforms.repository import RepositorySpider


class GothenburgLogicSpider(RepositorySpider):
    """University of Gothenburg, logic seminar (https://github.com/greleigh/Logic-GU)."""

    name = "gothenburg_logic"
    institution = "University of Gothenburg"
    country = "SE"
    repository = "greleigh/Logic-GU"
    paths = ("_seminars/*.md",)
    timezone = "Europe/Stockholm"
    languages = ("en",)
    verified = None
