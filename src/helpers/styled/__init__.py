"""Tables set for publication: table in, GT out, in the colours and the typeface of the charts.

The ids in their HTML are made of the table's name, so that the same rows give the same bytes.
"""
