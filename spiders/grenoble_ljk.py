from seminarcrawl.platforms.page import PageSpider


class GrenobleLjkSpider(PageSpider):
    """Laboratoire Jean Kuntzmann, all seminars (https://www-ljk.imag.fr/spip.php?article10)."""

    name = "grenoble_ljk"
    institution = "Laboratoire Jean Kuntzmann"
    country = "FR"
    start_urls = ["https://www-ljk.imag.fr/spip.php?article10"]
    # The class names of its list say what is what.
    talk_selector = "li.event"
    selectors = {
        "title": "b.titre-event",
        "speakers": "span.auteur",
        "when": "span.date",
        "location": "span.lieu",
        "series": "span.nomseminaire",
    }
    timezone = "Europe/Paris"
    languages = ("fr", "en")
    verified = None
