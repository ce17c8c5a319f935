"""What editors do at their desk: `desk new`, `desk status`, `desk report`.

`cli` is thin and brings nothing but click; each command loads its pure modules when it runs, so that the shell's
completion and `desk new` answer at once.
"""
