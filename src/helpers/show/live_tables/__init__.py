"""Tables that sort, filter and turn pages while a notebook is open in JupyterLab.

A table is always put out as static HTML, and that is all that a notebook keeps. While a kernel runs
behind an open notebook, one widget without a view of its own holds the rows of all its tables; its
script draws each of them, by itables, in the place of the static one. A widget for each table, put
out beside its HTML, would leave an error in its place in every notebook that is saved and opened
again; here the static table stands there, as it does when anything goes wrong.

The script of itables (620 kB) travels to the browser once per kernel, not once per table, and is
asked of no server. Where nobody looks (nbval, `story notebooks`) no widget is made at all.
"""
