from seminarcrawl.platforms.repository import RepositorySpider


class UcscOspoSpider(RepositorySpider):
    """UC Santa Cruz, Open Source Program Office (https://ucsc-ospo.github.io/event/)."""

    name = "ucsc_ospo"
    institution = "UC Santa Cruz"
    country = "US"
    page = "https://ucsc-ospo.github.io/event/"
    repository = "ucsc-ospo/ucsc-ospo.github.io"
    paths = ("content/event/*/index.md",)
    timezone = "America/Los_Angeles"
    languages = ("en",)
    verified = None
