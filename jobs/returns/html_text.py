"""What does an HTML mail say? Its text, line by line, with what it quotes marked by `>` as in a plain one."""

from __future__ import annotations

import re

from lxml import etree

MOST = 1_000_000  # characters looked at
_BLOCKS = {
    "p",
    "div",
    "br",
    "tr",
    "li",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "table",
    "blockquote",
    "hr",
    "pre",
    "ul",
    "ol",
}
_SILENT = {"script", "style", "head", "title", "noscript", "template"}


def text_of(html: str) -> str:
    """Never raises: what no parser reads is empty."""
    # An encoding declaration inside a str is an error to lxml, and told nothing anyway.
    source = re.sub(r"<\?xml[^>]{0,200}\?>", "", html[:MOST])
    parser = etree.HTMLParser(recover=True, no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        tree = etree.fromstring(f"<div>{source}</div>", parser)
    except (etree.LxmlError, ValueError):
        return ""
    if tree is None:
        return ""
    said: list[str] = []
    quoted = silent = 0
    for event, node in etree.iterwalk(tree, events=("start", "end")):
        name = node.tag.lower() if isinstance(node.tag, str) else ""
        starts = event == "start"
        if name in _SILENT:
            silent += 1 if starts else -1
        if name in _BLOCKS:
            said.append("\n" + "> " * quoted)
        if _quotes(node, name):
            quoted += 1 if starts else -1
            said.append("\n" + "> " * quoted)
        piece = node.text if starts else node.tail
        if piece and not silent and not (starts and name in _SILENT):
            said.append(_flowed(piece, quoted))
    return _tidy("".join(said))


def _quotes(node: etree._Element, name: str) -> bool:
    """A quoted original: `blockquote`, or the box of Gmail, Yahoo or NetEase."""
    return name == "blockquote" or (
        name == "div"
        and any(word in (node.get("class") or "") for word in ("gmail_quote", "yahoo_quoted", "netease_quote"))
    )


def _flowed(piece: str, quoted: int) -> str:
    flat = re.sub(r"[ \t\r\n\f]+", " ", piece)
    return flat.replace("\n", "\n" + "> " * quoted)


def _tidy(text: str) -> str:
    lines = [re.sub(r"[ \xa0]+", " ", line).strip() for line in text.split("\n")]
    kept = [line for line in lines if line.strip("> ")]
    return "\n".join(kept)
