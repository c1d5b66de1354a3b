"""The plugin against the real bridge, where BIOZOOCTE_EXECUTABLE names a built zoocte."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import threading
import time
from pathlib import Path

import numpy as np
import pytest

from fake_viewer import Image as ImageLayer
from napari_biozoocte import _connection, _launch
from napari_biozoocte._client import BridgeClient
from napari_biozoocte._errors import BridgeError, Cancelled
from napari_biozoocte._images import Image
from napari_biozoocte._layers import image_of
from napari_biozoocte._settings import RankingChoice, Selection
from napari_biozoocte._work import Subject, fetch_labels, fetch_map, follow

PROGRAM = os.environ.get("BIOZOOCTE_EXECUTABLE", "")
ZOO = Path(__file__).resolve().parents[2] / "zoo"
MODELS = {"dsb256", "dsb360", "dsb520", "histo"}

pytestmark = pytest.mark.skipif(not PROGRAM, reason="BIOZOOCTE_EXECUTABLE names no zoocte")


def cells(size=256):
    """Bright discs on a dark ground, with noise: uint8."""
    draw = np.random.default_rng(5)
    y, x = np.mgrid[:size, :size]
    image = np.full((size, size), 12.0)
    for centre_y, centre_x in draw.uniform(10, size - 10, (size // 8, 2)):
        image += 90 * (((y - centre_y) ** 2 + (x - centre_x) ** 2) < draw.uniform(30, 90))
    return np.clip(image + draw.normal(0, 4, image.shape), 0, 255).astype(np.uint8)


def as_read(number):
    """A number of a JSON file, which stands there with all its bits; an interval as a pair."""
    return tuple(number) if isinstance(number, list) else number


@pytest.fixture(scope="module")
def connection(tmp_path_factory):
    """A bridge that the plugin itself started."""
    folder = tmp_path_factory.mktemp("bridge")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BIOZOOCTE_CONNECTION", str(folder / "connection.json"))
        patch.setenv("XDG_STATE_HOME", str(folder / "state"))
        started = _launch.find_or_start(PROGRAM, str(ZOO))
    yield started
    os.kill(started.pid, signal.SIGTERM)


@pytest.fixture
def client(connection):
    with BridgeClient(connection) as opened:
        yield opened


def test_bridge_says_what_it_is(client):
    info = client.info()
    assert info.name and info.version and "v1" in info.api_versions
    assert "miou" in info.metrics and "gamma" in info.input_perturbations and info.limits.client_bytes > 0


def test_connection_file_is_for_its_owner_alone(connection, tmp_path_factory):
    place = next(tmp_path_factory.getbasetemp().glob("bridge*/connection.json"))
    assert place.stat().st_mode & 0o777 == 0o600


def test_models_and_reasons(client):
    assert {Path(model.name).name for model in client.models()} == MODELS
    plane = client.compatibility(Image("a.tif", cells(), "yx"), Selection())
    assert all(answer.is_compatible for answer in plane)
    narrow = client.compatibility(Image("a.tif", np.zeros((5, 256, 256), np.uint8), "cyx"), Selection())
    refused = [answer for answer in narrow if not answer.is_compatible]
    assert refused and all(answer.reasons for answer in refused)


def test_ranking_is_live_and_that_of_the_command_line(client, tmp_path):
    data = cells()
    np.save(tmp_path / "cells.npy", data)
    image = Image("cells.npy", data, "yx")
    snapshots = list(follow(client.rank([image], RankingChoice()), ()))
    assert any(s.fraction not in (0, 1) for s in snapshots) and snapshots[-1].is_final
    assert any({"ranked", "waiting"} <= {row.state for row in s.rows} for s in snapshots)
    subprocess.run(
        [PROGRAM, "rank", "--models", str(ZOO), "--images", str(tmp_path / "cells.npy"), "--axes", "yx",
         "--json", str(tmp_path / "ranking.json")], check=True, capture_output=True, stdin=subprocess.DEVNULL)
    said = json.loads((tmp_path / "ranking.json").read_text("utf-8"))
    numbers = ("score", "interval", "cte", "agreement", "estimatedF1", "estimatedF1Interval", "foreground")
    assert [
        (row.label, row.rank, row.score, row.interval, row.cte, row.agreement, row.expected_f1,
         row.expected_f1_interval, row.foreground) for row in snapshots[-1].rows] == [
        (model["id"], model["rank"], *(as_read(model[number]) for number in numbers)) for model in said["models"]]
    assert any(row.expected_f1 is not None and row.expected_f1_interval is not None for row in snapshots[-1].rows)


def test_map_and_labels_lie_over_the_layer(client):
    layer = ImageLayer(cells()[:200, :240], "cells")
    image, cut = image_of(layer, "yx")
    subject = Subject(layer, image, cut, Selection())
    model = next(model.name for model in client.models() if model.name.endswith("dsb256"))
    *_, consistency = fetch_map(client.map_consistency(image, RankingChoice(models=(model,))), subject)
    assert consistency.data.shape == (200, 240) and 0 <= consistency.data.min() <= consistency.data.max() <= 1
    *_, labels = fetch_labels(client.predict_labels(image, model, Selection()), subject)
    assert labels.data.shape == (200, 240) and labels.data.max() > 3
    inside = layer.data[labels.data > 0].mean()
    assert inside > 2 * layer.data[labels.data == 0].mean()


def test_planes_and_channels_of_a_stack(client):
    layer = ImageLayer(np.stack([np.stack([cells(128), cells(128) // 9])] * 3), "stack")
    image, cut = image_of(layer, "zcyx")
    selection = Selection(channel="0")
    subject = Subject(layer, image, cut, selection)
    model = client.models()[0].name
    final = list(follow(client.rank([image], RankingChoice(models=(model,), selection=selection)), ()))[-1]
    assert final.rows[0].state == "ranked"
    *_, labels = fetch_labels(client.predict_labels(image, model, selection), subject)
    assert labels.data.shape == layer.data.shape


def worked(pid):
    """The seconds of processor time that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def test_cancel_ends_the_work_soon(client, connection):
    image = Image("large.tif", np.tile(cells(), (16, 16)), "yx")
    call = client.rank([image], RankingChoice())
    began = threading.Event()
    moment = []

    def cancel():
        began.wait(60)
        moment.append(time.monotonic())
        call.cancel()

    thread = threading.Thread(target=cancel)
    thread.start()
    with pytest.raises(Cancelled):
        for response in call:
            if response.event.progress.fraction > 0:
                began.set()
    thread.join()
    assert time.monotonic() - moment[0] < 5
    time.sleep(2)
    before = worked(connection.pid)
    time.sleep(1)
    assert worked(connection.pid) - before < 0.3
    small = Image("a.tif", cells(128), "yx")
    model = client.models()[0].name
    assert list(follow(client.rank([small], RankingChoice(models=(model,))), ()))[-1].is_final


