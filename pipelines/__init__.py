"""What happens to every talk, one small class per file, in this order (setting ITEM_PIPELINES):

| order | pipeline | off switch | what it does |
| --- | --- | --- | --- |
| 100 | `normalize.NormalizePipeline` | `NORMALIZE_ENABLED = False` | text, speakers, times, places, links |
| 200 | `validate.ValidatePipeline` | `VALIDATE_ENABLED = False` | drops what is no talk, counts what is odd |
| 300 | `dedupe.DedupePipeline` | `DEDUPE_ENABLED = False` | each talk of the run once |
| 400 | `sqlite.SqlitePipeline` | `TALKS_DB = ""` | into the database, the same talk as last time |
| 500 | `jsonl.JsonlPipeline` | `TALKS_JSONL = ""` | the sorted file of all talks |

Stats: `talks/new`, `talks/changed`, `talks/unchanged` (each talk of the run counted once),
`talks/rejected` and `talks/rejected/RULE`, `talks/duplicates`, `talks/warning/RULE`, `talks/unsaved` (talks
that came after the storage failed), `storage/error` (the rule of the StorageError that ended the run), and
`storage/run` (the run's number in the database).
What a pipeline does to one talk is a function in `seminarcrawl.reading` or `seminarcrawl.store`.
"""
