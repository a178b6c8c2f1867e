"""What docs/deploy/ offers fits together and fits the program. Its form is checked here; no container engine runs it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml

from cli.run import STOP_WITHIN
from config.layers import every_setting
from config.schema import Http
from config.settings import Settings

DEPLOY = Path(__file__).parents[3] / "docs" / "deploy"

# What the Compose Specification knows, as far as we use it: a name that is not here is mistyped, or needs a look.
TOP = {"name", "services", "secrets", "volumes"}
SERVICE = {
    "build",
    "depends_on",
    "deploy",
    "environment",
    "healthcheck",
    "image",
    "ports",
    "restart",
    "secrets",
    "stop_grace_period",
    "volumes",
}
HEALTH = {"test", "interval", "timeout", "retries", "start_period"}
SECONDS = re.compile(r"(\d+)s")


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
    return found


def settings_names() -> set[str]:
    return {".".join(name) for name, _ in every_setting(Settings)}


def test_compose_has_the_form_of_the_specification(compose: dict[str, Any]) -> None:
    assert compose.keys() <= TOP
    for name, service in compose["services"].items():
        assert service.keys() <= SERVICE, name
        assert re.fullmatch(r"[a-z]+:[a-z0-9.]+", service["image"]), "a name and a tag"
        assert service["restart"] == "unless-stopped"
        for value in service.get("environment", {}).values():
            assert isinstance(value, str), "YAML reads a bare number or yes as something else"
        health = service.get("healthcheck", {"test": ["CMD"]})
        assert health.keys() <= HEALTH
        assert health["test"][0] in ("CMD", "CMD-SHELL")
        for key in ("interval", "timeout", "start_period"):
            assert SECONDS.fullmatch(health.get(key, "1s")), f"{name}.healthcheck.{key}"


def test_what_compose_refers_to_is_there(compose: dict[str, Any]) -> None:
    services, used = compose["services"], set()
    for name, service in services.items():
        for other, how in service.get("depends_on", {}).items():
            assert how == {"condition": "service_healthy"}
            assert "healthcheck" in services[other], f"{name} waits for the health of {other}"
        used |= set(service.get("secrets", ()))
        for volume in service.get("volumes", ()):
            source = volume.split(":")[0]
            assert source.startswith("./") or source in compose["volumes"], f"{name}: {source}"
    assert used == set(compose["secrets"])
    assert all(secret == {"file": f"./secrets/{name}"} for name, secret in compose["secrets"].items())
    build = services["xiaohao"]["build"]
    assert (DEPLOY / build["context"] / build["dockerfile"]).is_file()
    assert (DEPLOY / "nginx.conf").is_file()


def test_compose_says_only_what_the_program_knows(compose: dict[str, Any]) -> None:
    office = compose["services"]["xiaohao"]
    names = settings_names()
    for variable in office["environment"]:
        setting = variable.removeprefix("XIAOHAO_").lower().replace("__", ".")
        assert setting == "config" or setting in names, variable
    assert set(office["secrets"]) <= names
    assert SECONDS.fullmatch(office["stop_grace_period"])
    assert int(office["stop_grace_period"][:-1]) > STOP_WITHIN
    assert f":{Http().port}/readyz" in office["healthcheck"]["test"][-1]


def test_replicas_can_be_told_apart_and_share_one_folder(compose: dict[str, Any]) -> None:
    office = compose["services"]["xiaohao"]
    assert office["deploy"]["replicas"] == 2
    assert not office.keys() & {"hostname", "container_name", "ports", "network_mode"}
    assert f"data:{office['environment']['XIAOHAO_DATA_DIR']}" in office["volumes"]
    assert [name for name, service in compose["services"].items() if "ports" in service] == ["nginx"]


def test_nginx_lets_the_webhook_through_and_nothing_else() -> None:
    text = re.sub(r"#.*", "", (DEPLOY / "nginx.conf").read_text("utf-8"))
    assert text.count("{") == text.count("}")
    for line in (line.strip() for line in text.splitlines()):
        assert not line or line[-1] in "{};", line
    assert "access_log off;" in text
    assert "client_max_body_size 2m;" in text, "as cli.http takes"
    assert f"server xiaohao:{Http().port} " in text
    locations = re.findall(r"location (= )?(\S+) \{", text)
    webhook = re.findall(r'webhook\.url = "(\S+)"', (DEPLOY / "README.md").read_text("utf-8"))
    assert {urlsplit(url).path for url in webhook} == {"/telegram"}
    assert locations == [("= ", "/telegram"), ("= ", "/readyz"), ("", "/")]
    assert "non_idempotent" in text, "else a POST is never tried at another replica"


def test_the_template_is_the_unit_with_a_port_of_its_own() -> None:
    one, many = (_directives(DEPLOY / name) for name in ("xiaohao.service", "xiaohao@.service"))
    assert many - one >= {"Environment=XIAOHAO_HTTP__PORT=%i", "RequiresMountsFor=/var/lib/xiaohao/files"}
    assert {line.partition("=")[0] for line in one ^ many} == {
        "Description",
        "Documentation",
        "Environment",
        "RequiresMountsFor",
    }


def _directives(unit: Path) -> set[str]:
    return {line for line in unit.read_text("utf-8").splitlines() if line and line[0] not in "#["}
