from seminarcrawl.platforms.repository import RepositorySpider


class UqamLacimSpider(RepositorySpider):
    """Université du Québec à Montréal, LACIM seminar (https://github.com/lacim-uqam/lacim-uqam.github.io)."""

    name = "uqam_lacim"
    institution = "Université du Québec à Montréal"
    country = "CA"
    repository = "lacim-uqam/lacim-uqam.github.io"
    paths = ("_data/lacim-seminar.yml",)
    timezone = "America/Toronto"
    languages = ("fr", "en")
    verified = None
