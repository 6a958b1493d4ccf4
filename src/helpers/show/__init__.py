"""What a notebook shows: figures, tables, findings, notes, and the article it is about."""

import lazy_loader

# No module may be called what one of its functions is: importing it would hide the function.
__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "article": ["header", "words"],
        "figures": ["show"],
        "sentences": ["contents", "findings", "note", "told"],
        "tables": ["table"],
    },
)
