"""The explorer: one story in one view, in JupyterLab and as a file that needs neither kernel nor net.

`data` turns the tables into one piece of JSON, `bundle` joins script and style, `page` writes the
file, `widget` lives in JupyterLab. Both lives show the same data by the same script.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(__name__, submod_attrs={"widget": ["Explorer"]})
