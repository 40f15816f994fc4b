"""The platform as an attacker meets it: wapiti against a served instance with demo data, as each role."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

from tests.browser.instance import Instance
from tests.scan.findings import Finding

# who is what in the demo: see the README
ROLES = {
    "company": "Unto Rantala",
    "coordinator": "Aino Kettunen",
    "curator": "Mikko Halonen",
    "manager": "Leena Saaristo",
    "student": "Siiri Aho",
    "evaluator": "Ritva Korpela",
}
MODULES = (
    "backup", "cookieflags", "crlf", "csp", "csrf", "exec", "file", "htaccess", "http_headers", "ldap", "methods",
    "permanentxss", "redirect", "shellshock", "sql", "xss",
)  # fmt: skip
# other languages are the same pages; signing out would end the crawl, the demo's click make somebody else of it
UNVISITED = ("/sv/", "/en/", "/fi/kirjaudu/demo/", "/fi/tili/logout/", "/static/")
FEWEST_REQUESTS = 100
ATTEMPTS = 3  # its own little database is now and then locked by itself
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


def wapiti(binary: Path, instance: Instance, who: str, folder: Path, seconds: float) -> Iterator[Finding]:
    """A third of the time is for finding addresses, the rest is divided among the attacks."""
    report = folder / f"{who}.json"
    command = [
        *(str(binary), "-u", f"{instance.url}/fi/", "--scope", "domain", "-m", ",".join(MODULES), "--flush-session"),
        *(
            "--max-scan-time",
            str(int(seconds / 3)),
            "--max-attack-time",
            str(max(3, int(seconds * 2 / 3 / len(MODULES)))),
        ),
        *("--no-bugreport", "--verbose", "0", "--tasks", "4", "-f", "json", "-o", str(report)),
        *("--store-config", str(folder / "config")),
        *(word for part in UNVISITED for word in ("-x", f"{instance.url}{part}*")),
    ]
    if who in ROLES:
        command += ["--cookie", str(_cookie(instance, who, folder))]
    for attempt in range(ATTEMPTS):
        own = ["--store-session", str(folder / f"{who}-{attempt}")]
        made = subprocess.run([*command, *own], capture_output=True, text=True, check=False, timeout=seconds * 3 + 60)
        if report.exists():
            break
    else:
        raise RuntimeError(f"wapiti as {who} wrote no report:\n{made.stderr.strip()[-300:]}")
    if who in ROLES and _requests_of(instance, who) < FEWEST_REQUESTS:
        raise RuntimeError(f"wapiti was hardly ever signed in as {who}")
    yield from _read(json.loads(report.read_text()), who)


def _requests_of(instance: Instance, who: str) -> int:
    """By the log of the web process: the crawl is worth nothing when it was asked to sign in all along."""
    pk = instance.value("SELECT id FROM accounts_user WHERE is_demo AND name = %s", ROLES[who])
    return len(re.findall(rf'"user_id": {pk}\b', (instance.logs / "web.log").read_text(errors="replace")))


def _read(report: dict[str, Any], who: str) -> Iterator[Finding]:
    for kind in ("vulnerabilities", "anomalies"):
        for rule, found in report[kind].items():
            for each in found:
                parameter = f" ({each['parameter']})" if each.get("parameter") else ""
                yield Finding("wapiti", rule, f"{who} {each['method']} {each['path']}{parameter}", each["info"])


def visited(folder: Path, who: str) -> int:
    """How many pages the crawler says that it has crawled."""
    report = folder / f"{who}.json"
    return int(json.loads(report.read_text())["infos"].get("crawled_pages_nbr", 0)) if report.exists() else 0


def _cookie(instance: Instance, who: str, folder: Path) -> Path:
    """Signed in by the demo's one click; as wapiti reads cookies."""
    jar = CookieJar()
    browser = build_opener(HTTPCookieProcessor(jar))
    page = f"{instance.url}/fi/kirjaudu/demo/"
    token = TOKEN.search(browser.open(page, timeout=30).read().decode())  # our own instance on this machine
    person = instance.value("SELECT id FROM accounts_user WHERE is_demo AND name = %s", ROLES[who])
    assert token is not None
    data = urlencode({"csrfmiddlewaretoken": token.group(1), "person": person}).encode()
    browser.open(page, data, timeout=30).read()
    kept = {
        cookie.name: {"value": cookie.value, "version": 0, "expires": None, "secure": False, "port": None}
        for cookie in jar
    }
    if "sessionid" not in kept:
        raise RuntimeError(f"the demo does not sign {who} in")
    path = folder / f"{who}.cookies.json"
    path.write_text(json.dumps({"127.0.0.1": {"/": kept}}))
    return path
