"""What `desk check` asks of articles; their own commands are in `plugins.articles.desk.cli`."""

from plugins.articles.checking import check_all, check_some
from plugins.articles.desk.cli import ROOT, content_option

__all__ = ["ROOT", "check_all", "check_some", "content_option"]
