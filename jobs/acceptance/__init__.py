"""How is a task accepted? A liaison applies, a coordinator decides; the second coordinator hears who was first."""

from jobs.acceptance.application import answer_form, apply, show_form
from jobs.acceptance.decision import answer_opinion, decide, send_files, show_opinion

__all__ = ["answer_form", "answer_opinion", "apply", "decide", "send_files", "show_form", "show_opinion"]
