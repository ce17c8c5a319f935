"""Random editorial acts on a content folder and its theme, for tests that compare builds."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

from plugins.editor.document import changed, read_document, to_data
from plugins.editor.store import write_whole
from tests.building import EPOCH, ROOT
from tests.code_edits import CODE, SETTINGS, THEME
from tests.content import age, article, draw, write

CATEGORIES = ("Cải cách hành chính", "Chuyển đổi số", "Thủ tục hành chính")
TAGS = ("Một cửa", "Số hóa hồ sơ", "Đất đai", "Xếp hạng", "MỘT CỬA")


class Newsroom:
    """A content folder, a theme, settings, code and a clock, and the acts that change them. The same seed, the same
    acts.

    Attributes:
        code: a folder of edited code; None as long as nobody edited it.
        output: where the site is built, which acts may spoil.
        fresh: the last act wants a build in a new interpreter.
        kill_at: the last act wants a build killed at this step (`tests.press.die_at`); 0 for none.
    """

    def __init__(self, root: Path, seed: int, articles: int = 60) -> None:
        self.random = random.Random(seed)
        self.root = root
        self.content = root / "content"
        self.output = root / "output"
        self.code: Path | None = None
        self.fresh = False
        self.kill_at = 0
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
        """Do one random act, sometimes let all files grow old after it, and return its name."""
        self.fresh, self.kill_at = False, 0
        name = self.random.choice(sorted(ACTS))
        ACTS[name](self)
        if not any(self.content.glob("tin-tuc/**/*.md")):
            self.add()
        # Young files are not trusted, so most builds of a newsroom meet old ones.
        if self.random.random() < 0.7:
            age(self.content, self.theme)
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

    def save_in_the_browser(self) -> None:
        path = self._any()
        document = read_document(path.read_bytes())
        edits = {"summary": f"Tóm tắt {self.random.randrange(9)}.", "picture": "/anh/hinh-1.png", "picture_alt": "Hình"}
        write_whole(path, changed(document, to_data(document) | edits).to_bytes())

    def draft_or_publish(self) -> None:
        path = self._any()
        self._replace_line(path, "Status", "" if "Status: draft" in path.read_text("utf-8") else "draft")

    def leave_or_fill_a_place(self) -> None:
        path = self._any()
        text, place = path.read_text("utf-8"), "\n[… kết luận cuộc họp]\n"
        path.write_text(text.replace(place, "") if place in text else text + place, "utf-8")

    def withdraw_or_restore(self) -> None:
        path = self._any()
        self._replace_line(path, "Withdrawn", "" if "Withdrawn:" in path.read_text("utf-8") else "2025-12-30 | Sai số")

    def correct(self) -> None:
        self._replace_line(self._any(), "Corrections", f"2025-12-{self.random.randrange(10, 28)} | Sửa số liệu")

    def schedule(self) -> None:
        self._replace_line(self._any(), "Date", f"2026-11-{self.random.randrange(24, 30)} 08:00")

    def move(self) -> None:
        old = self.random.choice(
            ("/cu/1.html", "/cu/2", "/cu/2/, /CU/1.html", "/gioi-thieu/", "/tin-tuc/2024/01/02/cu")
        )
        self._replace_line(self._any(), "Aliases", old)

    def link_to_a_former_address(self) -> None:
        path = self._any()
        path.write_text(path.read_text("utf-8") + f"\n[Bài cũ](/cu/{self.random.randrange(1, 3)}).\n", "utf-8")

    def expire(self) -> None:
        day = self.random.choice(("", "24/11/2026", "25/11/2026 8:00 SA", "30/12/2025"))
        self._replace_line(self._any(), "Expires", day)

    def pin(self) -> None:
        self._replace_line(self._any(), "Pinned", self.random.choice(("yes", "no", "24/11/2026", "26/11/2026")))

    def put_into_a_series(self) -> None:
        # Enough of one that it outgrows the box that shows all of them.
        for _ in range(self.random.randrange(1, 5)):
            self._replace_line(
                self._any(), "Series", self.random.choice(("Chuyển đổi số", "CHUYỂN ĐỔI SỐ", "Đất đai", ""))
            )

    def describe_a_document(self) -> None:
        about = f"/van-ban/a.pdf | Tài liệu | {self.random.randrange(1, 9)}/KH-UBND | 05/03/2024 | UBND tỉnh | Kế hoạch"
        self._replace_line(self._any(), "Attachments", about)

    def merge_bodies(self) -> None:
        day = self.random.choice(("01/03/2025", "25/11/2026"))
        name = self.random.choice(("UBND tỉnh", "Sở Nội vụ", "UBND"))
        entry = f"- name: {name}\n  date: {day}\n  successor: Cơ quan {self.random.randrange(3)}\n"
        write(self.content, {"don-vi-da-sap-nhap.yaml": self.random.choice((entry, ""))})

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

    def edit_names(self) -> None:
        write(self.content, {"ten-rieng.yaml": f"- nghành {self.random.randrange(9)}\n"})

    def change_setting(self) -> None:
        self.settings = {"LATEST_NEWS_LIMIT": self.random.randrange(3, 15), "LISTINGS_PER_PAGE": 5}
        self.fresh = True

    def change_component_setting(self) -> None:
        self.settings = self.settings | self.random.choice(SETTINGS)
        self.fresh = True

    def edit_code(self) -> None:
        if self.code is None:
            self.code = self.root / "code"
            for name in ("plugins", "portal"):
                shutil.copytree(ROOT / name, self.code / name, ignore=shutil.ignore_patterns("__pycache__"))
            shutil.copy(ROOT / "pelicanconf.py", self.code)
        self.random.choice(CODE).make(self.code, self.random.randrange(1, 10))

    def edit_what_code_reads(self) -> None:
        self.random.choice(THEME).make(self.theme, self.random.randrange(1, 10))

    def kill_the_build(self) -> None:
        edits = (Newsroom.add, Newsroom.edit_body, Newsroom.retag, Newsroom.delete, Newsroom.edit_shown_template)
        self.random.choice(edits)(self)
        # A build after a small edit has a hundred steps or a few more.
        self.kill_at = self.random.randrange(1, 140)
        self.fresh = True

    def lose_or_spoil_outputs(self) -> None:
        # Dice of their own: later acts are the same whatever lies there.
        dice = random.Random(self.random.random())
        made = sorted(path for path in self.output.rglob("*") if path.is_file() and not path.name.startswith("."))
        for path in dice.sample(made, min(3, len(made))):
            if dice.random() < 0.5:
                path.unlink()
            else:
                path.write_bytes(path.read_bytes()[:-1] + b"spoilt")

    def lose_memory(self) -> None:
        shutil.rmtree(self.root / "cache" / self.random.choice(("sites", "photos", "templates")), ignore_errors=True)

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
