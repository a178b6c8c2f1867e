"""What is kept of an objector, as they see it; and the copy they take along."""

from __future__ import annotations

from bot.render.objections import Rows
from bot.render.registry import Words, renders
from bot.screen import Attachment, Button, Html, Screen
from domain.enclosures import spoken_size
from domain.messages.personal import DataCopy, IdentityGone, Kept, OwnFile, RetentionChange


@renders(Kept)
def kept(message: Kept, words: Words) -> Screen:
    what = "identity" if message.identity else "way-back" if message.way_back else "nothing"
    text = words(
        "mine",
        number=message.register_number,
        kept=words(f"mine-{what}", days=message.days),
        files=message.files,
        asking=words(f"mine-asking-{'open' if message.is_open else 'ended'}") if message.asking else "",
    )

    def button(key: str, verb: str, style: str | None = None) -> Button:
        return words.button(key, verb, message.id, message.rev, style=style)

    rows: Rows
    if message.asking:
        rows = ((button("mine-erase-sure", "obj_erase_sure", "danger"),), (button("mine-erase-not", "obj_mine"),))
    else:
        erase = (button("mine-erase", "obj_erase"),) if what != "nothing" else ()
        rows = ((button("mine-export", "obj_export"), *erase), (button("mine-back", "obj_state"),))
    return Screen(Html(f"{words.note(message.note)}{text}"), rows)


@renders(DataCopy)
def data_copy(message: DataCopy, words: Words) -> Screen:
    content = _written(message, words).encode("utf-8-sig")  # the mark lets every editor see that it is UTF-8
    name = words.plain("copy-name", number=message.register_number)
    return Screen(
        words("copy-caption", number=message.register_number, files=len(message.files)),
        attachment=Attachment(name, content=lambda: content),
    )


def _written(message: DataCopy, words: Words) -> str:
    who = "anonymous" if message.anonymous else "named" if message.name else "hidden" if message.identity else "erased"
    pairs = [
        ("register", message.register_number),
        ("notice", message.title),
        ("tasks", "、".join(message.numbers)),
        ("lodged", words.moment(message.lodged_at)),
        ("who", words.plain(f"copy-who-{who}", name=message.name, contact=message.contact)),
        ("way-back", words.plain("copy-kept" if message.way_back else "copy-not-kept")),
        ("addresses", "、".join(message.addresses)),
        ("state", words.plain(f"copy-state-{message.state.replace('_', '-')}")),
        ("days", words.plain("copy-so-many-days", days=message.days)),
    ]
    parts = ["\n".join(f"{words.plain(f'copy-{key}')}: {value}" for key, value in pairs)]
    parts.append(f"{words.plain('copy-text')}\n{message.text}")
    if message.files:
        files = (f"{file.name} ({spoken_size(file.size)})\nSHA-256 {file.sha256}" for file in message.files)
        parts.append("\n".join([words.plain("copy-files"), *files]))
    parts += [
        f"{words.plain(f'copy-said-{line.by}', moment=words.moment(line.at))}\n{line.text}" for line in message.said
    ]
    if message.answer:
        moment = words.moment(message.answered_at) if message.answered_at is not None else ""
        parts.append(f"{words.plain('copy-answer', moment=moment)}\n{message.answer}")
    return "\n\n".join(parts) + "\n"


@renders(OwnFile)
def own_file(message: OwnFile, words: Words) -> Screen:
    caption = words("case-file", number=message.register_number, name=message.name)
    return Screen(caption, attachment=Attachment(message.name, sha256=message.sha256))


@renders(IdentityGone)
def identity_gone(message: IdentityGone, words: Words) -> Screen:
    return Screen(words(f"identity-gone-{'open' if message.is_open else 'ended'}", number=message.register_number))


@renders(RetentionChange)
def retention_change(message: RetentionChange, words: Words) -> Screen:
    longer = message.after > message.before
    key = "retention-longer" if longer else "retention-taken-card" if message.taken else "retention-shorter"
    text = words(key, before=message.before, after=message.after, erased=message.erased)
    if longer or message.taken:
        return Screen(text)
    return Screen(text, ((words.button("retention-apply", "retention_apply", message.after, style="danger"),),))
