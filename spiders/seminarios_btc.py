from seminarcrawl.platforms.repository import RepositorySpider


class SeminariosBtcSpider(RepositorySpider):
    """Seminários Brasileiros de Teoria da Computação, all talks (https://seminariosbtc.github.io)."""

    name = "seminarios_btc"
    institution = "Seminários Brasileiros de Teoria da Computação"
    country = "BR"
    page = "https://seminariosbtc.github.io"
    repository = "seminariosbtc/seminariosbtc.github.io"
    paths = ("_seminars/*.md",)
    timezone = "America/Sao_Paulo"
    languages = ("pt",)
    verified = None
