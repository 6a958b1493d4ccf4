"""The timeline: when it happened, and what has no date."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__, submodules=["charts", "findings", "tables"], submod_attrs={"findings": ["in_short"]}
)
