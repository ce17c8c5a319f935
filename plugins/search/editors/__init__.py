"""The index for editors: Whoosh, and the expressions that it answers."""
