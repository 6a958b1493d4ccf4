"""A copy of an article, as a person has it: what copying did undone, proved by hashes, attached."""