def test_mistakes_are_said(client, connection):
    image = Image("a.tif", cells(128), "yx")
    with pytest.raises(BridgeError, match="sharpness"):
        list(client.rank([image], RankingChoice(perturbations=("sharpness:2",))))
    with pytest.raises(BridgeError, match="nobody"):
        list(client.rank([image], RankingChoice(models=("nobody",))))
    stranger = _connection.Connection(connection.address, connection.port, "wrong", connection.pid)
    with BridgeClient(stranger) as opened, pytest.raises(BridgeError) as caught:
        opened.models()
    assert caught.value.is_lost


def test_target_of_the_reference_data_is_ranked(client):
    shared = Path(os.environ.get("BIOZOOCTE_SHARED", ""), "nuclei", "targets", "dsb360", "images")
    tifffile = pytest.importorskip("tifffile")
    if not os.environ.get("BIOZOOCTE_SHARED") or not shared.is_dir():
        pytest.skip("BIOZOOCTE_SHARED has no reference data")
    images = [Image(path.name, tifffile.imread(path), "yx") for path in sorted(shared.glob("*.tif"))[:2]]
    final = list(follow(client.rank(images, RankingChoice()), ()))[-1]
    assert {row.label for row in final.rows if row.rank} == MODELS
    assert final.rows[0].label != "histo"


def test_widget_ranks_maps_and_predicts(connection, qtbot, monkeypatch, tmp_path, tmp_path_factory):
    from fake_viewer import Labels, Viewer
    from qtpy.QtCore import QSettings

    from napari_biozoocte._preferences import Preferences
    from napari_biozoocte._widget import RankingWidget

    place = next(tmp_path_factory.getbasetemp().glob("bridge*/connection.json"))
    monkeypatch.setenv("BIOZOOCTE_CONNECTION", str(place))
    viewer = Viewer(ImageLayer(np.stack([cells()[::-1], cells()]), "stack"), point=(1.0, 0.0, 0.0))
    widget = RankingWidget(viewer, preferences=Preferences(
        QSettings(str(tmp_path / "settings.ini"), QSettings.IniFormat)))
    qtbot.addWidget(widget)
    qtbot.waitUntil(lambda: len(widget.models.checked()) == 4 and not widget.check.is_running, timeout=20000)
    for button in (widget.rank_button, widget.map_button, widget.labels_button):
        with qtbot.waitSignal(widget.work.done, timeout=120000):
            button.click()
    assert {row.label for row in widget.table.rows if row.rank} == MODELS and widget.verdict.text()
    _, consistency, labels = viewer.layers
    assert isinstance(labels, Labels) and labels.data.max() > 3
    assert consistency.data.shape == labels.data.shape == (1, 256, 256)
    assert tuple(labels.translate) == tuple(consistency.translate) == (1, 0, 0)
    widget.close()
