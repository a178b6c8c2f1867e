"""How are secrets kept at rest, and how is a person recognised without being named?

Two keys do two jobs. The Fernet keys (newest first, rotated by `xiaohao keys rotate`) seal what must be read again:
account ids, names, contacts, facts of unsent messages. The mark key turns an account id or a token into a keyed hash
that can be looked up but not reversed; it is made once, lives sealed in the database, and outlives rotations, for a
changed mark would cut every person off from what is theirs.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import re
import secrets
import unicodedata
from collections.abc import Callable
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

MARK_BYTES = 16  # 128 bits of the HMAC: nobody collides, nobody guesses


class CannotOpen(RuntimeError):
    """A sealed value was sealed with a key that is not among `secrets.keys`."""


class Vault:
    """Seals and opens values; makes marks. Holds no database: `mark_key` is handed in once it has been read.

    `reread` gives the keys as they are now, or None: a program that runs while `keys rotate` does meets values under
    a key it has not read yet.
    """

    def __init__(
        self, keys: list[str], mark_key: bytes | None = None, *, reread: Callable[[], list[str] | None] = lambda: None
    ) -> None:
        if not keys:
            raise ValueError("secrets.keys is empty: there is nothing to seal with")
        self._fernet = MultiFernet([Fernet(key) for key in keys])
        self._keys = keys
        self._mark_key = mark_key
        self._reread = reread

    def with_mark_key(self, mark_key: bytes) -> Vault:
        return Vault(self._keys, mark_key, reread=self._reread)

    def seal(self, value: str | bytes) -> bytes:
        return self._fernet.encrypt(value.encode() if isinstance(value, str) else value)

    def open(self, sealed: bytes) -> str:
        return self.open_bytes(sealed).decode()

    def open_bytes(self, sealed: bytes) -> bytes:
        try:
            return self._fernet.decrypt(bytes(sealed))
        except InvalidToken:
            pass
        self._take_new_keys()
        try:
            return self._fernet.decrypt(bytes(sealed))
        except InvalidToken:
            raise CannotOpen("a sealed value does not open with any of secrets.keys") from None

    def _take_new_keys(self) -> None:
        keys = self._reread()
        if keys and keys != self._keys:
            self._fernet, self._keys = MultiFernet([Fernet(key) for key in keys]), keys

    def seal_json(self, value: Any) -> bytes:
        return self.seal(json.dumps(value, ensure_ascii=False, separators=(",", ":")))

    def open_json(self, sealed: bytes) -> Any:
        return json.loads(self.open_bytes(sealed))

    def reseal(self, sealed: bytes) -> bytes:
        """The same value under the newest key."""
        return self._fernet.rotate(bytes(sealed))

    def mark(self, purpose: str, value: str | int) -> str:
        """22 URL-safe characters that stand for `value` within `purpose` ("account", "invite", "receipt")."""
        if self._mark_key is None:
            raise RuntimeError("the database's mark key has not been read yet")
        digest = hmac.new(self._mark_key, f"{purpose}\0{value}".encode(), hashlib.sha256).digest()
        return base64.urlsafe_b64encode(digest[:MARK_BYTES]).rstrip(b"=").decode()

    @property
    def fingerprint(self) -> str:
        """Names the newest key without telling it; replicas compare these at start."""
        return hashlib.sha256(b"fingerprint\0" + self._keys[0].encode()).hexdigest()[:16]


def new_token() -> str:
    """128 random bits, 22 characters of `A-Za-z0-9_-`: what a deep link may carry."""
    return secrets.token_urlsafe(16)


# Crockford's alphabet: no I, L, O, U, so a code can be read aloud and typed from paper.
_CODE = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def new_receipt_code() -> str:
    """128 random bits as `K7M4-Q2XD-…`: 26 characters in groups of four."""
    number = secrets.randbits(128)
    digits = []
    for _ in range(26):
        number, digit = divmod(number, 32)
        digits.append(_CODE[digit])
    text = "".join(digits)
    return "-".join(text[i : i + 4] for i in range(0, 26, 4))


_LOOK_ALIKE = str.maketrans("OIL", "011")
_AS_GIVEN = re.compile(
    r"(?<![0-9A-Z])(?:[0-9A-Z]{4}[^0-9A-Z]{1,3}){6}[0-9A-Z]{2}(?![0-9A-Z])|(?<![0-9A-Z])[0-9A-Z]{26}(?![0-9A-Z])"
)


def plain_receipt_code(typed: str) -> str:
    """What was typed, as it was given out.

    Case, dashes, spaces, full-width letters and the look-alikes O I L are forgiven, and words around the code passed over.
    """
    folded = unicodedata.normalize("NFKC", typed[:2000]).upper()
    found = _AS_GIVEN.search(folded)
    code = found.group() if found is not None else folded
    return "".join(ch for ch in code if ch.isascii() and ch.isalnum()).translate(_LOOK_ALIKE)
