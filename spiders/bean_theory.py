from seminarcrawl.platforms.repository import RepositorySpider


class BeanTheorySpider(RepositorySpider):
    """Boston-area number theory, talks collected by beantheory.org (https://beantheory.org)."""

    name = "bean_theory"
    institution = "Boston-area number theory"
    country = "US"
    page = "https://beantheory.org"
    repository = "edgarcosta/beantheory"
    paths = ("_data/talks/*.yaml",)
    timezone = "America/New_York"
    languages = ("en",)
    verified = None
