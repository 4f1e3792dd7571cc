"""How people write dates, names, places, labels and status, in many languages.

Pure functions over text: no network, no Scrapy, no clock. Knowledge is data (`languages/*.toml`), logic
is small functions: `dates`, `people` (names, affiliations), `places`, `labels`, `status`, `summary` (a line
that packs series, speaker and title), `announcement` (the fields of one talk), `prose` (announcing
sentences); and what every talk passes at the end: `normalize`, `validate`, `identity`, `merge`.
"""
