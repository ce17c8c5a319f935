"""Where portals put the parts of an article: SharePoint, Liferay, NukeViet, and what most others do alike.

CSS selectors, the surest first. SharePoint gives its own classes only to the field of the body, so offices named the
rest as they liked; the names below "others" are those that Vietnamese portals share.
"""

from __future__ import annotations

TITLE = (
    "[itemprop=headline]",
    ".asset-full-content .header-title", ".header-title span", ".journal-content-article h1",  # Liferay
    ".ms-rteElement-H1", "#DeltaPlaceHolderPageTitleInTitleArea",  # SharePoint
    "h1.title", ".article-title", ".news-title", ".title-news", ".news-detail-title", ".detail-title", ".post-title",
    ".entry-title", ".tieude", ".tieu-de",
)  # fmt: skip
# Where the name of the portal may stand as well.
ANY_TITLE = ("article h1", "main h1", "h1", "h2.title", ".title")
BODY = (
    "#news-bodyhtml", ".bodytext", "[itemprop=articleBody]",  # NukeViet
    ".journal-content-article .content", ".journal-content-article", ".asset-full-content .asset-content",  # Liferay
    "[id$=_RichHtmlField]", ".ms-rtestate-field", ".ms-rteField", ".ArticleContent",  # SharePoint
    ".article-content", ".news-content", ".content-news", ".content-detail", ".detail-content", ".news-detail-content",
    ".article-body", ".post-content", ".entry-content", ".noidung", ".noi-dung", ".contentdetail", "article",
)  # fmt: skip
LEAD = (
    ".hometext", "[itemprop=description]",  # NukeViet
    ".asset-summary", ".article-summary", ".sapo", ".lead", ".summary", ".intro", ".trichdan", ".tomtat", ".tom-tat",
)  # fmt: skip
DATE = (
    ".metadata-publish-date", "[itemprop=datePublished]", "time", ".publish-date", ".date-created", ".created-date",
    ".article-date", ".news-date", ".post-date", ".entry-date", ".date", ".ngaydang", ".ngay-dang", ".datetime",
    ".time", ".news_column .h5", ".ms-descriptiontext",
)  # fmt: skip
AUTHOR = (".metadata-author .user-full-name", ".metadata-author", "[itemprop=author]", ".author", ".tacgia", ".tac-gia")
CATEGORY = (
    ".metadata-entry.metadata-categories a", ".breadcrumb a", ".breadcrumbs a", ".ms-breadcrumb a",
    "[itemprop=itemListElement] a", ".category-name", ".chuyenmuc", ".chuyen-muc",
)  # fmt: skip
ATTACHMENTS = (
    ".attachments",
    ".attach",
    ".news_attach",
    ".file-dinh-kem",
    ".dinhkem",
    ".ms-attachments",
    "#idAttachmentsTable",
)
# Not the article's words, wherever they stand.
AROUND = (
    ".share", ".social", ".socialicon", ".fb-like", ".addthis_toolbox", ".taglib-social-bookmarks", ".print",
    ".related", ".related-news", ".tin-lien-quan", ".lfr-meta-actions", ".asset-actions", ".taglib-ratings", ".rating",
    ".comments", "#idcomment", ".breadcrumb", ".breadcrumbs", ".ms-breadcrumb", ".pagination", ".news_tags", ".zoom",
    ".text-zoom",
)  # fmt: skip
