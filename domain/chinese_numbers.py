"""Which number do these numerals stand for? 21, 二十一 and 二一 are 21, 二〇二五 is 2025; what is not a number is None."""

_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_UNITS = (("千", 1000), ("百", 100), ("十", 10))

NUMERALS = "".join(_DIGITS) + "十百千"
"""Every character a numeral may be made of, for building patterns."""

LARGEST = 9999  # no task number, day or length of a notice comes near it


def number_in(text: str) -> int | None:
    """The number `text` stands for as a whole, or None.

    >>> number_in("四十七"), number_in("二〇二五"), number_in("21"), number_in("一百一")
    (47, 2025, 21, None)

    一百一 is 101 to some and 110 to others, so only the full forms (一百零一, 一百一十) count.
    """
    if text.isascii() and text.isdecimal():
        return int(text) if len(text) <= len(str(LARGEST)) else None
    if text and all(character in _DIGITS for character in text):
        return _by_place(text)
    return _BY_NAME.get(text.replace("两", "二").replace("〇", "零"))


def _by_place(text: str) -> int | None:
    if len(text) > len(str(LARGEST)):
        return None
    return int("".join(str(_DIGITS[character]) for character in text))


def in_words(number: int) -> str:
    """1 to 9999 as they are read aloud: 21 is 二十一, 108 is 一百零八, 10 is 十."""
    if not 1 <= number <= LARGEST:
        message = f"{number} is not between 1 and {LARGEST}"
        raise ValueError(message)
    words, rest, gap = "", number, False
    for name, unit in _UNITS:
        digit, rest = divmod(rest, unit)
        if digit:
            words += ("零" if gap else "") + "零一二三四五六七八九"[digit] + name
        gap = bool(words) and digit == 0
    if rest:
        words += ("零" if gap else "") + "零一二三四五六七八九"[rest]
    return words[1:] if words.startswith("一十") else words


# The written forms, turned round once: a reading is right exactly if writing the number gives it back.
_BY_NAME = {in_words(number): number for number in range(1, LARGEST + 1)} | {
    "一" + in_words(number): number for number in range(10, 20)
}
