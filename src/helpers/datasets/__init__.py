"""Datasets of others, read and recomputed."""
