"""The Georeferenced Event Dataset (UCDP GED): its files read, and what a story quotes recomputed.

`release` finds out how a file is laid out, `columns` says what must hold of its rows, `reading`
reads it with DuckDB, `faults` names what is wrong with it, `figures` computes, `comparison` holds
the outcome against a story's rows, `report` tells it. What is asked stands in `story.dataset`.
"""
