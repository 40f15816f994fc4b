"""What a checkout's processes are given when nothing, or only a part, is set."""

from urllib.parse import quote

import environ
import psycopg.conninfo
import pytest

from mint.local import environment, paths, postgres

GIVEN = {
    "DATABASE_URL": "postgresql://mint_app:p%40ss@db.example.fi:6432/innovations?sslmode=require",
    "REDIS_URL": "redis://redis.example.fi/0",
    "SECRET_KEY": "x",
}


def test_a_bare_checkout_gets_both_embedded_servers_and_a_key():
    missing = environment.complete({})
    assert missing.keys() == {*postgres.USERS, "REDIS_URL", "SECRET_KEY"}
    assert missing["REDIS_URL"].startswith("redis+socket:///")


def test_a_given_server_is_left_alone():
    owner = {"DATABASE_OWNER_URL": "postgresql://o@h/d", "DATABASE_SYSTEM_URL": "postgresql://s@h/d"}
    assert environment.complete(GIVEN | owner) == {}


def test_a_secret_in_a_file_counts_as_given():
    files = {f"{name}_FILE": "somewhere" for name in ("DATABASE_URL", *environment.OTHER_ROLES)}
    assert environment.complete(files | {"REDIS_URL": "redis://x"}) == {}


def test_the_other_roles_default_to_the_same_server_and_password():
    assert environment.complete(GIVEN) == {
        "DATABASE_OWNER_URL": "postgresql://mint_owner:p%40ss@db.example.fi:6432/innovations?sslmode=require",
        "DATABASE_SYSTEM_URL": "postgresql://mint_system:p%40ss@db.example.fi:6432/innovations?sslmode=require",
    }


def test_another_user_leaves_nothing_to_guess():
    with pytest.raises(paths.Refusal, match="DATABASE_OWNER_URL and DATABASE_SYSTEM_URL not"):
        environment.complete(GIVEN | {"DATABASE_URL": "postgresql://somebody@db.example.fi/mint"})


@pytest.mark.parametrize("variable", list(postgres.USERS))
def test_django_and_libpq_read_the_socket_url_alike(variable):
    url = postgres.urls()[variable]
    django = environ.Env().db_url_config(url)
    libpq = psycopg.conninfo.conninfo_to_dict(url)
    directory = str(paths.socket_dir())
    assert (django["USER"], django["NAME"], django["HOST"], django["OPTIONS"]) == (
        *(postgres.USERS[variable], postgres.DATABASE, ""),
        {"host": directory},
    )
    assert libpq == {"user": postgres.USERS[variable], "dbname": postgres.DATABASE, "host": directory}


def test_an_escaped_socket_host_would_not_survive():
    """Why the form above: django-environ leaves %2F in a host as it is."""
    config = environ.Env().db_url_config(f"postgresql://mint_app@{quote('/run/x', safe='')}/mint")
    assert config["HOST"] == "%2Frun%2Fx"


def test_the_socket_path_is_short_enough_for_every_system():
    assert len(str(postgres.socket_path())) < 104


def test_an_env_file_fills_gaps_only(tmp_path):
    file = tmp_path / ".env"
    file.write_text("# comment\n\nSITE_URL=https://mint.example.fi\nexport DEMO='1'\nDEBUG=1\nnonsense\n")
    assert environment.read_file(file, {"DEBUG": "0"}) == {"SITE_URL": "https://mint.example.fi", "DEMO": "1"}
    assert environment.read_file(tmp_path / "none", {}) == {}


@pytest.mark.parametrize(("command", "role"), [("migrate", "owner"), ("showmigrations", "owner"), ("shell", None)])
def test_only_migrating_commands_run_as_the_owner(monkeypatch, command, role):
    monkeypatch.delenv("MINT_ROLE", raising=False)
    environment.ensure(["manage.py", command])
    assert environment.os.environ.get("MINT_ROLE") == role
