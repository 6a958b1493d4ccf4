"""Charts: a table in, a finished figure out; the house style and the marks beside them."""
