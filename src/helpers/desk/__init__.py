"""What leaves the house: charts with their numbers, tables, notebooks as pages, exports, an index.

Layout: dist/<story>/charts/<chart>/ with the files of one chart, dist/<story>/notebooks/<name>.html,
dist/<story>/story.json, and dist/index.html, which shows whatever stands there. Every file is
written beside its place and then renamed, so that a run that is cut short leaves the old one whole.
"""
