from seminarcrawl.platforms.page import PageSpider


class LatvijasBankaSpider(PageSpider):
    """Latvijas Banka, Research seminars
    (https://www.macroeconomics.lv/research-seminars/research-seminars-latvijas-banka-2026).
    """

    name = "latvijas_banka"
    institution = "Latvijas Banka"
    country = "LV"
    # The address carries the year: look for the next one in January.
    start_urls = ["https://www.macroeconomics.lv/research-seminars/research-seminars-latvijas-banka-2026"]
    series = "Research seminars"
    timezone = "Europe/Riga"
    languages = ("en",)
    verified = None
