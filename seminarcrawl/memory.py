"""How much memory a crawl may use (MEMUSAGE_LIMIT_MB), measured as what it uses now."""

from __future__ import annotations

import os
from pathlib import Path

from scrapy.extensions.memusage import MemoryUsage

_STATM = Path("/proc/self/statm")


class ResidentMemory(MemoryUsage):
    """Scrapy's extension, except that it looks at the present size where the system tells it.

    The peak, which Scrapy asks for, is inherited on Linux from the process that started this one: a crawl
    started by a large program would end before it began.
    """

    def get_virtual_size(self) -> int:
        """Bytes of memory in use."""
        try:
            pages = int(_STATM.read_text("ascii").split()[1])
        except (OSError, ValueError, IndexError):
            return super().get_virtual_size()
        return pages * os.sysconf("SC_PAGE_SIZE")
