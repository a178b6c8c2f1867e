"""Whom does a coordinator nudge (催办), how often, and when does it ring? That day's one message to a liaison."""

from jobs.nudging.sending import RECHECKS

__all__ = ["RECHECKS"]
