"""The browser editor at ``/quan-tri/bai-viet/``: writing articles without Markdown, on the editor's own machine.

Decap CMS, fetched from npm at install (`vendor`), between two parts of ours: pages and scripts in ``static/``, and a
backend that speaks Decap's "proxy" protocol over the content folder. `desk edit` joins it with the preview. No Pelican
plugin: a build knows nothing of it, so nothing of it can be published.
"""
