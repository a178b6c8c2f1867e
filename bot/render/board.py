"""The board: the figures, the choice between programmes, the picture."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from bot.render.board_parts import Rows, due, round_name, two_a_row
from bot.render.registry import Words, renders
from bot.screen import Attachment, Button, Html, Screen, cut
from domain.lights import Light
from domain.messages.board import Bar, Board, BoardPicture, Programmes, RoundLine, Tile
from jobs.documents.board_picture import MOST_BARS, MOST_TILES, BarShown, Sheet, TileShown, board_png

MOST_ROUNDS = 5  # lines; with special rounds there may be more at once than a card should begin with
LIGHTS = (Light.RED, Light.AMBER, Light.WHITE, Light.GREEN)


@renders(Board)
def board(message: Board, words: Words) -> Screen:
    programme = message.programme
    lines = [
        *_head(message, words),
        words(
            "board-figures",
            expected=message.expected,
            reported=message.reported,
            accepted=message.accepted,
            publicised=message.publicised,
            closed=message.closed,
        ),
        *_answered(message, words),
    ]
    rows: Rows = []
    if message.done:
        rows.append((words.button("archive-ask", "archive_ask", message.done),))
    missing = message.asked - message.answered
    if missing:
        rows.append((words.button("board-see-missing", "board_missing", programme, count=missing),))
    if message.acts and message.in_review:
        rows.append((words.button("board-review", "review_queue", 0, 1, count=message.in_review),))
    others = [words.button("board-by-department", "board_units", programme)] if message.asked else []
    others.append(words.button("board-by-task", "board_tasks", programme))
    if message.asked:
        others.append(words.button("board-kept", "board_kept", programme))
    others.append(words.button("board-picture", "board_picture", programme))
    rows += two_a_row(others)
    if message.several:
        rows.append((words.button("board-other", "board_home"),))
    if message.archived:
        rows.append((words.button("archive-button", "archive_list", count=message.archived),))
    return Screen("\n".join(lines), tuple(rows))


def _head(message: Board, words: Words) -> list[Html]:
    """The round where there is one, else the programme; several rounds stand below each other."""
    name = words("board-programme", name=message.programme_name) if message.programme_name else None
    only = message.rounds[0] if len(message.rounds) == 1 else None
    title = (
        words("board-title", cycles=round_name(only.key, only.title, words), tasks=message.tasks)
        if only is not None
        else words("board-title-no-round", tasks=message.tasks)
    )
    return [title, name] if name is not None else [title]


def _answered(message: Board, words: Words) -> list[Html]:
    if not message.asked:
        return [words("board-no-round")]
    lines = [_round(one, words, alone=len(message.rounds) == 1) for one in message.rounds[:MOST_ROUNDS]]
    if len(message.rounds) > MOST_ROUNDS:
        lines.append(words("board-more-rounds", count=len(message.rounds) - MOST_ROUNDS))
    counts = {
        "overdue": message.overdue,
        "behind": message.behind,
        "soon": message.due_soon,
        "review": message.in_review,
    }
    lights = [words(f"board-lights-{name}", count=count) for name, count in counts.items() if count]
    if lights:
        lines.append(Html(" ".join(lights)))
    return lines


def _round(one: RoundLine, words: Words, *, alone: bool) -> Html:
    facts = {"answered": one.answered, "asked": one.asked, "due": due(one.due_on, one.provisional, words)}
    if alone:
        return words("board-answered", **facts)
    return words("board-answered-in", round=round_name(one.key, one.title, words), **facts)


@renders(Programmes)
def programmes(message: Programmes, words: Words) -> Screen:
    lines = [words("board-programmes")]
    lines += [
        words(
            "board-programme-line",
            at=at,
            name=cut(line.name, 60),
            tasks=line.tasks,
            answered=line.answered,
            asked=line.asked,
            overdue=line.overdue,
        )
        for at, line in enumerate(message.lines, start=1)
    ]
    buttons = [
        words.button("board-programme-button", "board_show", line.programme, at=at)
        for at, line in enumerate(message.lines, start=1)
    ]
    rows: list[tuple[Button, ...]] = [*two_a_row(buttons), (words.button("board-all", "board_show"),)]
    if message.archived:
        rows.append((words.button("archive-button", "archive_list", count=message.archived),))
    return Screen("\n".join(lines), tuple(rows))


# -- the picture --------------------------------------------------------------------------------------------------


@renders(BoardPicture)
def board_picture(message: BoardPicture, words: Words) -> Screen:
    sheet = _sheet(message, words)
    caption = words("board-picture-caption", day=words.date(message.day), tasks=message.tasks)
    name = f"{words.plain('board-picture-name')}-{message.day.isoformat()}.png"
    return Screen(caption, attachment=Attachment(name, lambda: board_png(sheet), photo=True))


def _sheet(message: BoardPicture, words: Words) -> Sheet:
    only = message.rounds[0] if len(message.rounds) == 1 else None
    title = round_name(only.key, only.title, words) if only is not None else words.plain("board-sheet-title")
    return Sheet(
        title=title,
        subtitle=cut(message.programme_name or "", 34),
        day=words.date(message.day),
        figures=tuple(
            (words.plain(f"board-sheet-{name}"), getattr(message, name))
            for name in ("expected", "reported", "accepted", "publicised", "closed")
        ),
        total=message.tasks,
        rounds=tuple(_round_on_sheet(one, words, alone=only is not None) for one in message.rounds[:MOST_ROUNDS]),
        wall=words.plain("board-sheet-wall", count=message.tasks),
        tiles=tuple(_tile(tile, words) for tile in message.tiles[:MOST_TILES]),
        legend=_legend(message.tiles, words),
        departments=words.plain("board-sheet-departments"),
        bars=tuple(_bar(bar, words) for bar in message.bars[:MOST_BARS]),
        more=words.plain("board-sheet-more", count=len(message.bars) - MOST_BARS)
        if len(message.bars) > MOST_BARS
        else None,
    )


def _legend(tiles: Sequence[Tile], words: Words) -> tuple[tuple[Light | None, str], ...]:
    """Every colour on the wall, with what it means and how many: each task once. The pale ones are asked for nothing."""
    count = Counter(tile.light for tile in tiles)
    found: list[tuple[Light | None, str]] = [
        (light, words.plain(f"board-sheet-{light}", count=count[light])) for light in LIGHTS if count[light]
    ]
    struck = sum(tile.closed and tile.light is None for tile in tiles)
    pale = {"none": count[None] - struck, "struck": struck}
    found += [(None, words.plain(f"board-sheet-{name}", count=n)) for name, n in pale.items() if n]
    return tuple(found)


def _round_on_sheet(one: RoundLine, words: Words, *, alone: bool) -> str:
    facts = {"answered": one.answered, "asked": one.asked, "due": due(one.due_on, one.provisional, words)}
    if alone:
        return words.plain("board-answered", **facts)
    return words.plain("board-answered-in", round=round_name(one.key, one.title, words), **facts)


def _tile(tile: Tile, words: Words) -> TileShown:
    if tile.closed:
        return TileShown(tile.number, words.plain("board-tile-closed"), Light(tile.light) if tile.light else None)
    if tile.light is None:
        return TileShown(tile.number, words.plain("board-tile-none"), None)
    return TileShown(tile.number, words.plain(f"board-tile-{tile.light}"), Light(tile.light))


def _bar(bar: Bar, words: Words) -> BarShown:
    tail = words.plain("board-sheet-percent", percent=bar.percent) if bar.percent is not None else ""
    return BarShown(bar.department, (bar.red, bar.amber, bar.white, bar.green), tail)
