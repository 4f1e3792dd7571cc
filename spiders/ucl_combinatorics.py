from seminarcrawl.platforms.repository import RepositorySpider


class UclCombinatoricsSpider(RepositorySpider):
    """University College London, combinatorics seminar (https://uclcombiseminar.github.io)."""

    name = "ucl_combinatorics"
    institution = "University College London"
    country = "GB"
    page = "https://uclcombiseminar.github.io"
    repository = "uclcombiseminar/uclcombiseminar.github.io"
    paths = ("_posts/*.md",)
    timezone = "Europe/London"
    languages = ("en",)
    verified = None
