from seminarcrawl.platforms.repository import RepositorySpider


class EllisSardineSpider(RepositorySpider):
    """SARDINE Lab, ELLIS and SARDINE seminars, Lisbon
    (https://sardine-lab.github.io/ellis-sardine-seminars/).
    """

    name = "ellis_sardine"
    institution = "SARDINE Lab"
    country = "PT"
    page = "https://sardine-lab.github.io/ellis-sardine-seminars/"
    repository = "sardine-lab/ellis-sardine-seminars"
    paths = ("seminars.js",)
    timezone = "Europe/Lisbon"
    languages = ("en",)
    verified = None
