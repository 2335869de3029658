"""The tree of headings and the paragraphs under them; the table of contents is passed over."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jixiao.documents.disclosure.blocks import Para, place
from jixiao.documents.disclosure.public_words import kind_of
from jixiao.schemas.disclosure import Passage, Section

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jixiao.documents.disclosure.blocks import Block

_REPORT = re.compile(
    r"[^。；;]{2,80}(?:项目|支出|政策|资金|整体)?(?:支出)?(?:绩效|部门|财政|重点|自)(?:绩效|"
    r"重点)?(?:自)?(?:评价|自评)(?:的)?报告(?:\(.{0,20}\))?"
)
_ANNEX = re.compile(r"附件\d{0,2}(?:[-—]\d{1,2})?[:.、]?")
_RUN_IN = re.compile(r"[^。；;,:、]{4,60}?(?:支出|项目|部门|整体)(?:绩效)?评价报告(?=为(?!了?期)|根据|按照)")
"""A title that the body follows on the same line, its break lost."""
_HEAD_ENDS = re.compile(r"[；;,:!?]$")
_SAYS = re.compile(r"\d[\d,.]*(?:万元|亿元|元|%|分$|分[,。])")
_CONTENTS = re.compile(r"目录")
_PASSED = re.compile(
    r"公开\d{1,2}表|(?:编制)?(?:部门|单位)(?:名称)?:|(?:金额)?单位:|\(?(?:19|20|21)\d\d年度?\)?$|"
    r".{0,40}自评表$|注\d?[:.、]|\d[.、](?:当[本此]表|本[套表]).*"
)
_NEVER = frozenset({"ordinal", "goal", "half-paren"})
_LONGEST = 48


@dataclass
class Heading:
    """One heading while the tree is built; ``path`` are the places of those above it and its own."""

    style: str
    number: int | None
    title: str
    level: int
    parent: int | None
    report: int | None
    para: Para
    path: tuple[int, ...] = ()
    paras: list[Para] = field(default_factory=list)


@dataclass(frozen=True)
class Tree:
    """The headings in order; ``loose`` are the paragraphs before the first one."""

    headings: tuple[Heading, ...]
    loose: tuple[Para, ...]

    def titles(self, index: int) -> tuple[str, ...]:
        """The titles from the top down to a heading."""
        return tuple(self.headings[at].title for at in self.headings[index].path)

    def below(self, index: int) -> range:
        """A heading and everything under it."""
        end = index + 1
        while end < len(self.headings) and index in self.headings[end].path:
            end += 1
        return range(index, end)


def build(blocks: Sequence[Block]) -> Tree:
    """The tree of a document's paragraphs."""
    paras = _without_contents([block for block in blocks if isinstance(block, Para)])
    headings: list[Heading] = []
    loose: list[Para] = []
    stack: list[tuple[str, int]] = []
    report = 0
    last_item: tuple[str, int] | None = None
    announced = False
    for para in paras:
        text = para.folded.text
        if _PASSED.match(text) or (len(text) < 40 and kind_of(text) is not None):
            continue
        found = None if _is_item(para, last_item, announced=announced) else _heading(para)
        announced = text.endswith(":")
        marker = para.marker
        last_item = None
        if found is None:
            (headings[-1].paras if headings else loose).append(para)
            if marker is not None:
                last_item = (marker.style, marker.number)
            continue
        style, title = found
        if style == "part":
            stack, report = [], 0
        elif style == "report":
            stack = stack[:1] if stack and stack[0][0] == "part" else []
            report = max((h.report or 0 for h in headings), default=0) + 1
        else:
            styles = [one for one, _ in stack]
            if style in styles:
                stack = stack[: styles.index(style)]
            elif style == "title":
                stack = stack[: 2 if report else 1]
        parent = stack[-1][1] if stack else None
        heading = Heading(
            "title" if style == "report" else style,
            None if marker is None else marker.number,
            title,
            len(stack),
            parent,
            report or None,
            para,
            (*(at for _, at in stack), len(headings)),
        )
        stack.append((style, len(headings)))
        headings.append(heading)
        if len(text) > len(title) + 8 and style not in {"part", "title"}:
            heading.paras.append(para)
    return Tree(tuple(headings), tuple(loose))


