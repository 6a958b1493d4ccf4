"""The Georeferenced Event Dataset (UCDP GED): its files read, and what a story quotes recomputed.

`columns` says what must hold of the rows of a release. `download` makes a CSV file of what was
downloaded, `release` finds out how it is laid out, `reading` reads it: with DuckDB in one go, or
cell by cell with `cells` and `spelling` where more is in it than plain rows. `figures` computes,
`comparison` holds the outcome against a story's rows, `report` tells it. What is asked stands in
`story.dataset`.
"""
