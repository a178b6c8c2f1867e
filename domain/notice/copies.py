"""Does the page hold its text twice? Copying from a browser often brings the article twice: one copy stays.

Several tasks that share unit, target and measures repeat lines too, and none of those may be lost. A second copy is told
from them by two things: the copies do not overlap, and what stands only once is never a part of a task.
"""

from collections import Counter

from domain.notice.glyphs import plain
from domain.notice.labels import ITEM_FIELDS, label_at

_TWICE = 0.4  # of the page's characters must stand again at one distance before a page counts as copied twice
_DISTANCES = 20  # the most common ones are tried: in a doubled list of tasks the task's own length comes first


def once(text: str) -> str:
    """A text that is exactly itself twice, without a line end between the copies, is read once."""
    whole = text.strip()
    half, odd = divmod(len(whole), 2)
    return whole[:half] if half and not odd and whole[:half] == whole[half:] else whole


def without_second_copy(lines: list[str]) -> list[str]:
    """Of lines that stand again further down, the later copy is kept: the title, where only one copy has it, still comes first."""
    last: dict[str, int] = {}
    weight: Counter[int] = Counter()
    for index, line in enumerate(lines):
        if line in last:
            weight[index - last[line]] += len(line)
        last[line] = index
    for distance, _ in weight.most_common(_DISTANCES):
        again = [i for i in range(len(lines) - distance) if lines[i] == lines[i + distance]]
        repeated = sum(len(lines[i]) for i in again)
        if repeated >= _TWICE * sum(map(len, lines)) and _is_a_copy(lines, again, distance):
            dropped = set(again)
            return [line for index, line in enumerate(lines) if index not in dropped]
    return lines


def _is_a_copy(lines: list[str], again: list[int], distance: int) -> bool:
    if again[-1] - again[0] >= distance:
        return False
    twice = {*again, *(index + distance for index in again)}
    return not any(
        index not in twice and _is_of_a_task(lines, index) for index in range(again[0], again[-1] + distance)
    )


def _is_of_a_task(lines: list[str], index: int) -> bool:
    """A line under a label of a task: on the line itself, or alone on the line before."""
    if _opens_a_task(lines[index], alone=False):
        return True
    return index > 0 and _opens_a_task(lines[index - 1], alone=True)


def _opens_a_task(line: str, *, alone: bool) -> bool:
    shape = plain(line).lstrip("【[〖| ")
    label = label_at(shape)
    if label is None or label.field not in ITEM_FIELDS:
        return False
    rest = shape[label.end :].strip("】]〗:| ")
    return not rest if alone else bool(rest)
