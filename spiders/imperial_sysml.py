from seminarcrawl.platforms.repository import RepositorySpider


class ImperialSysmlSpider(RepositorySpider):
    """Imperial College London, SysML seminar (https://sysml.doc.ic.ac.uk/seminar/)."""

    name = "imperial_sysml"
    institution = "Imperial College London"
    country = "GB"
    page = "https://sysml.doc.ic.ac.uk/seminar/"
    repository = "SysML-ICL/SysML-ICL.github.io"
    paths = ("content/event/*/index.md",)
    timezone = "Europe/London"
    languages = ("en",)
    verified = None
