"""What the tests of objections share: an objector, the other side of Telegram, the content store."""

from __future__ import annotations

import pytest

from config.settings import Settings
from db.units import Units
from jobs.clock import VirtualClock
from jobs.files import Store
from tests.conftest import Office
from tests.objecting import Chat, Speaker


@pytest.fixture
def chat(settings: Settings, clock: VirtualClock) -> Chat:
    return Chat(settings, clock)


@pytest.fixture
def objector(units: Units, office: Office) -> Speaker:
    return Speaker(units, office.account("路人甲"))


@pytest.fixture
def store(settings: Settings) -> Store:
    return Store(settings.data_dir)
