"""Actors: who is in the article, who has a voice, and who is tied to whom."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__, submodules=["charts", "findings", "tables"], submod_attrs={"findings": ["in_short"]}
)
