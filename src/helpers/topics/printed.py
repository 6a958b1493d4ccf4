"""Every table for print that each story gets."""

from great_tables import GT

from helpers.topics.casualties import printed as casualties
from helpers.topics.catalogue import Spec
from helpers.topics.crosscheck import printed as crosscheck

TableSpec = Spec[GT]

TABLES: tuple[TableSpec, ...] = (
    TableSpec("crosscheck-standing", "crosscheck", crosscheck.standing),
    TableSpec("crosscheck-evidence", "crosscheck", crosscheck.evidence),
    TableSpec("casualties-references", "casualties", casualties.references),
)
"""Every table that is published, in their order."""
