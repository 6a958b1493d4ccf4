"""Casualties: the people harmed, by whose count, over what time."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submodules=["charts", "findings", "printed", "tables"],
    submod_attrs={"findings": ["in_short"]},
)
