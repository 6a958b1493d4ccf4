"""A story on disk: contract, tables, locators, notes, attaching, and the check."""
