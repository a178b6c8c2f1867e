"""What does a benchmark say? Figures, the peer's figures, and their ratio: one JSON object on one line."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field


@dataclass(frozen=True)
class Result:
    """Units stand in the names: `_per_second`, `_ms`, `_us`, `_mb`."""

    name: str
    figures: Mapping[str, float]
    peer: Mapping[str, float] = field(default_factory=dict)
    ratio: Mapping[str, float] = field(default_factory=dict)

    def as_json(self) -> str:
        rounded = {
            part: {name: float(f"{value:.4g}") for name, value in values.items()}
            if isinstance(values, dict)
            else values
            for part, values in asdict(self).items()
        }
        return json.dumps(rounded)

    def as_text(self) -> str:
        lines = [self.name]
        for part in ("figures", "peer", "ratio"):
            lines += [f"  {part:8} {name:40} {value:,.4g}" for name, value in getattr(self, part).items()]
        return "\n".join(lines)
