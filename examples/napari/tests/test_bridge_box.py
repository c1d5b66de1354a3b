"""The box that finds the bridge: what it opens and does not take over is closed."""

from __future__ import annotations

import threading

import pytest

pytest.importorskip("qtpy")
pytest.importorskip("pytestqt")

from qtpy.QtCore import QSettings  # noqa: E402

from napari_biozoocte import _bridge_box  # noqa: E402
from napari_biozoocte._bridge_box import BridgeBox  # noqa: E402
from napari_biozoocte._client import BridgeClient  # noqa: E402
from napari_biozoocte._preferences import Preferences  # noqa: E402


class WatchedClient(BridgeClient):
    """A client that says what becomes of it, and opens only when it may."""

    opened: "list[WatchedClient]" = []
    may_open = threading.Event()

    def __init__(self, connection):
        super().__init__(connection)
        self.is_closed = False
        self.opened.append(self)

    def info(self):
        assert self.may_open.wait(20)
        return super().info()

    def close(self):
        self.is_closed = True
        super().close()


@pytest.fixture
def box(qtbot, bridge, monkeypatch, tmp_path):
    monkeypatch.setattr(_bridge_box, "BridgeClient", WatchedClient)
    monkeypatch.setattr(WatchedClient, "opened", [])
    monkeypatch.setattr(WatchedClient, "may_open", threading.Event())
    made = BridgeBox(Preferences(QSettings(str(tmp_path / "settings.ini"), QSettings.IniFormat)))
    qtbot.addWidget(made)
    return made


@pytest.fixture(params=[BridgeBox.look, BridgeBox.start], ids=["look", "start"])
def begin(request):
    return request.param


def test_client_that_is_taken_over_stays_open(qtbot, box, begin):
    WatchedClient.may_open.set()
    with qtbot.waitSignal(box.task.idle, timeout=20000):
        begin(box)
    assert box.client is WatchedClient.opened[0] and not box.client.is_closed


def test_client_that_opens_when_nobody_waits_any_more_is_closed(qtbot, box, begin):
    begin(box)
    qtbot.waitUntil(lambda: len(WatchedClient.opened) == 1, timeout=20000)
    box.shut()
    with qtbot.waitSignal(box.task.idle, timeout=20000):
        WatchedClient.may_open.set()
    assert box.client is None and WatchedClient.opened[0].is_closed


def test_client_on_its_way_to_the_window_when_that_gives_up_is_closed(qtbot, box, begin, monkeypatch):
    is_handed_over = threading.Event()

    def handing_over(find):
        def work(*args):
            yield from find(*args)
            is_handed_over.set()

        return work

    for find in ("_find", "_find_or_start"):
        monkeypatch.setattr(_bridge_box, find, handing_over(getattr(_bridge_box, find)))
    WatchedClient.may_open.set()
    begin(box)
    assert is_handed_over.wait(20)  # The window's thread does nothing meanwhile: the signal still waits.
    with qtbot.waitSignal(box.task.idle, timeout=20000):
        box.shut()
    assert box.client is None and WatchedClient.opened[0].is_closed
