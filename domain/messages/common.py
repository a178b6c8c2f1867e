from domain.messages.everyday import CardMoved, Menu, Sentence

__all__ = ["CardMoved", "Menu", "Sentence"]
