from seminarcrawl.platforms.ical import ICalSpider


class TilburgLanguageComputationSpider(ICalSpider):
    """Tilburg University, Language & Computation (https://tcsai.github.io/language-computation/)."""

    name = "tilburg_language_computation"
    institution = "Tilburg University"
    country = "NL"
    start_urls = ["https://tcsai.github.io/language-computation/seminar.ics"]
    timezone = "Europe/Amsterdam"
    languages = ("en",)
    summary_role = "series_speaker_title"
    verified = None
