"""Claims: who says what, by which way it came, and how surely."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__, submodules=["charts", "findings", "tables"], submod_attrs={"findings": ["in_short"]}
)
