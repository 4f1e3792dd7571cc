from seminarcrawl.platforms.repository import RepositorySpider


class SkkuMathmimicSpider(RepositorySpider):
    """Sungkyunkwan University, MATHMIMIC student seminar
    (https://github.com/SKKUMATHMIMIC/skkumathmimic.github.io).
    """

    name = "skku_mathmimic"
    institution = "Sungkyunkwan University"
    country = "KR"
    repository = "SKKUMATHMIMIC/skkumathmimic.github.io"
    paths = ("seminars/*/*.html",)
    timezone = "Asia/Seoul"
    languages = ("en", "ko")
    verified = None
