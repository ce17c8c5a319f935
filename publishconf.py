"""Settings of the public site: pelicanconf.py and what differs."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from pelicanconf import *  # noqa: F403  # every setting, as Pelican's own convention has it

SITEURL = "https://cchc.lacgiang.example"
COMPONENT_GALLERY = False
