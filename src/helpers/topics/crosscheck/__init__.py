"""The cross-check: how each claim stands against other sources."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submodules=["charts", "findings", "printed", "tables"],
    submod_attrs={"findings": ["hindsight", "in_short", "main", "supported"]},
)
