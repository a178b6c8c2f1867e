"""How can a person try it out? One page that shows every chat as a phone would, without a build step or another host."""

from __future__ import annotations

from pathlib import Path

from aiohttp import web

_FOLDER = Path(__file__).parent
_TYPES = {
    "index.html": "text/html",
    "page.css": "text/css",
    "page.js": "text/javascript",
    "chat.js": "text/javascript",
    "texts.js": "text/javascript",
}
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-cache",
}


def page_routes() -> list[web.RouteDef]:
    return [web.get("/", _index), web.get("/page/{name}", _asset)]


async def _index(_request: web.Request) -> web.Response:
    return _file("index.html")


async def _asset(request: web.Request) -> web.Response:
    return _file(request.match_info["name"])


def _file(name: str) -> web.Response:
    if name not in _TYPES:
        raise web.HTTPNotFound
    text = (_FOLDER / name).read_text(encoding="utf-8")
    return web.Response(text=text, content_type=_TYPES[name], headers=_HEADERS)
