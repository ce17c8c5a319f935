"""Importers: Word documents (.docx) and articles of older portals become Markdown articles of the content folder.

Has no settings and no part in a build: the command `desk import` (`plugins.importers.cli`) is all there is.

A file is read in a process of its own, with limits of time and memory (`guard`), into blocks (`blocks`), which are
cleaned (`cleaning`) and written as Markdown (`markdown`). Only `placing` writes into the content folder, and it never
writes over a file.
"""
