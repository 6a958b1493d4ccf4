"""The topics of a story: each with its tables, findings and charts, reached by its name."""
