"""Tables that decompose work: a row a task, columns for who and by when."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from luoshi.core.reading.confidence import FIELDS, notice
from luoshi.core.reading.files.source import Cell, Table
from luoshi.core.reading.filling import add_measures, own, set_due
from luoshi.core.reading.grammar.answers import Owners, names_at
from luoshi.core.reading.grammar.assignments import assignment
from luoshi.core.reading.grammar.dues import best_due, due_of_cell, dues
from luoshi.core.reading.grammar.fronts import heading_owners
from luoshi.core.reading.grammar.labels import role_of_label
from luoshi.core.reading.grammar.measures import measures
from luoshi.core.reading.grammar.moments import Calendar
from luoshi.core.reading.grammar.names import names
from luoshi.core.reading.grammar.owners import owners_of
from luoshi.core.reading.grammar.sorts import is_unit
from luoshi.core.reading.grammar.titles import title_leaders
from luoshi.core.reading.judging.acting import is_action
from luoshi.core.reading.model import Passed, Span, Task
from luoshi.core.reading.numbering import number_of
from luoshi.core.reading.titling import title_for

_HEADERS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("index", re.compile(r"序号|编号|序列")),
    ("none", re.compile(r"(?:开工|启动|开始|起始|交办|下达|立项|发布)(?:时限|时间|日期|节点)|任务来源")),
    ("due", re.compile(
        r"[\u4e00-\u9fff]{0,6}(?:时限|期限|时间|日期|日子|节点)(?:要求|节点|安排)?|进度要求|何时[\u4e00-\u9fff]{1,3}")),
    ("section", re.compile(r"类别|类型|分类|板块|领域|重点领域|项目类别|任务类别|工作类别|一级指标|方面")),
    ("stage", re.compile(
        r"(?:20\d\d年)?(?:第?[一二三四1-4]季度|[上下]半年|\d{1,2}(?:[-—–~～至]\d{1,2})?月(?:份|底|底前)?)"
        r"[\u4e00-\u9fff]{0,6}")),
    ("steps", re.compile(
        r"(?:工作|实施|推进)?(?:举措|措施|步骤|计划)(?:及|和|与|、)[\u4e00-\u9fff]{0,4}(?:计划|安排|进度|步骤|节点)|"
        r"(?:实施|推进|进度|阶段|工作)(?:计划|安排|进度|步骤)(?:安排)?")),
    ("task", re.compile(
        r"(?!责任|牵头|配合|任务来源|[任职]务分工)(?:20\d\d年)?[\u4e00-\u9fff]{0,8}?(?:任务|工作|事项|措施|举措|内容)(?:名称|内容|分解|清单|及目标|及要求)?|(?:项目|任务|事项|实事)名称|民生实事|(?:民生|实事|重点|建设|工作){0,2}项目|主要内容")),
)  # fmt: skip
_MEASURE = re.compile(r"[\u4e00-\u9fff]{0,4}(?:目标|指标|标准|要求|目标值)")
_PERSONS = re.compile(r"指挥长?$|召集人|链长|组长|河长|林长|领导|责任人|负责人|牵头人|包抓人|责任同志")
_UNITS = re.compile(
    r"单位|部门|[科股处]室|处室|机构|主体|业主|乡镇|镇街|镇办|街道|分工|谁来?(?:干|抓|办|负责|牵头|配合|协助)"
)
_HELP = re.compile(r"[一共协]同?[起同](?:办|干|做)的|配合|协办|协助|参与|参加|协同|会办|协作|联办|协管|支持")
_HELPED = re.compile(r"[（(][^（()）]*(?:配合|协办|协助|参与|协同|协作)[^（()）]*[)）]")
_LEAD = re.compile(r"领办|领衔|牵头|主办|主责|主抓")
_WATCH = re.compile(r"督办|监督|督查|督导|指导|考核|验收|审核|来源|提出|申报|受益|联系(?:单位|部门)")
_ANSWER = re.compile(
    r"责任|负责|承办|落实|实施|主体|完成|主管|整改|业主|建设|项目|执行|经办|办理|承担|分工|谁|^(?:单位|部门)$"
)


def _answering(words: str) -> str:
    """Whom a column names: by what they are (单位, 领导) and what they do (牵头, 配合), in any order."""
    persons, units = _PERSONS.search(words), _UNITS.search(words)
    helps, leads = _HELP.search(words), _LEAD.search(words)
    if len(words) > 16 or (_WATCH.search(words) and not (helps or leads or persons)):
        return ""
    if persons and not units:
        return "leader"
    if words in ("承办人", "经办人"):  # with his office beside him, or in its stead
        return "joint"
    alone = re.fullmatch("(?:牵头|主办|承办|配合|协办|会办|协同|参与)", words)
    if not (units or alone):
        return ""
    if helps:
        return "joint" if leads else "co"
    return "lead" if leads and words != "承办" else "joint" if alone or _ANSWER.search(words) else ""


def _role_of(words: str) -> str:
    """What the column under a header holds."""
    role = next((role for role, form in _HEADERS if form.fullmatch(words)), "")
    return role or _answering(words) or ("measure" if _MEASURE.fullmatch(words) else "")


_OWNING = frozenset({"lead", "joint", "co", "leader", "due"})
_SUMS = re.compile(r"合\s*计|总\s*计|小\s*计|备\s*注|填报|注\s*[:：]")
_DEEPEST_HEADER = 12


@dataclass(slots=True)
class TableTasks:
    """What the tables of a document gave, and the stretches that are read with them."""

    tasks: list[Task] = field(default_factory=list)
    passed: list[Passed] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)


def read_tables(text: str, tables: Sequence[Table], when: Calendar) -> TableTasks:
    """Tasks of all tables that decompose work. A table without a header goes on with the one before it, if as wide."""
    found = TableTasks()
    last: dict[int, str] = {}
    width = 0
    for table in tables:
        at, roles = _header(table)
        if not roles and last and table and len(table[0]) == width:
            at, roles = -1, last
        if roles:
            last, width = roles, len(table[0])
            _Rows(text, table, roles, when, found).read(at)
    return found


def _line_over(text: str, table: Table) -> tuple[Owners, int] | None:
    """Whom the heading just over a table names: 「第一组　包联领导：赵敏」."""
    start = min((cell.start for row in table[:1] for cell in row), default=0)
    lines = [line for line in re.finditer(r"[^\n]+", text[max(0, start - 200) : start]) if _WORDS.search(line[0])]
    before = max(0, start - 200)
    for line in lines[: -1 - _LINES_OVER : -1]:
        if len(line[0].strip()) <= _LONGEST_LINE and (over := _owners_in(line[0])):
            return over[0], before + line.start() + over[1]
        if not _CAPTION.fullmatch(line[0].strip("# *\u3000（）()")):
            return None
    return None


_LINES_OVER = 2
_CAPTION = re.compile(r"(?:附?表|单位|注)[^。；]{0,30}|[^。；，]{2,24}(?:表|清单|台账)")
"""Between the heading and the table: what the table is called, what its figures mean."""


def _line_under(text: str, table: Table) -> tuple[Owners, int] | None:
    """「以上各项由……负责」 just under a table."""
    end = max((cell.end for row in table for cell in row), default=0)
    line = next((one for one in re.finditer(r"[^\n]+", text[end : end + 200]) if _WORDS.search(one[0])), None)
    words = line[0].strip("|（）() ") if line else ""
    said = assignment(words) if words.startswith(("以上", "上述", "本")) else None
    if line is None or said is None or not said.owners.any() or said.back == 0:
        return None
    return said.owners, end + line.start() + line[0].index(words)


_WORDS = re.compile(r"[\u4e00-\u9fff]")
_LONGEST_LINE = 80


def _owners_in(line: str) -> tuple[Owners, int] | None:
    """The owners of a line that is a heading, and where their words begin in it."""
    if "。" in line or line.startswith(("（", "(")):
        boxed = line.startswith(("（", "("))
        says = boxed or line.startswith(("本", "以下", "该", "此", "由"))
        said = assignment(line[boxed:].rstrip("）)")) if says else None
        if "。" in line or (said and said.owners.any()):
            return (said.owners, int(boxed)) if said and said.owners.any() else None
    for label in _LABEL.finditer(line):
        if (
            role_of_label(label[1]) in ("leader", "lead", "joint")
            and (owners := owners_of(line[label.start() :])).any()
        ):
            return owners, label.start()
    number = number_of(line)
    begin = number.end if number else 0
    owners = heading_owners(line[begin:])
    if not owners.any():
        owners = title_leaders(line[begin:])
    return (owners, begin) if owners.any() else None


_LABEL = re.compile(r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff]{2,10})[:：]")


def _header(table: Table) -> tuple[int, dict[int, str]]:
    """The header's last row, and what each column holds; nothing if this table decomposes no work."""
    best: tuple[int, dict[int, str]] = (-1, {})
    for row in range(min(len(table), _DEEPEST_HEADER)):
        roles = _with_task(table, row, _roles(table[row]))
        if (
            "task" in roles.values()
            and _OWNING & set(roles.values())
            and len(set(roles.values())) > len(set(best[1].values()))
        ):
            best = (row, roles)
    return best


