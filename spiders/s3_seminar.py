from seminarcrawl.platforms.repository import RepositorySpider


class S3SeminarSpider(RepositorySpider):
    """S3 seminar, talks in the Paris area (https://s3-seminar.github.io)."""

    name = "s3_seminar"
    institution = "S3 seminar"
    country = "FR"
    page = "https://s3-seminar.github.io"
    repository = "s3-seminar/s3-seminar.github.io"
    paths = ("_seminars/*.md",)
    timezone = "Europe/Paris"
    languages = ("en",)
    verified = None
