"""Lets `python -m desk` do what `desk` does."""

from desk.main import main

main()
