"""Debian's own mail servers, for real: Postfix takes letters and returns them, Dovecot shows the mailboxes by IMAP.

Each runs in the foreground under a folder of its own, on ports of this machine alone; nothing outside the folder is read
or written, and no mail leaves. Postfix's master must be root.
"""

from __future__ import annotations

import contextlib
import grp
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

MASTER, DOVECOT = Path("/usr/lib/postfix/sbin/master"), Path("/usr/sbin/dovecot")
PASSWORD = "secret"
STARTED = 15.0  # s

MAIN = """
compatibility_level = 3.6
queue_directory = {home}/queue
data_directory = {home}/data
mail_owner = postfix
setgid_group = postdrop
myhostname = mail.example.org
mydestination = local.example.org
mynetworks = 127.0.0.0/8
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
# every local name is taken in, and those that nobody has come back: that is how a bounce is made
local_recipient_maps =
alias_maps =
alias_database =
virtual_mailbox_domains = example.org
virtual_mailbox_maps = texthash:{home}/postfix/boxes
virtual_mailbox_base = {home}/mail
virtual_uid_maps = static:{uid}
virtual_gid_maps = static:{gid}
virtual_minimum_uid = 1
default_transport = error:no mail leaves this machine
maillog_file = {home}/queue/log
maillog_file_prefixes = {home}
"""
SERVICES = """
127.0.0.1:{port} inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
proxymap unix - - n - - proxymap
error unix - - n - - error
retry unix - - n - - error
local unix - n n - - local
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
postlog unix-dgram n - n - 1 postlogd
"""
DOVECOT_CONF = """
protocols = imap
listen = 127.0.0.1
base_dir = {home}/run
state_dir = {home}/state
log_path = {home}/dovecot.log
ssl = no
disable_plaintext_auth = no
first_valid_uid = 1
mail_location = maildir:{home}/mail/%n
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={home}/mail/%n
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
"""
QUEUES = ("active", "bounce", "corrupt", "defer", "deferred", "flush", "hold", "incoming", "maildrop", "pid", "private",
          "public", "saved", "trace")  # fmt: skip
MODES = {"maildrop": 0o730, "public": 0o710, "pid": 0o755}


def missing() -> str | None:
    """Why the servers can't run here; None where they can."""
    lacking = [name for name, program in (("postfix", MASTER), ("dovecot-imapd", DOVECOT)) if not program.exists()]
    if lacking:
        return f"not installed: {', '.join(lacking)}"
    return None if os.geteuid() == 0 else "Postfix's master starts as root only"


@dataclass(frozen=True)
class MailServers:
    """`smtp` and `imap` are ports. The mailboxes are those of `boxes`, at example.org; local.example.org has nobody."""

    home: Path
    smtp: int
    imap: int

    def mails(self, box: str) -> list[bytes]:
        """What lies in a mailbox, read or not."""
        found = sorted([*self.home.glob(f"mail/{box}/new/*"), *self.home.glob(f"mail/{box}/cur/*")])
        return [path.read_bytes() for path in found]


@contextlib.contextmanager
def mail_servers(*boxes: str) -> Iterator[MailServers]:
    home = Path(tempfile.mkdtemp(prefix="xiaohao-mail-"))
    servers = MailServers(home, _port(), _port())
    running: list[subprocess.Popen[bytes]] = []
    try:
        _lay_out(servers, boxes)
        for program in (
            [str(MASTER), "-c", f"{home}/postfix", "-d"],
            [str(DOVECOT), "-F", "-c", f"{home}/dovecot.conf"],
        ):
            # a group of its own: each server ends its children with itself
            quiet = subprocess.DEVNULL
            running.append(subprocess.Popen(program, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True))
        for port in (servers.smtp, servers.imap):
            _wait_for(port, servers)
        yield servers
    finally:
        for server in running:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(server.pid, signal.SIGTERM)
        for server in running:
            try:
                server.wait(5)
            except subprocess.TimeoutExpired:
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(server.pid, signal.SIGKILL)
                server.wait(5)
        shutil.rmtree(home, ignore_errors=True)


def _lay_out(servers: MailServers, boxes: tuple[str, ...]) -> None:
    home = servers.home
    home.chmod(0o755)
    owner, keeper, drop = pwd.getpwnam("postfix"), pwd.getpwnam("mail"), grp.getgrnam("postdrop").gr_gid
    for name in QUEUES:
        queue = home / "queue" / name
        queue.mkdir(parents=True)
        queue.chmod(MODES.get(name, 0o700))
        os.chown(queue, 0 if name == "pid" else owner.pw_uid, drop if name in ("maildrop", "public") else -1)
    for name, uid in (("data", owner.pw_uid), ("mail", keeper.pw_uid)):
        (home / name).mkdir()
        os.chown(home / name, uid, -1)
    facts = {"home": home, "uid": keeper.pw_uid, "gid": keeper.pw_gid, "password": PASSWORD}
    (home / "postfix").mkdir()
    (home / "postfix" / "boxes").write_text("".join(f"{box}@example.org {box}/\n" for box in boxes))
    (home / "postfix" / "main.cf").write_text(MAIN.format(**facts))
    (home / "postfix" / "master.cf").write_text(SERVICES.format(port=servers.smtp))
    (home / "dovecot.conf").write_text(DOVECOT_CONF.format(port=servers.imap, **facts))


def _port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int, servers: MailServers) -> None:
    until = time.monotonic() + STARTED
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            if time.monotonic() > until:
                logs = [
                    path.read_text("utf-8", "replace")
                    for path in (servers.home / "queue" / "log", servers.home / "dovecot.log")
                    if path.exists()
                ]
                raise RuntimeError("the mail servers did not start:\n" + "\n".join(logs)[-2000:]) from None
            time.sleep(0.05)
        else:
            return
