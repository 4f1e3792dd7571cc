from seminarcrawl.platforms.page import PageSpider


class KyotoMathSpider(PageSpider):
    """Kyoto University, Department of Mathematics
    (https://www.math.kyoto-u.ac.jp/ja/event/seminar/algebraic-geometry).
    """

    name = "kyoto_math"
    institution = "Kyoto University"
    country = "JP"
    # One line for each of the department's series.
    series_urls = {
        "代数幾何学セミナー": "https://www.math.kyoto-u.ac.jp/ja/event/seminar/algebraic-geometry",
        "数論合同セミナー": "https://www.math.kyoto-u.ac.jp/ja/event/seminar/number-theory",
        "表現論セミナー": "https://www.math.kyoto-u.ac.jp/ja/event/seminar/representation-theory",
        "微分トポロジーセミナー": "https://www.math.kyoto-u.ac.jp/ja/event/seminar/differential-topology",
    }
    details = True
    timezone = "Asia/Tokyo"
    languages = ("ja",)
    verified = None
