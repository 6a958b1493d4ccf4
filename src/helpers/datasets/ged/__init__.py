"""The Georeferenced Event Dataset (UCDP GED): its files read, and what a story quotes recomputed.

`settings` says what is asked, `release` finds out how a file is laid out, `columns` what its cells
may hold, `reading` reads it with DuckDB, `faults` names what is wrong with it, `figures` computes,
`comparison` holds the outcome against a story's rows, `report` tells it.
"""
