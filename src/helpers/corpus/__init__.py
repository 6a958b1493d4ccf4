"""Many stories asked together: their tables with one column more, `story`."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submodules=["charts", "findings"],
    submod_attrs={
        "corpus": ["Corpus", "open_corpus", "open_stories"],
        "questions": ["QUESTIONS", "question"],
    },
)
