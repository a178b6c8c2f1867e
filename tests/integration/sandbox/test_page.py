"""Is the page whole: every asset served, every word in both languages, nothing fetched from elsewhere?"""

from __future__ import annotations

import re

import aiohttp
import pytest

from sandbox import Sandbox

ASSETS = ("page.css", "page.js", "chat.js", "texts.js")


async def fetch(sandbox: Sandbox, session: aiohttp.ClientSession, path: str) -> str:
    async with session.get(f"{sandbox.url}{path}") as answer:
        assert answer.status == 200
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        return await answer.text()


async def test_the_page_and_all_it_names_are_served(sandbox: Sandbox, session: aiohttp.ClientSession) -> None:
    index = await fetch(sandbox, session, "/")
    scripts = [await fetch(sandbox, session, f"/page/{name}") for name in ASSETS]
    named = set(re.findall(r"/page/([\w.]+)", "".join([index, *scripts])))
    assert named == set(ASSETS)


@pytest.mark.parametrize("path", ["/page/__init__.py", "/page/..%2Fserver.py", "/page/nothing.js"])
async def test_nothing_else_is(sandbox: Sandbox, session: aiohttp.ClientSession, path: str) -> None:
    async with session.get(f"{sandbox.url}{path}") as answer:
        assert answer.status == 404


async def test_every_word_is_there_in_both_languages(sandbox: Sandbox, session: aiohttp.ClientSession) -> None:
    texts = await fetch(sandbox, session, "/page/texts.js")
    chinese, english = texts.split("  en: {")
    keys = [set(re.findall(r"^    (\w+):", part, re.MULTILINE)) for part in (chinese, english)]
    assert keys[0] == keys[1]
    used = set(re.findall(r'data-(?:text|label|hint)="(\w+)"', await fetch(sandbox, session, "/")))
    for name in ("page.js", "chat.js"):
        used |= set(re.findall(r'text\("(\w+)"', await fetch(sandbox, session, f"/page/{name}")))
    assert used <= keys[0]


async def test_the_page_fetches_from_nowhere_else(sandbox: Sandbox, session: aiohttp.ClientSession) -> None:
    files = [await fetch(sandbox, session, "/"), *[await fetch(sandbox, session, f"/page/{name}") for name in ASSETS]]
    hosts = set(re.findall(r"(?:src|href|url\(|fetch\(|from) ?=? ?[\"'(]?(https?://[^\"' )]+)", "".join(files)))
    assert hosts == set()


async def test_another_site_can_not_play_the_people(sandbox: Sandbox, session: aiohttp.ClientSession) -> None:
    body, url = {"user": 1, "text": "x"}, f"{sandbox.url}/ctl/say"
    async with session.post(url, json=body, headers={"Origin": "https://elsewhere.example"}) as answer:
        assert answer.status == 403
    async with session.post(url, json=body, headers={"Origin": sandbox.url}) as answer:
        assert answer.status == 200
