"""seminarcrawl: academic talks as data.

Department pages, calendar feeds and researchseminars.org exports go in; `TalkItem`s come out.
`extract_talks` reads one document; `scrapy crawl` runs the spiders and pipelines around it.
"""

from seminarcrawl.errors import ExtractionError
from seminarcrawl.extract import extract_talks
from seminarcrawl.items import Speaker, TalkItem

__all__ = ["ExtractionError", "Speaker", "TalkItem", "extract_talks"]
__version__ = "0.1.0"
