"""A story made from a text: what stands in it is found, and its folder written."""
