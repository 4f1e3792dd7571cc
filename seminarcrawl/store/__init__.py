"""The database of talks: schema, upsert with history, and the sorted JSONL file made from it.

`Talks(path)` opens or makes the database, `Run(talks, source)` begins a run, `Run.put(item)` stores one talk
durably, `Run.finish(…)` closes the books; `jsonl.write(talks.current(), path)` makes `talks.jsonl`. What goes
wrong with a file is one typed error, `seminarcrawl.errors.StorageError`.
"""

from seminarcrawl.store.run import WITHDRAWN_AFTER, Counts, Outcome, Run
from seminarcrawl.store.talks import Talks

__all__ = ["WITHDRAWN_AFTER", "Counts", "Outcome", "Run", "Talks"]
