"""A PostgreSQL and a Redis of our own on free ports: Debian's, or else the embedded packages'; and RabbitMQ where it is."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Self

from mint.local import broker, paths, postgres, roles

PASSWORD = "of-the-chaos"
CONNECTIONS = 60
ROLES = {"DATABASE_URL": "mint_app", "DATABASE_OWNER_URL": "mint_owner", "DATABASE_SYSTEM_URL": "mint_system"}
RABBIT = Path("/usr/lib/rabbitmq/bin/rabbitmq-server")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def until(condition: Callable[[], object], seconds: float = 60, *, says: str = "") -> None:
    """Wait for it; AssertionError with `says` when it does not come."""
    ends = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < ends, f"not within {seconds} s: {says or condition}"
        time.sleep(0.1)


def listens(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
    except OSError:
        return False
    return True


class Servers:
    """Started on entry, stopped and removed on exit."""

    def __enter__(self) -> Self:
        self.folder = Path(tempfile.mkdtemp(prefix="chaos-"))
        self.folder.chmod(0o755)
        self.data, self.port, self.redis_port = self.folder / "data", free_port(), free_port()
        self.user = "postgres" if os.geteuid() == 0 else None
        self.redis: subprocess.Popen[bytes] | None = None
        self.rabbit: subprocess.Popen[bytes] | None = None
        self.rabbit_environment: dict[str, str] = {}
        self._postgres_set_up()
        self.start_redis()
        return self

    def __exit__(self, *_: object) -> None:
        self.postgres("stop", "-m", "immediate")
        for process in (self.redis, self.rabbit):
            if process is not None:
                os.killpg(process.pid, signal.SIGCONT)
                os.killpg(process.pid, signal.SIGKILL)  # RabbitMQ's is a script that has the server as its child
                process.wait()
        if self.rabbit_environment:
            until(self._names_ended, 20, says="Erlang's daemon of names has ended")
        shutil.rmtree(self.folder, ignore_errors=True)

    # --- PostgreSQL

    def _postgres_set_up(self) -> None:
        found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
        self.binaries = found[-1] if found else postgres.binaries()
        if self.user:
            shutil.chown(self.folder, self.user)
        initdb = ["initdb", "-D", str(self.data), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"]
        self._as_server(*initdb)
        self.postgres("start")
        admin = self.url("postgres", "postgres")
        roles.create_roles(admin, dict.fromkeys(ROLES.values(), PASSWORD))
        roles.prepare_database(admin, "mint")

    def postgres(self, verb: str, *more: str) -> None:
        options = f"-c listen_addresses=127.0.0.1 -c port={self.port} -c unix_socket_directories={self.folder}"
        options += f" -c max_connections={CONNECTIONS} -c fsync=off"
        command = ["pg_ctl", verb, "-s", "-w", "-D", str(self.data), *more]
        self._as_server(*command, *(() if verb == "stop" else ("-l", str(self.data / "server.log"), "-o", options)))

    def _as_server(self, program: str, *arguments: str) -> None:
        as_user = ["runuser", "-u", self.user, "--"] if self.user else []
        command = [*as_user, str(self.binaries / program), *arguments]
        subprocess.run(command, check=True, cwd="/", stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL)

    def url(self, user: str, database: str = "mint") -> str:
        return f"postgresql://{user}:{PASSWORD}@127.0.0.1:{self.port}/{database}"

    # --- Redis

    def start_redis(self) -> None:
        program = shutil.which("redis-server") or str(broker.binary())
        command = [
            program,
            "--port",
            str(self.redis_port),
            "--bind",
            "127.0.0.1",
            "--save",
            "",
            "--dir",
            str(self.folder),
        ]
        self.redis = subprocess.Popen(command, stdout=subprocess.DEVNULL, start_new_session=True)
        until(lambda: listens(self.redis_port), says="Redis has started")

    def stop_redis(self) -> None:
        assert self.redis
        self.redis.kill()
        self.redis.wait()

    # --- RabbitMQ

    def _names_ended(self) -> bool:
        """It refuses as long as it knows of the node that was killed."""
        asked = subprocess.run(
            ["epmd", "-kill"], env=self.rabbit_environment, check=False, capture_output=True, text=True
        )
        return "Killed" in asked.stdout + asked.stderr or "Cannot connect" in asked.stdout + asked.stderr

    def start_rabbit(self) -> str:
        """Its URL."""
        port, home = free_port(), self.folder / "rabbit"
        home.mkdir()
        (home / "plugins").write_text("[].\n")
        (home / "rabbitmq.conf").write_text(f"listeners.tcp.default = 127.0.0.1:{port}\n")
        self.rabbit_environment = {
            **os.environ, "HOME": str(home), "RABBITMQ_NODENAME": "chaos@localhost", "RABBITMQ_CONFIG_FILE": str(home / "rabbitmq.conf"), "RABBITMQ_DIST_PORT": str(free_port()),
            "ERL_EPMD_PORT": str(free_port()), "RABBITMQ_MNESIA_BASE": str(home), "RABBITMQ_LOG_BASE": str(home),
            "RABBITMQ_ENABLED_PLUGINS_FILE": str(home / "plugins"), "RABBITMQ_PID_FILE": str(home / "pid"),
        }  # fmt: skip
        with (home / "out").open("wb") as log:
            self.rabbit = subprocess.Popen(
                [str(RABBIT)], env=self.rabbit_environment, stdout=log, stderr=subprocess.STDOUT, cwd=home,
                start_new_session=True,
            )  # fmt: skip
        until(lambda: listens(port), 90, says="RabbitMQ has started")
        return f"amqp://guest:guest@127.0.0.1:{port}//"

    # --- for the platform's processes

    def environment(self) -> Mapping[str, str]:
        return {
            **{name: self.url(user) for name, user in ROLES.items()},
            "DATABASE_ADMIN_URL": self.url("postgres", "postgres"),
            "REDIS_URL": f"redis://127.0.0.1:{self.redis_port}/0",
            "SECRET_KEY": "only-for-the-chaos-" + "0123456789abcdefghijklmnopqrstuvwxyz",
            "MEDIA_ROOT": str(self.folder / "media"), "CHAOS": str(self.folder / "flags"),
            "ERASURE_LEDGER": str(self.folder / "erasures.jsonl"), "SITE_URL": "http://localhost", "MINT_ROLE": "app",
            "DEBUG": "0", "DEMO": "0", "BUSINESS_REGISTER_URL": "", "EMAIL_URL": "dummymail://",
            # leases short enough to wait for: 2 minutes, and 11 until a message is sent again, where nothing is said
            "JOB_LEASE_SECONDS": "4", "OUTBOX_RESEND_SECONDS": "8",
        }  # fmt: skip

    def migrate(self) -> None:
        (self.folder / "flags").mkdir()
        command = [
            str(paths.ROOT / ".venv" / "bin" / "python"),
            "manage.py",
            "migrate",
            "--noinput",
            "--verbosity",
            "0",
        ]
        subprocess.run(command, cwd=paths.ROOT, env={**os.environ, "MINT_ROLE": "owner"}, check=True)
