from seminarcrawl.platforms.repository import RepositorySpider


class NiiClSpider(RepositorySpider):
    """National Institute of Informatics, Tokyo, computational linguistics group
    (https://nii-cl.github.io).
    """

    name = "nii_cl"
    institution = "National Institute of Informatics, Tokyo"
    country = "JP"
    page = "https://nii-cl.github.io"
    repository = "nii-cl/website"
    paths = ("_data/seminars.yml",)
    timezone = "Asia/Tokyo"
    languages = ("en", "ja")
    verified = None
