from seminarcrawl.platforms.repository import RepositorySpider


class MffCsngSpider(RepositorySpider):
    """Charles University, Prague, CSNG computational neuroscience seminar
    (https://github.com/CSNG-MFF/website).
    """

    name = "mff_csng"
    institution = "Charles University, Prague"
    country = "CZ"
    repository = "CSNG-MFF/website"
    paths = ("compneuroseminar*.md",)
    timezone = "Europe/Prague"
    languages = ("en",)
    verified = None
