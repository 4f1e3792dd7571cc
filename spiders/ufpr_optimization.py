from seminarcrawl.platforms.repository import RepositorySpider


class UfprOptimizationSpider(RepositorySpider):
    """Universidade Federal do Paraná, optimization seminar
    (https://github.com/ufpr-pde/ufpr-opt.github.io).
    """

    name = "ufpr_optimization"
    institution = "Universidade Federal do Paraná"
    country = "BR"
    repository = "ufpr-pde/ufpr-opt.github.io"
    paths = ("_data/seminars.yml",)
    timezone = "America/Sao_Paulo"
    languages = ("pt",)
    verified = None
