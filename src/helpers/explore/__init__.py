"""The explorer: one story in one view, in JupyterLab and as a file that needs neither kernel nor net.

`data` turns the tables into one piece of JSON, `bundle` joins script and style, `page` writes the
file, `widget` lives in JupyterLab. Both lives show the same data by the same script.
"""