def sections(tree: Tree, file: str) -> tuple[Section, ...]:
    """The tree as published."""
    made = []
    for heading in tree.headings:
        spot = place(heading.para.spot(), file=file, part=heading.title, quote=heading.para.raw[:120])
        passages = tuple(
            Passage(
                text=para.raw,
                style=None if para.marker is None else para.marker.style,
                number=None if para.marker is None else para.marker.number,
                place=place(para.spot(), file=file, part=heading.title),
            )
            for para in heading.paras
        )
        made.append(
            Section(
                style=heading.style,
                number=heading.number,
                title=heading.title,
                level=heading.level,
                parent=heading.parent,
                report=heading.report,
                passages=passages,
                place=spot,
            )
        )
    return tuple(made)


def _without_contents(paras: list[Para]) -> list[Para]:
    """The paragraphs without the table of contents: what stands from 目录 to the second 第一部分."""
    firsts = [
        i
        for i, p in enumerate(paras)
        if p.marker is not None and p.marker[:2] == ("part", 1) and len(p.raw) < 80
    ]
    contents = next((i for i, p in enumerate(paras) if _CONTENTS.fullmatch(p.folded.text)), None)
    if len(firsts) >= 2:
        start = min(firsts[0], contents if contents is not None else firsts[0])
        return [*paras[:start], *paras[firsts[1] :]]
    return paras


def _is_item(para: Para, last: tuple[str, int] | None, *, announced: bool) -> bool:
    """Whether a numbered paragraph goes on with a list, or begins the one that was announced with a colon."""
    marker = para.marker
    if marker is None or para.hashed or marker.style == "part":
        return False
    if para.bulleted or marker.style in _NEVER:
        return True
    if last is not None and last[0] == marker.style and marker.number == last[1] + 1:
        return True
    return (
        announced
        and marker.number == 1
        and marker.style in {"arabic", "arabic-paren"}
        and para.raw.endswith(("；", ";", "项目"))
    )


def _heading(para: Para) -> tuple[str, str] | None:
    """The style and title of a heading."""
    folded = para.folded
    text = folded.text
    marker = para.marker
    if marker is None:
        annex = _ANNEX.match(text)
        start = annex.end() if annex is not None else 0
        if len(text) <= 90 and _REPORT.fullmatch(text, start):
            return "report", folded.name(start, len(text))
        run_in = _RUN_IN.match(text, start)
        if run_in is not None:
            return "report", folded.name(start, run_in.end())
        return ("title", folded.name(0, len(text))) if para.hashed and len(text) <= _LONGEST else None
    rest = text[marker.end :]
    title_end = len(text)
    if (
        len(rest) <= 90
        and marker.style != "part"
        and _REPORT.fullmatch(rest)
        and len(rest) > 12
        and para.hashed
    ):
        return "report", folded.name(marker.end, len(text))
    if marker.style == "part":
        return ("part", folded.name(0, len(text))) if len(text) <= _LONGEST else None
    if marker.style in _NEVER or not rest:
        return None
    stop = rest.find("。")
    if 0 < stop < len(rest) - 1:
        if (
            stop > 40
            or _SAYS.search(rest[:stop])
            or "," in rest[:stop]
            or marker.style not in {"han", "han-paren"}
        ):
            return None
        title_end = marker.end + stop
    elif stop > 0:
        title_end -= 1
        if len(rest) > 30 or "," in rest:
            return None
    title = text[marker.end : title_end]
    if len(title) > _LONGEST or _HEAD_ENDS.search(title) or _SAYS.search(f"{title},") or ":" in title:
        return None
    return marker.style, folded.name(marker.end, title_end)
