from seminarcrawl.platforms.anywhere import AnywhereSpider
from seminarcrawl.platforms.drupal import DrupalSpider as ViewsSpider
from seminarcrawl.platforms.page import PAGE_ARGUMENTS


class DrupalSpider(AnywhereSpider, ViewsSpider):
    """Any Drupal site's list, calendar, RSS or JSON:API: `scrapy crawl drupal -a url=… -a timezone=…`."""

    name = "drupal"
    arguments = {**AnywhereSpider.arguments, **PAGE_ARGUMENTS}
