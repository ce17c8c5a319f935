"""Random editorial acts on a content folder and its theme, for tests that compare builds."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

from tests.building import EPOCH, ROOT
from tests.content import article, draw, write

CATEGORIES = ("Cải cách hành chính", "Chuyển đổi số", "Thủ tục hành chính")
TAGS = ("Một cửa", "Số hóa hồ sơ", "Đất đai", "Xếp hạng", "MỘT CỬA")


class Newsroom:
    """A content folder, a theme, settings and a clock, and the acts that change them. The same seed, the same acts."""

    def __init__(self, root: Path, seed: int, articles: int = 60) -> None:
        self.random = random.Random(seed)
        self.content = root / "content"
        self.theme = root / "theme"
        self.settings: dict[str, object] = {}
        self.epoch = int(EPOCH)
        self._made = 0
        shutil.copytree(ROOT / "theme", self.theme)
        for number in range(4):
            draw(self.content / f"anh/hinh-{number}.png", (300 + number, 200))
        write(
            self.content,
            {
                "viet-tat.yaml": "CCHC: cải cách hành chính\nUBND: Ủy ban nhân dân\n",
                "van-ban/a.pdf": b"%PDF-1.4 a",
                "trang/gioi-thieu.md": "Title: Giới thiệu\n\nCổng thử. [Bài](/tin-tuc/0.md).\n",
                "trang/tro-nang.md": "Title: Trợ năng\n\nCổng thử.\n",
            },
        )
        for _ in range(articles):
            self.add()

    def act(self) -> str:
        """Do one random act and return its name."""
        name = self.random.choice(sorted(ACTS))
        ACTS[name](self)
        return name

    def _any(self) -> Path:
        return self.random.choice(sorted(self.content.glob("tin-tuc/**/*.md")))

    def _replace_line(self, path: Path, key: str, value: str) -> None:
        lines = path.read_text("utf-8").split("\n")
        end = lines.index("")
        kept = [line for line in lines[:end] if not line.startswith(f"{key}:")]
        new = [f"{key}: {value}"] if value else []
        path.write_text("\n".join([*kept, *new, *lines[end:]]), "utf-8")

    def add(self) -> None:
        choice = self.random
        number = self._made
        self._made += 1
        day = choice.randrange(1, 28)
        fields = {
            "date": f"{choice.choice((2024, 2025))}-{choice.randrange(1, 13):02}-{day:02} {choice.randrange(8, 18)}:00",
            "category": choice.choice(CATEGORIES),
            "tags": ", ".join(choice.sample(TAGS, choice.randrange(4))),
        }
        if choice.random() < 0.3:
            fields |= {"picture": f"/anh/hinh-{choice.randrange(4)}.png", "picture_alt": "Hình"}
        if choice.random() < 0.1:
            fields["attachments"] = "/van-ban/a.pdf | Tài liệu"
        body = f"UBND tỉnh bàn về CCHC lần {number}.\n\nXem [bài khác](/tin-tuc/{choice.randrange(self._made)}.md)."
        if choice.random() < 0.2:
            body += f"\n\n![Hình](/anh/hinh-{choice.randrange(4)}.png)"
        write(self.content, {f"tin-tuc/{number}.md": article(f"Bài số {choice.randrange(40)}", body=body, **fields)})

    def delete(self) -> None:
        self._any().unlink()

    def rename_file(self) -> None:
        path = self._any()
        path.rename(path.with_name(f"doi-{self.random.randrange(10**6)}.md"))

    def retitle(self) -> None:
        self._replace_line(self._any(), "Title", f"Bài đổi tên {self.random.randrange(30)}")

    def reslug(self) -> None:
        self._replace_line(self._any(), "Slug", f"dia-chi-{self.random.randrange(5)}")

    def redate(self) -> None:
        self._replace_line(self._any(), "Date", f"2024-0{self.random.randrange(1, 10)}-11 09:00")

    def retag(self) -> None:
        self._replace_line(self._any(), "Tags", ", ".join(self.random.sample(TAGS, 2)))

    def recategorise(self) -> None:
        self._replace_line(self._any(), "Category", self.random.choice(CATEGORIES))

    def edit_body(self) -> None:
        path = self._any()
        path.write_text(path.read_text("utf-8") + f"\nThêm đoạn {self.random.randrange(100)}.\n", "utf-8")

    def draft_or_publish(self) -> None:
        path = self._any()
        self._replace_line(path, "Status", "" if "Status: draft" in path.read_text("utf-8") else "draft")

    def withdraw_or_restore(self) -> None:
        path = self._any()
        self._replace_line(path, "Withdrawn", "" if "Withdrawn:" in path.read_text("utf-8") else "2025-12-30 | Sai số")

    def correct(self) -> None:
        self._replace_line(self._any(), "Corrections", f"2025-12-{self.random.randrange(10, 28)} | Sửa số liệu")

    def schedule(self) -> None:
        self._replace_line(self._any(), "Date", f"2026-11-{self.random.randrange(24, 30)} 08:00")

    def let_time_pass(self) -> None:
        self.epoch += 86_400 * self.random.randrange(1, 4)

    def replace_photo(self) -> None:
        draw(self.content / f"anh/hinh-{self.random.randrange(4)}.png", (200 + self.random.randrange(200), 200))

    def lose_or_find_photo(self) -> None:
        path = self.content / "anh/hinh-3.png"
        path.unlink() if path.exists() else draw(path, (303, 200))

    def replace_document(self) -> None:
        write(self.content, {"van-ban/a.pdf": b"%PDF-1.4 " + b"b" * self.random.randrange(40)})

    def edit_template(self) -> None:
        path = self.theme / "templates/article.html"
        path.write_text(path.read_text("utf-8") + "{# sửa #}\n", "utf-8")

    def edit_shown_template(self) -> None:
        path = self.theme / "components/empty_state/component.html"
        path.write_text(path.read_text("utf-8").replace("</p>", " .</p>", 1), "utf-8")
        path = self.theme / "templates/list.html"
        path.write_text(path.read_text("utf-8").replace("page-title", "page-title x", 1), "utf-8")

    def edit_style(self) -> None:
        path = self.theme / "components/tags/component.css"
        path.write_text(path.read_text("utf-8") + f"\n.x{self.random.randrange(99)} {{ color: red; }}\n", "utf-8")

    def edit_glossary(self) -> None:
        write(self.content, {"viet-tat.yaml": f"CCHC: cải cách {self.random.randrange(9)}\nUBND: Ủy ban nhân dân\n"})

    def change_setting(self) -> None:
        self.settings = {"LATEST_NEWS_LIMIT": self.random.randrange(3, 15), "LISTINGS_PER_PAGE": 5}

    def set_notice(self) -> None:
        write(
            self.content,
            {"thong-bao-khan.yaml": f"text: Tạm dừng {self.random.randrange(9)}\nuntil: 2026-11-25 08:00\n"},
        )

    def edit_page(self) -> None:
        write(self.content, {"trang/lien-he.md": f"Title: Liên hệ {self.random.randrange(3)}\nSlug: lien-he\n\nChữ.\n"})

    def list_categories(self) -> None:
        names = self.random.sample(CATEGORIES, 3)
        write(self.content, {"chuyen-muc.yaml": "".join(f"- name: {name}\n" for name in names)})


ACTS: dict[str, Callable[[Newsroom], None]] = {
    name: act for name, act in vars(Newsroom).items() if callable(act) and not name.startswith("_") and name != "act"
}
