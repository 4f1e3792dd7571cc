from seminarcrawl.platforms.repository import RepositorySpider


class LabhcMaliceSpider(RepositorySpider):
    """Laboratoire Hubert Curien, Saint-Étienne, MALICE seminars (https://labhc-malice.github.io)."""

    name = "labhc_malice"
    institution = "Laboratoire Hubert Curien, Saint-Étienne"
    country = "FR"
    page = "https://labhc-malice.github.io"
    repository = "labhc-malice/labhc-malice.github.io"
    paths = ("_posts/*-seminar_*.md",)
    timezone = "Europe/Paris"
    languages = ("en",)
    verified = None
