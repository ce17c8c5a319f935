"""The portal's search beside Pagefind, lunr, MiniSearch, Whoosh and SQLite FTS5: on the same articles, in one run.

`python -m bench.search --help` says how; bench/README.md says what is compared and how fair it is.
"""
