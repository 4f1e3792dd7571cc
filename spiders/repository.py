from seminarcrawl.platforms.anywhere import AnywhereSpider
from seminarcrawl.platforms.repository import RepositorySpider as FilesSpider


class RepositorySpider(AnywhereSpider, FilesSpider):
    """Any repository on GitHub: `scrapy crawl repository -a url=… -a paths=… -a timezone=…`."""

    name = "repository"
    arguments = {**AnywhereSpider.arguments, **FilesSpider.arguments}
