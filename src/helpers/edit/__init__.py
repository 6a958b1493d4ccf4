"""The editor: the explorer, editable, in JupyterLab and as a page that this machine serves itself.

`changes` says what an edit does to the tables, `saving` writes them whole or not at all, `editor`
answers a page in plain values; `widget` and `server` are the two places where the page lives.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__, submod_attrs={"widget": ["EditorView"]}
)
