"""The editors' command line: `desk build`, `desk check`, `desk serve`. Each command lives in its feature's cli.py."""
