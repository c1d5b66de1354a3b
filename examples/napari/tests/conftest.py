"""What the tests share."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent))


@pytest.fixture(autouse=True)
def no_bridge_of_the_user(monkeypatch, tmp_path):
    """No test finds, or leaves, a bridge of the person who runs it."""
    monkeypatch.setenv("BIOZOOCTE_CONNECTION", str(tmp_path / "connection.json"))
    for variable in ("BIOZOOCTE_SERVER", "BIOZOOCTE_TOKEN_FILE", "BIOZOOCTE_CA_FILE"):
        monkeypatch.delenv(variable, raising=False)


@pytest.fixture
def bridge(tmp_path):
    from fake_bridge import RunningBridge

    running = RunningBridge(tmp_path)
    yield running
    running.stop()


@pytest.fixture
def client(bridge):
    from napari_biozoocte import _connection
    from napari_biozoocte._client import BridgeClient

    with BridgeClient(_connection.find()) as opened:
        yield opened
