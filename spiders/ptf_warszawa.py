from seminarcrawl.platforms.page import PageSpider


class PtfWarszawaSpider(PageSpider):
    """Polskie Towarzystwo Filozoficzne, Warszawa, meetings (http://warszawa.ptfilozofia.pl/)."""

    name = "ptf_warszawa"
    institution = "Polskie Towarzystwo Filozoficzne, Warszawa"
    country = "PL"
    start_urls = ["http://warszawa.ptfilozofia.pl/"]
    timezone = "Europe/Warsaw"
    languages = ("pl",)
    verified = None
