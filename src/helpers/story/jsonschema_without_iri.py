"""Loads jsonschema without rfc3987_syntax, whose 38 grammars take over a second to build.

The grammars only serve the format "iri", which no schema here uses (jsonschema issue 1428). It has
to be imported before whatever loads jsonschema: frictionless, nbformat, and pytest, whose plug-in
for notebooks does.
"""

import sys
from importlib import import_module

_GRAMMARS = "rfc3987_syntax"

if _GRAMMARS not in sys.modules and "jsonschema" not in sys.modules:
    sys.modules[_GRAMMARS] = None  # type: ignore[assignment]  # the documented way to block an import
    try:
        import_module("jsonschema")  # by name, since frictionless and nbformat bring it, not we
    finally:
        del sys.modules[_GRAMMARS]
