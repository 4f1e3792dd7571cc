from seminarcrawl.platforms.repository import RepositorySpider


class PostechMathSpider(RepositorySpider):
    """POSTECH, mathematics colloquium (https://github.com/math-postech/math-postech.github.io)."""

    name = "postech_math"
    institution = "POSTECH"
    country = "KR"
    repository = "math-postech/math-postech.github.io"
    paths = ("colloquium/*/readme.md",)
    timezone = "Asia/Seoul"
    languages = ("en", "ko")
    verified = None
