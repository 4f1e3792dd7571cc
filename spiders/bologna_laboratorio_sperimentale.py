from seminarcrawl.platforms.repository import RepositorySpider


class BolognaLaboratorioSperimentaleSpider(RepositorySpider):
    """Laboratorio Sperimentale, Bologna, seminars (https://github.com/LaboratorioSperimentale/seminari)."""

    name = "bologna_laboratorio_sperimentale"
    institution = "Laboratorio Sperimentale, Bologna"
    country = "IT"
    repository = "LaboratorioSperimentale/seminari"
    paths = ("seminari/*.md",)
    timezone = "Europe/Rome"
    languages = ("it",)
    verified = None
