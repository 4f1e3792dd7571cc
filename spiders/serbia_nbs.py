from seminarcrawl.platforms.page import PageSpider


class SerbiaNbsSpider(PageSpider):
    """National Bank of Serbia, Belgrade Economics and Finance seminars
    (https://nbs.rs/en/drugi-nivo-navigacije/publikacije-i-istrazivanja/seminari/).
    """

    name = "serbia_nbs"
    institution = "National Bank of Serbia"
    country = "RS"
    start_urls = ["https://nbs.rs/en/drugi-nivo-navigacije/publikacije-i-istrazivanja/seminari/"]
    timezone = "Europe/Belgrade"
    languages = ("en",)
    verified = None
