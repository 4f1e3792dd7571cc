"""One line that names a talk (a calendar's SUMMARY, a heading, a schedule line) taken apart.

The same layout means different things on different sites: `Speaker: Title` here, `Series: Title` there. So
the role of each part is chosen for a whole list of lines at once (`choose_role`), and one line deviates
from it only where it plainly contradicts it (`split_summary`).

`printed` takes off what is no part, `cuts` finds where a line may be divided, `likeness` weighs a part,
`fits` a whole line, `layout` a list.
"""

from seminarcrawl.reading.summary.hints import NO_HINTS, Hints
from seminarcrawl.reading.summary.layout import choose_role, with_shared_openings
from seminarcrawl.reading.summary.roles import ROLES, SummaryRole
from seminarcrawl.reading.summary.split import Parts, split_summary

__all__ = [
    "NO_HINTS",
    "ROLES",
    "Hints",
    "Parts",
    "SummaryRole",
    "choose_role",
    "split_summary",
    "with_shared_openings",
]