def _with_task(table: Table, row: int, roles: dict[int, str]) -> dict[int, str]:
    """A table that names who answers decomposes work: what is to be done stands in the column that says most."""
    if "task" in roles.values() or not {"lead", "joint"} & set(roles.values()) or len(table) <= row + 1:
        return roles
    said = {
        column: sum(len(other[column].text) for other in table[row + 1 :] if column < len(other))
        for column, cell in enumerate(table[row])
        if roles.get(column, "steps") == "steps" and cell.text.strip()
    }
    best = max(said, key=lambda column: said[column], default=-1)
    enough = best >= 0 and said[best] >= _SAYS_LEAST * (len(table) - row - 1)
    return roles | {best: "task"} if enough else roles


_SAYS_LEAST = 6
"""So long on average are the cells of a column that says what is to be done."""


def _roles(row: Sequence[Cell]) -> dict[int, str]:
    """Column → role, by the words of a header row. A second column of tasks is a measure."""
    roles: dict[int, str] = {}
    for column, cell in enumerate(row):
        role = _role_of(re.sub(r"\s|[*]|<br ?/?>|[（(].*?[)）]", "", cell.text))
        if role:
            roles[column] = role
    if "co" in roles.values():  # beside those who help, those who undertake it lead
        roles |= {column: "lead" for column, role in roles.items() if role == "joint" and "承办" in row[column].text}
    if (
        "task" not in roles.values()
        and (measure := next((c for c, role in roles.items() if role == "measure"), None)) is not None
    ):
        roles[measure] = "task"
    return roles


