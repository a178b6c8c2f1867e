"""How does a task end, and how does one that was struck off come back?

striking    struck off, when everything its programme asks for is there
look_back   reopened after a look back (回头看), with its history whole
"""

from jobs.closing.striking import ask, close, missing

__all__ = ["ask", "close", "missing"]
