from seminarcrawl.platforms.repository import RepositorySpider


class CordobaSeminarios324Spider(RepositorySpider):
    """Seminarios 324, Córdoba (https://github.com/nicolasvazquez95/seminarios324)."""

    name = "cordoba_seminarios324"
    institution = "Seminarios 324"
    country = "AR"
    repository = "nicolasvazquez95/seminarios324"
    paths = ("_posts/*.md",)
    timezone = "America/Argentina/Cordoba"
    languages = ("es",)
    verified = None
