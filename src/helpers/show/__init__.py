"""What a notebook shows: figures, tables, findings, notes."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "display": ["contents", "findings", "header", "note", "show", "table", "told", "words"]
    },
)
