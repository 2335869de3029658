"""A whole disclosure: blocks to tables, sections and facts, and what of it was not understood."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from jixiao.documents.complaints import printable
from jixiao.documents.disclosure import sections as tree_of
from jixiao.documents.disclosure.blocks import Para, Rows, from_extract, from_text, place
from jixiao.documents.disclosure.claims import claims_of, of_one_project, project_of
from jixiao.documents.disclosure.facts import MONEY, Collector, sentences
from jixiao.documents.disclosure.folded import fold
from jixiao.documents.disclosure.narrative import TOPICS, Narrative, topic_of
from jixiao.documents.disclosure.placeholders import placeholders
from jixiao.documents.disclosure.public_rows import number
from jixiao.documents.disclosure.public_tables import read_tables
from jixiao.documents.disclosure.report import Reports
from jixiao.documents.disclosure.statement import TITLE as STATEMENT
from jixiao.documents.disclosure.statement import Statement
from jixiao.documents.disclosure.years import of_heading, reported
from jixiao.schemas.disclosure import Disclosure, FactKind, ReadDisclosure, Unread

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jixiao.documents.disclosure.blocks import Block
    from jixiao.documents.disclosure.public_tables import PublicTables
    from jixiao.documents.disclosure.sections import Heading, Tree
    from jixiao.documents.grid import Extract

_TITLE = re.compile(
    r"(?P<name>[^。；,:]{2,40}?)(?:19|20|21)\d\d年度?(?:部门|单位)?决算"
    r"(?:公开|报告|信息|情况|说明|文本|报表|表|目录|的)*(?:\([^()]{0,20}\))?$"
)
_YEAR_FIRST = re.compile(
    r"((?:19|20|21)\d\d)年度?(?P<name>[^。；,:、\d]{3,40}?)(?:部门|单位)?决算(?:公开|报告|说明|目录)*(?:\([^()]{0,20}\))?$"
)
_YEAR_OF = re.compile(r"((?:19|20|21)\d\d)年度?(?:部门|单位)?决算")
_YEAR = re.compile(r"(?<!\d)((?:19|20|21)\d\d)年")
_ALIAS = re.compile(r"(?:以下)?简称:?[“‘《](?P<name>[^”’》]{2,20})[”’》]")
_UNITS = re.compile(r"单位(?:共|共计|共有|有)$")
_NAMED_ABOVE = re.compile(
    r"(?P<name>[^,。;:\d]{2,30}?(?:局|委员会|委|厅|办公室|办|中心|院|所|校|馆|队|会|站|处|"
    r"政府))(?=(?:19|20|21)\d\d年)"
)
_COUNTED = frozenset({"个", "项", "%", "分", "辆", "家"})
_TITLE_LINE = 80
_TITLE_BELOW = re.compile(r"(?:19|20|21)\d\d年度?(?:部门|单位)?决算(?:公开|报告)?(?:\(.{0,10}\))?")
_ORGANISATION = re.compile(
    r"[^。；,:、\d]{3,40}(?:局|委员会|委|厅|办公室|办|部|中心|院|所|校|学|馆|台|队|会|社|团|站|处|署|院|园|"
    r"政府|机关)(?:\(.{0,8}\))?"
)
_ANNEXED = re.compile(r"附件|附表|附录")
_LEAST_TOPICS = 2
_HEADING = 60
_TOPS = frozenset({"part", "title", "han"})
_READ = 20_000
_DEFINITIONS = re.compile(r"名词解释")


def read_text(text: str, name: str) -> ReadDisclosure | None:
    """The disclosure in a text; ``None`` where it is none.  Never raises for what the text holds."""
    return _read(from_text(printable(text)), printable(name))


def read_extract(extract: Extract, name: str) -> ReadDisclosure | None:
    """The disclosure in what an office file gave; ``None`` where it is none."""
    return _read(from_extract(extract), printable(name))


def _read(blocks: Sequence[Block], file: str) -> ReadDisclosure | None:
    tables = read_tables(blocks, file)
    tree = tree_of.build(blocks)
    collect = Collector(file)
    found = _narratives(tree, collect)
    stated = _statement(tree, collect)
    Reports(tree, collect).read()
    reports = any(heading.report is not None for heading in tree.headings)
    if not tables.tables and not stated and not reports and len(found) < _LEAST_TOPICS:
        return None
    _names(blocks, tree, tables, collect)
    _years(blocks, tree, collect)
    _claims(tree, collect)
    _placeholders(tree, collect)
    unread = (*_unread_sentences(tree, collect, file), *_unread_tables(blocks, tables, file))
    facts = tuple(collect.facts)
    missing = list(tables.missing)
    if found or stated:
        missing += [f"section.{topic.name}" for topic in TOPICS if topic.name not in found]
        missing += [] if stated else ["section.statement"]
    names = dict.fromkeys(f.text for f in facts if f.key.startswith("organisation.") and f.text is not None)
    disclosure = Disclosure(
        organisations=tuple(names),
        year=_year(blocks, tables),
        amount_unit=_unit(tables),
        tables=tables.tables,
        sections=tree_of.sections(tree, file),
        facts=facts,
        unread=unread,
        missing=tuple(missing),
    )
    return ReadDisclosure(disclosure, tables.findings)


def _tops(tree: Tree) -> Iterator[int]:
    """The headings that may begin a section of the text: outside reports and definitions."""
    for index, heading in enumerate(tree.headings):
        inside = any(_DEFINITIONS.search(title) for title in tree.titles(index))
        if heading.report is None and heading.style in {"han", "han-paren", "title"} and not inside:
            yield index


def _narratives(tree: Tree, collect: Collector) -> set[str]:
    found: set[str] = set()
    done: set[int] = set()
    for index in _tops(tree):
        title = fold(tree.headings[index].title).text
        topic = None if index in done or STATEMENT.search(title) else topic_of(title)
        if topic is None or not any(tree.headings[at].paras for at in tree.below(index)):
            continue
        reader = Narrative(topic, tree.headings[index].title, collect)
        for at in tree.below(index):
            done.add(at)
            for para in tree.headings[at].paras:
                reader.read(para)
        found.add(topic.name)
    return found


def _statement(tree: Tree, collect: Collector) -> bool:
    done: set[int] = set()
    for index in _tops(tree):
        title = fold(tree.headings[index].title).text
        if index in done or STATEMENT.search(title) is None:
            continue
        reader = Statement(collect)
        for at in tree.below(index):
            done.add(at)
            reader.heading(tree.headings[at].title)
            for para in tree.headings[at].paras:
                reader.read(para)
    return bool(done)


def _names(blocks: Sequence[Block], tree: Tree, tables: PublicTables, collect: Collector) -> None:
    """Organisations as they are called in each place, and the years that sentences name."""
    _title(blocks, collect)
    for table in tables.tables:
        if table.organisation is not None:
            collect.named(FactKind.NAME, "organisation.table", table.organisation, table.place)
    for block in blocks:
        if isinstance(block, Rows):
            _listed(block, collect)
    for index, heading in enumerate(tree.headings):
        if heading.report is not None and heading.style == "title":
            owner = _NAMED_ABOVE.match(heading.para.folded.text)
            if owner is not None:
                _name(heading.para, "organisation.report", owner.start("name"), owner.end("name"), collect)
        skipped = any(_DEFINITIONS.search(title) for title in tree.titles(index))
        for para in () if skipped else heading.paras:
            for alias in _ALIAS.finditer(para.folded.text):
                _name(para, "organisation.alias", alias.start("name"), alias.end("name"), collect)
            for sentence in sentences(para):
                for year in _YEAR.finditer(sentence.text):
                    at = sentence.start + year.start()
                    collect.year(
                        para, sentence, at, int(year.group(1)), part=heading.title, report=heading.report
                    )
                for mention in sentence.mentions:
                    if mention.unit in {"个", "家"} and _UNITS.search(mention.lead):
                        collect.number(
                            para, sentence, mention, FactKind.COUNT, "units.count", part=heading.title
                        )


def _title(blocks: Sequence[Block], collect: Collector) -> None:
    """Whose disclosure it is: the name before the year of the title, or on the line above it."""
    above: Para | None = None
    for para in [block for block in blocks if isinstance(block, Para)][:40]:
        text = para.folded.text
        title = (_TITLE.match(text) or _year_first(text)) if len(para.raw) <= _TITLE_LINE else None
        if title is not None and (para.marker is None or para.marker.style != "part"):
            collect.group()
            _name(para, "organisation.title", title.start("name"), title.end("name"), collect)
            return
        if above is not None and _TITLE_BELOW.fullmatch(text) and _ORGANISATION.fullmatch(above.folded.text):
            collect.group()
            _name(above, "organisation.title", 0, len(above.folded.text), collect)
            return
        above = para


def _year_first(text: str) -> re.Match[str] | None:
    """A title that begins with the year: 2023年度某市水务局部门决算."""
    found = _YEAR_FIRST.match(text)
    return found if found is not None and _ORGANISATION.fullmatch(found.group("name")) else None


def _years(blocks: Sequence[Block], tree: Tree, collect: Collector) -> None:
    """The years of the title and of headings, and those that sentences give figures to."""
    for para in [block for block in blocks if isinstance(block, Para)][:40]:
        found = _YEAR_OF.search(para.folded.text[:200]) or _year_first(para.folded.text[:200])
        if found is not None:
            _year_fact(para, "year.title", int(found.group(1)), found.start(), collect)
            break
    for index, heading in enumerate(tree.headings):
        title = heading.para.folded.text[:200]
        is_report = heading.report is not None and heading.style == "title"
        own = None if heading.report is not None and not is_report else of_heading(title, report=is_report)
        if own is not None and (is_report or (heading.style in _TOPS and len(title) <= _HEADING)):
            _year_fact(heading.para, "year.heading", *own, collect, report=heading.report)
        if any(_DEFINITIONS.search(title) for title in tree.titles(index)):
            continue
        for para in heading.paras:
            for sentence in sentences(para) if _YEAR.search(para.folded.text) else ():
                for year, at in reported(sentence):
                    part, report = heading.title, heading.report
                    _year_fact(para, "year.reported", year, at, collect, part=part, report=report)


def _year_fact(
    para: Para,
    key: str,
    year: int,
    at: int,
    collect: Collector,
    *,
    part: str | None = None,
    report: int | None = None,
) -> None:
    sentence = next(one for one in sentences(para) if at < one.start + len(one.text))
    collect.year(para, sentence, at, year, key=key, part=part, report=report)


def _claims(tree: Tree, collect: Collector) -> None:
    """What the statement and the reports claim of everything."""
    stated: set[int] = set()
    for index in _tops(tree):
        annexed = any(_ANNEXED.search(title) for title in tree.titles(index)[:-1])
        if STATEMENT.search(fold(tree.headings[index].title).text) and not annexed:
            stated.update(tree.below(index))
    for index, heading in enumerate(tree.headings):
        if heading.report is None and index not in stated:
            continue
        for para in heading.paras:
            start = para.marker.end if para.marker is not None else 0
            own = project_of(para.folded.text, start)
            single = heading.report is None and of_one_project(para.folded.text)
            for sentence in sentences(para):
                for claim in claims_of(sentence.text) if own is not None or not single else ():
                    collect.text(
                        para,
                        sentence,
                        sentence.start + claim.start,
                        FactKind.TEXT,
                        f"claim.{claim.kind}",
                        claim.words,
                        part=heading.title,
                        report=heading.report,
                        subject=para.folded.name(*own) if own is not None else None,
                    )


def _placeholders(tree: Tree, collect: Collector) -> None:
    """Blanks of a template that stand in headings and paragraphs."""
    paras: list[tuple[Heading | None, Para]] = [(None, para) for para in tree.loose]
    for heading in tree.headings:
        # a heading with its text on the same line is both, and read once
        both = {id(para): para for para in (heading.para, *heading.paras)}
        paras += [(heading, para) for para in both.values()]
    for above, para in paras:
        for start, end in placeholders(para.folded.text[:_READ]):
            sentence = next((one for one in sentences(para) if start < one.start + len(one.text)), None)
            if sentence is not None:
                collect.text(
                    para,
                    sentence,
                    start,
                    FactKind.TEXT,
                    "text.placeholder",
                    para.folded.verbatim(start, end),
                    part=None if above is None else above.title,
                    report=None if above is None else above.report,
                )


def _name(para: Para, key: str, start: int, end: int, collect: Collector) -> None:
    sentence = next(iter(sentences(para)))
    collect.text(para, sentence, start, FactKind.NAME, key, para.folded.name(start, end), part=None)


def _listed(block: Rows, collect: Collector) -> None:
    """The units of a list headed 单位名称."""
    column = None
    for row in block.rows[:60]:
        texts = [fold(cell).text for cell in row.cells]
        if column is None:
            column = next((i for i, text in enumerate(texts) if text in {"单位名称", "预算单位名称"}), None)
        elif column < len(texts) and len(texts[column]) >= 4:
            spot = place(row.spot, file=collect.file, quote=" ".join(row.filled))
            collect.named(
                FactKind.NAME,
                "organisation.listed",
                fold(row.cells[column]).name(0, len(texts[column])),
                spot,
            )


def _year(blocks: Sequence[Block], tables: PublicTables) -> int | None:
    """The year of the title, else the one that most tables print."""
    for block in [block for block in blocks if isinstance(block, Para)][:40]:
        found = _YEAR_OF.search(block.folded.text[:200]) or _year_first(block.folded.text[:200])
        if found is not None:
            return int(found.group(1))
    years = Counter(table.year for table in tables.tables if table.year is not None)
    return years.most_common(1)[0][0] if years else None


def _unit(tables: PublicTables) -> str | None:
    units = Counter(table.unit for table in tables.tables if table.unit in MONEY)
    return units.most_common(1)[0][0] if units else None


def _unread_sentences(tree: Tree, collect: Collector, file: str) -> Iterator[Unread]:
    """Sentences outside the definitions with numbers that became no fact."""
    for index, heading in enumerate(tree.headings):
        if any(_DEFINITIONS.search(title) for title in tree.titles(index)):
            continue
        for para in heading.paras:
            for sentence in sentences(para):
                open_ = [
                    m
                    for m in sentence.mentions
                    if (m.unit in MONEY or m.unit in _COUNTED)
                    and (id(para), m.start) not in collect.taken
                    and (id(para), m.start) not in collect.explained
                ]
                if open_:
                    folded = para.folded
                    quote = folded.verbatim(sentence.start, sentence.start + len(sentence.text))
                    spot = para.spot(folded.at[open_[0].start])
                    where = place(spot, file=file, part=heading.title, quote=quote)
                    yield Unread(kind="sentence", count=len(open_), place=where)


def _unread_tables(blocks: Sequence[Block], tables: PublicTables, file: str) -> Iterator[Unread]:
    """Tables with numbers that are neither public tables nor self-evaluations."""
    forms = False
    for index, block in enumerate(blocks):
        if not isinstance(block, Rows) or index in tables.used:
            forms = forms and not isinstance(block, Para)
            continue
        words = "".join(fold(cell).text for row in block.rows[:40] for cell in row.filled)
        forms = forms or "三级指标" in words or "年度资金总额" in words
        count = sum(number(cell) is not None for row in block.rows for cell in row.filled[1:])
        if count and not forms:
            spot = place(block.rows[0].spot, file=file, quote=" ".join(block.rows[0].filled)[:200])
            yield Unread(kind="table", count=count, place=spot)
