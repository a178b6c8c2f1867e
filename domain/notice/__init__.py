"""What does a notice say? `read_notice(text, calendar)` reads one; `as_json` gives the contract's form."""

from domain.notice.reader import read_notice
from domain.notice.reading import Calendar, Contact, Item, NoticeReading, Publicity, as_json

__all__ = ["Calendar", "Contact", "Item", "NoticeReading", "Publicity", "as_json", "read_notice"]
