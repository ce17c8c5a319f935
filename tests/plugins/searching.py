"""Articles for the tests of the Whoosh index."""

from plugins.search.editors.index import update_index
from plugins.search.editors.texts import lines_of
from portal.article import Body
from portal.vietnamese.analysis import analyse
from tests.samples import make_article


class Archive:
    """Articles by their identity, each with a text, as a site would have them."""

    def __init__(self):
        self.articles, self.texts, self.read = {}, {}, []

    def put(self, identity, text="Nội dung.", **fields):
        """Add an article, or change it."""
        version = f"{len(self.read)}-{hash((text, str(fields)))}"
        self.articles[identity] = make_article(identity, version=version, **fields)
        self.texts[identity] = text

    def remove(self, identity):
        """Take an article away."""
        del self.articles[identity]

    def lines(self, article):
        """Return the analysed lines of an article, noting that somebody asked."""
        self.read.append(article.identity)
        return [analyse(line) for line in lines_of(article, Body("", self.texts[article.identity]))]

    def update(self, folder):
        """Bring the index in *folder* up to date; return how many articles were read for it."""
        return update_index(folder, self.articles.values(), self.lines)
