"""Decap's configuration, made from the form: for one editor on this machine, or for an office over GitLab or Gitea."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from plugins.editor.form import FIELDS, FormField

ADDRESS = "/quan-tri/bai-viet/"
API = f"{ADDRESS}api"
COLLECTION = "tin-tuc"

_WIDGETS = {
    "line": "string", "lines": "text", "choice": "select", "moment": "moment", "photo": "image", "prose": "markdown",
    "names": "list", "flag": "boolean", "documents": "list", "notes": "list",
}  # fmt: skip
# Characters of a file's name: a number behind it must still fit into a slug.
_LONGEST_NAME = 100
_STATES = [{"label": "Bản nháp", "value": "draft"}, {"label": "Đăng", "value": "published"}]
_BUTTONS = ["bold", "italic", "link", "heading-two", "heading-three", "quote", "bulleted-list", "numbered-list"]


def local_config(categories: Sequence[str] | None, *, site: str) -> dict[str, Any]:
    """Return the configuration for `desk edit`.

    Args:
        categories: the agency's, in order; None when any is accepted.
        site: where the preview is served, without a slash at its end.
    """
    config = _common(categories, format_="json")
    (collection,) = config["collections"]
    # The marks are the backend's, see there.
    collection["view_filters"].append({"label": "Hẹn giờ", "field": "mark", "pattern": "^Hẹn giờ"})
    return {
        **config,
        "backend": {"name": "proxy", "proxy_url": API, "branch": "main"},
        "show_preview_links": False,  # see static/page-link.js
        "media_library": {"name": "kho-anh"},
        "site_url": f"{site}/",
        "display_url": f"{site}/",
    }


def office_config(
    categories: Sequence[str] | None,
    *,
    kind: Literal["gitlab", "gitea"],
    repository: str,
    server: str,
    application: str,
    site: str,
    branch: str = "main",
) -> dict[str, Any]:
    """Return the configuration for an office whose articles lie in a repository, each change approved by another.

    Args:
        kind: what runs at *server* ("https://git.lacgiang.example").
        repository: "nhom/cong-tin".
        application: the number that the server gave to the editor as an OAuth application (PKCE, no secret).
        site: address of the public site.
        branch: the one that is published.
    """
    api = f"{server}/api/v4" if kind == "gitlab" else f"{server}/api/v1"
    backend = {
        "name": kind, "repo": repository, "branch": branch, "base_url": server, "api_root": api,
        "app_id": application, "auth_type": "pkce",
    }  # fmt: skip
    config = _common(categories, format_="yaml-frontmatter")
    (collection,) = config["collections"]
    collection["fields"] = [{"name": "id", "label": "Mã", "widget": "hidden"}, *collection["fields"]]
    collection["editor"] = {"preview": False}  # the portal's own preview needs the portal beside it
    # Gitea knows no workflow in Decap: whoever may write to the branch publishes.
    mode = {"publish_mode": "editorial_workflow"} if kind == "gitlab" else {}
    return {**config, "backend": backend, "site_url": site, "display_url": site, **mode}


def _common(categories: Sequence[str] | None, *, format_: str) -> dict[str, Any]:
    return {
        "load_config_file": False,
        "locale": "vi",
        "app_title": "Soạn bài",
        "logo": {"src": "bieu-tuong.svg", "show_in_header": False},
        "media_folder": "content/anh",
        "public_folder": "/anh",
        "slug": {"encoding": "ascii", "clean_accents": True, "sanitize_replacement": "-"},
        "collections": [_collection(categories, format_)],
    }


def _collection(categories: Sequence[str] | None, format_: str) -> dict[str, Any]:
    return {
        "name": COLLECTION,
        "label": "Bài viết",
        "label_singular": "bài viết",
        "folder": "content/tin-tuc",
        "path": "{{year}}/{{slug}}",
        "slug": f"{{{{slug | truncate({_LONGEST_NAME}, '')}}}}",
        "extension": "md",
        "format": format_,
        "create": True,
        "delete": False,  # what was published is withdrawn, with its reason
        "identifier_field": "title",
        "summary": "{{mark}}{{title}} · {{date | date('DD/MM/YYYY')}}",
        "sortable_fields": [{"field": "date", "default_sort": "desc"}, {"field": "title"}],
        "view_filters": [{"label": "Bản nháp", "field": "status", "pattern": "draft"}],
        "fields": [_field(field, categories) for field in FIELDS],
    }


def _field(field: FormField, categories: Sequence[str] | None) -> dict[str, Any]:
    made: dict[str, Any] = {
        "name": field.name, "label": field.label, "hint": field.hint, "widget": _WIDGETS[field.widget],
        "required": field.name in ("title", "status"),
    }  # fmt: skip
    made |= _OPTIONS.get(field.widget, {})
    if field.item:
        made |= {"label_singular": field.item}
    if field.name == "status":
        made |= {"options": _STATES, "default": "draft"}
    if field.name == "category":
        made |= {"options": list(categories)} if categories else {"widget": "string"}
    if field.name == "date":
        made |= {"default": "{{now}}"}
    if field.name == "withdrawn":
        made |= {"max": 1}
    return made


_OPTIONS: dict[str, dict[str, Any]] = {
    "flag": {"default": False},
    "prose": {
        "buttons": _BUTTONS,
        "editor_components": ["image", "bang", "hop"],
        "modes": ["rich_text", "raw"],
        "minimal": False,
    },
    "documents": {
        "summary": "{{fields.title}}",
        "collapsed": False,
        "media_folder": "/content/van-ban",
        "public_folder": "/van-ban",
        "fields": [
            {"name": "file", "label": "Tệp", "widget": "file", "required": False},
            {"name": "title", "label": "Tên tài liệu", "widget": "string", "required": False},
            {"name": "number", "label": "Số, ký hiệu", "widget": "string", "required": False},
            {"name": "date", "label": "Ngày ban hành", "widget": "string", "required": False},
            {"name": "issuer", "label": "Cơ quan ban hành", "widget": "string", "required": False},
            {"name": "type", "label": "Loại văn bản", "widget": "string", "required": False},
        ],
    },
    "notes": {
        "summary": "{{fields.date}}: {{fields.text}}",
        "collapsed": False,
        "fields": [
            {"name": "date", "label": "Ngày giờ", "widget": "moment", "required": False},
            {"name": "text", "label": "Lời báo cho bạn đọc", "widget": "text", "required": False},
        ],
    },
}