class _Rows:
    """Reads one table's rows."""

    def __init__(self, text: str, table: Table, roles: dict[int, str], when: Calendar, found: TableTasks) -> None:
        self._text = text
        self._table = table
        self._roles = roles
        self._when = when
        self._found = found
        self._used: set[Span] = set()
        self._section = ""
        self._heads: list[str] = []
        self._helped: set[int] = set()
        """Columns whose header says in brackets who helps: 主责单位（协同单位）."""
        self._over: tuple[Owners, int] | None = None
        """Owners that a row of its own names for the rows under it, and where its words begin."""

    def read(self, header: int) -> None:
        """Every row below the header. Repeated headers and sums are passed."""
        last: tuple[Span, Task] | None = None
        full: Sequence[Cell] = ()
        self._heads = [_until(cell.text) for cell in self._table[header]] if header >= 0 else []
        self._helped = {at for at, cell in enumerate(self._table[max(header, 0)]) if _HELPED.search(cell.text)}
        self._over = _line_over(self._text, self._table) or _line_under(self._text, self._table)
        above: Sequence[Cell] = ()
        for plain in self._table[header + 1 :]:
            row = above = _without_dittos(plain, above)
            cell = self._said(row)
            if title := _across(row):
                self._open_section(title)
                full = ()
            elif cell and not self._is_header(row) and not _SUMS.match(row[0].text.strip()):
                if last and last[0] == (cell.start, cell.end):
                    self._fill(last[1], row)
                else:
                    row = self._filled(row, full)
                    last = ((cell.start, cell.end), self._task(row, cell))
                if not self._blank(row):
                    full = row
        self._pass_rest()

    def _open_section(self, title: Cell) -> None:
        """A row of one cell: a heading, or whose the rows under it are: 「（一）责任单位：……」."""
        number = number_of(title.text)
        begin = number.end if number and number.end < len(title.text) else 0
        over = _owners_in(title.text[begin:])
        self._over = (over[0], title.start + begin + over[1]) if over else None
        if self._over is None:
            self._section = title.text

    def _cell(self, row: Sequence[Cell], role: str) -> Cell | None:
        """The row's first cell of a role that holds words; of tasks the one furthest right, the most detailed."""
        columns = [column for column, known in self._roles.items() if known == role and column < len(row)]
        cells = [row[column] for column in columns if len(row[column].text.strip()) > 1]
        return cells[-1 if role == "task" else 0] if cells else None

    def _blank(self, row: Sequence[Cell]) -> bool:
        """Whether nobody is named in a row."""
        return not any(self._cell(row, role) for role in ("lead", "joint", "co", "leader"))

    def _filled(self, row: Sequence[Cell], above: Sequence[Cell]) -> Sequence[Cell]:
        """A row without owners goes on with the row above: its owners are this one's too. So do those who lead, where
        only helpers are named."""
        blank = self._blank(row)
        if above and not self._cell(row, "leader"):
            leads = {"leader"} if self._cell(row, "lead") or self._cell(row, "joint") else {"leader", "lead", "joint"}
            empty = {column for column, role in self._roles.items() if role in leads} if not blank else set()
            row = [above[at] if at in empty and at < len(above) else cell for at, cell in enumerate(row)]
        if not above or not blank:
            return row
        owning = {column for column, role in self._roles.items() if role in _OWNING}
        return [above[at] if at in owning and not cell.text.strip() else cell for at, cell in enumerate(row)]

    def _said(self, row: Sequence[Cell]) -> Cell | None:
        """The cell that says what is done: where the task is but a name (拆墙透绿), the demand beside it."""
        cell, goal = self._cell(row, "task"), self._cell(row, "measure")
        if goal is None or (cell and measures(cell.text)):
            return cell
        named = cell is None or len(cell.text) <= 10 or (len(cell.text) <= 24 and goal.text.endswith("。"))
        return goal if named and (is_action(goal.text) or (cell is None and len(goal.text) > 10)) else cell

    def _is_header(self, row: Sequence[Cell]) -> bool:
        return len(set(_roles(row).values())) >= 3

    def _task(self, row: Sequence[Cell], cell: Cell) -> Task:
        number = number_of(cell.text)
        start = cell.start + (number.end if number and number.end < len(cell.text) else 0)
        words = self._text[start : cell.end]
        task = Task(words, title_for(words), start, cell.end, self._path(row))
        add_measures(task, measures(words), lambda first, last: (start + first, start + last))
        self._used.add((cell.start, cell.end))
        self._found.tasks.append(task)
        self._fill(task, row)
        steps = self._cell(row, "steps")
        if steps and not task.due_text and (days := [due for due in dues(steps.text, self._when) if due.day]):
            last = max(days, key=lambda due: due.day or datetime.date.min)
            set_due(task, last, (steps.start + last.start, steps.start + last.end))
        best = None if task.due or task.repeats else best_due(dues(words, self._when))
        if best and (best.day or best.repeats or not task.due_text):
            set_due(task, best, (start + best.start, start + best.end))
        if not task.due_text:
            self._due_of_stages(task, row)
        for name in FIELDS:
            notice(task, name, "table")
        return task

    def _due_of_stages(self, task: Task, row: Sequence[Cell]) -> None:
        """Columns 「一季度」 to 「四季度」, or a goal with its days: the last that says anything."""
        goal = self._cell(row, "measure")
        if goal and (best := best_due(dues(goal.text, self._when))):
            set_due(task, best, (goal.start + best.start, goal.start + best.end))
        stages = [at for at, role in self._roles.items() if role == "stage" and at < len(row)]
        said = [at for at in stages if _SAYS.search(row[at].text)]
        if said and len(stages) > 1 and not task.due_text:
            cell = row[said[-1]]
            inner = best_due(dues(cell.text, self._when))
            due = inner if inner and inner.day else due_of_cell(self._heads[said[-1]], self._when)
            if due.day:
                set_due(task, due, (cell.start, cell.end))

    def _path(self, row: Sequence[Cell]) -> tuple[str, ...]:
        cell = self._cell(row, "section")
        words = cell.text if cell else self._section
        number = number_of(words)
        return (words[number.end :] if number else words,) if words else ()

    def _fill(self, task: Task, row: Sequence[Cell]) -> None:
        """Who and by when, from the row's other cells."""
        for role in ("lead", "joint", "co", "leader"):
            for column in [column for column, known in self._roles.items() if known == role and column < len(row)]:
                self._owners(task, role, row[column], helped=column in self._helped)
        if self._over:
            self._own_from_above(task, *self._over)
        due = self._cell(row, "due")
        if due and not task.due_text:
            set_due(task, due_of_cell(due.text, self._when), (due.start, due.end))
        goal = self._cell(row, "measure")
        if goal and not any(measure.span[0] >= goal.start and measure.span[1] <= goal.end for measure in task.measures):
            at = goal.start
            add_measures(task, measures(goal.text), lambda first, last: (at + first, at + last))

    def _own_from_above(self, task: Task, over: Owners, at: int) -> None:
        led = task.leaders and "leader" in self._roles.values()
        named = Owners(leaders=[] if led else over.leaders)
        if not task.lead_units:
            named = replace(over, leaders=named.leaders)
        own(task, named, lambda start, end: (at + start, at + end))

    def _owners(self, task: Task, role: str, cell: Cell, *, helped: bool) -> None:
        if not _SAYS.search(cell.text):
            return
        text = _NEW_LINE.sub(lambda found: "；".rjust(len(found[0])), cell.text)
        owners = owners_of(text) if _TOLD.search(text) else Owners()
        if role != "co" and (beside := _BESIDE.fullmatch(text)):
            owners = _beside(role, text, beside, helped=helped) or owners
        if not owners.any():
            owners = Owners()
            owners.take(role, names(text))
        if role == "joint" and task.lead_units:  # somebody leads already: in another column, or in the row above
            owners.co[:0], owners.joint[:0], owners.lead = owners.lead, owners.lead, []
        own(task, owners, lambda start, end: (cell.start + start, cell.start + end))

    def _pass_rest(self) -> None:
        cells = {(cell.start, cell.end) for row in self._table for cell in row if cell.text.strip()}
        self._found.passed += [Passed(start, end, "table") for start, end in sorted(cells - self._used)]
        if cells:
            self._found.spans.append((min(cells)[0], max(end for _, end in cells)))


