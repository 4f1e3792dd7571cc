from seminarcrawl.platforms.repository import RepositorySpider


class SoongsilDmlabSpider(RepositorySpider):
    """Soongsil University, DM Lab seminars (https://github.com/sunukkim98/ssu-dmlab.github.io)."""

    name = "soongsil_dmlab"
    institution = "Soongsil University"
    country = "KR"
    repository = "sunukkim98/ssu-dmlab.github.io"
    paths = ("_data/seminars.*",)
    timezone = "Asia/Seoul"
    languages = ("ko", "en")
    verified = None