_BESIDE = re.compile(r"\s*([^（()）：:]{2,40})[（(]([^（()）：:]{3,80})[)）]\s*")


def _beside(role: str, text: str, found: re.Match[str], *, helped: bool) -> Owners | None:
    """「年广文（县住建局）」 under 领导及牵头单位, 「县林业局（各乡镇）」 under 主责单位（协同单位）."""
    outer, inner = names_at(text, *found.span(1)), names_at(text, *found.span(2))
    if not inner or not all(name.kind == "unit" and is_unit(name.text) for name in inner):
        return None
    owners = Owners()
    if not any(is_unit(name.text) for name in outer) and all(len(name.text) <= _LONGEST_NAME for name in outer):
        owners.leaders = outer
        owners.take("joint", inner)
    elif helped:
        owners.take(role, outer)
        owners.take("co", inner)
    return owners if owners.any() else None


_LONGEST_NAME = 4


_NEW_LINE = re.compile(r"<br ?/?>|(?<=[局委办厅心司镇乡道联队站所行院社府)）])\n|\n(?=[\u4e00-\u9fff]{2,8}[:：])")
_TOLD = re.compile(r"牵头|负责|配合|会同|协助|参与|主办|协办|[:：]")
_SAYS = re.compile(r"[\u4e00-\u9fff\d]\s*[\u4e00-\u9fff\d]|完成")
_DITTO = re.compile(r"[〃″\"”]+|同上")


def _without_dittos(row: Sequence[Cell], above: Sequence[Cell]) -> Sequence[Cell]:
    """〃 and 同上 stand for the cell above."""
    if len(above) != len(row):
        return row
    return [old if _DITTO.fullmatch(cell.text.strip()) else cell for cell, old in zip(row, above, strict=True)]


def _across(row: Sequence[Cell]) -> Cell | None:
    """The one cell of a row that goes across the table, or the first one where all others are empty."""
    said = {(one.start, one.end) for one in row if one.text.strip()}
    alone = len(said) == 1 and bool(row[0].text.strip())
    return row[0] if alone and (len({(one.start, one.end) for one in row}) == 1 or _HEADS.match(row[0].text)) else None


_HEADS = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[)）、.]")


def _until(header: str) -> str:
    """The stage that a column's header names, as a time limit: 「1—3月」, 「第四季度进度」."""
    found = re.search(r"(?:20\d\d年)?(?:第?[一二三四1-4]季度|[上下]半年|(?:\d{1,2}[-—–~～至])?\d{1,2}月)", header)
    return re.sub(r"\d{1,2}[-—–~～至](?=\d)", "", found[0]) if found else ""
