"""The widget, with a viewer of a few lines and a bridge whose answers are known."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("qtpy")
pytest.importorskip("pytestqt")

from fake_bridge import FAILURE, REASON  # noqa: E402
from fake_viewer import Image, Labels, Viewer  # noqa: E402
from qtpy.QtCore import QSettings, Qt  # noqa: E402

from napari_biozoocte._preferences import Preferences  # noqa: E402
from napari_biozoocte._table import CONSISTENCY, F1, MODEL, NOTES, RANK  # noqa: E402
from napari_biozoocte._widget import RankingWidget  # noqa: E402

GRADIENT = np.tile(np.arange(256, dtype=np.uint8), (64, 1))


@pytest.fixture
def open_widget(qtbot, tmp_path):
    made = []

    def make(viewer):
        widget = RankingWidget(viewer, preferences=Preferences(
            QSettings(str(tmp_path / "settings.ini"), QSettings.IniFormat)))
        made.append(widget)
        widget.show()
        return widget

    yield make
    # Not by qtbot, which deletes widgets before this.
    for widget in made:
        widget.close()
        qtbot.waitUntil(lambda w=widget: not (w.work.is_running or w.check.is_running or w.bridge.task.is_running),
                        timeout=20000)
        widget.deleteLater()


@pytest.fixture
def ready(qtbot, bridge, open_widget):
    def make(*layers, **more):
        widget = open_widget(Viewer(*layers, **more))
        qtbot.waitUntil(lambda: _is_ready(widget), timeout=20000)
        return widget

    return make


def _is_ready(widget):
    if len(widget.models.checked()) < 3 or widget.check.is_running:
        raise AssertionError(f"{widget.bridge.status.text()} {widget.models.heading.text()} {widget.message.text()}")


def ranked(qtbot, widget):
    with qtbot.waitSignal(widget.work.done, timeout=20000):
        widget.rank_button.click()
    return widget


def text(widget, row, column):
    return widget.table.model().index(row, column).data()


def test_models_are_listed_with_reasons(ready):
    widget = ready(Image(GRADIENT))
    assert widget.models.checked() == ("steady", "shaky", "broken")
    assert widget.models.heading.text() == "Models: 3 of 4 can be used"
    last = widget.models.tree.topLevelItem(3)
    assert (last.text(0), last.text(1)) == ("colour", REASON)
    assert "Connected to zoocte 0.1.0" in widget.bridge.status.text()


def test_another_layer_is_asked_about_anew(qtbot, ready):
    widget = ready(Image(GRADIENT, "gray"))
    widget._viewer.layers.append(Image(np.zeros((8, 8, 3), np.uint8), "colours", rgb=True))
    assert widget.image.layer_choice.currentText() == "gray"
    widget.image.layer_choice.setCurrentIndex(0)
    qtbot.waitUntil(lambda: len(widget.models.checked()) == 4, timeout=20000)


def test_ranking_fills_the_table(qtbot, ready):
    widget = ranked(qtbot, ready(Image(GRADIENT, path="/data/cells.tif")))
    assert [text(widget, row, MODEL) for row in range(3)] == ["steady", "shaky", "broken"]
    assert [text(widget, row, RANK) for row in range(3)] == ["1 a", "2 b", "–"]
    assert text(widget, 0, F1) == "0.50 (0.45–0.55)"
    assert text(widget, 1, CONSISTENCY) == "0.250"
    assert text(widget, 1, NOTES) == "mostly-foreground" and text(widget, 2, F1) == FAILURE
    assert widget.verdict.text() == "steady suits this image best."
    assert widget.progress.value() == 1000


def test_table_is_live_and_cancel_ends_the_ranking_here_and_there(qtbot, bridge, ready):
    widget = ready(Image(GRADIENT))
    bridge.services.may_finish.clear()
    widget.rank_button.click()
    qtbot.waitUntil(lambda: any(row.state == "ranked" for row in widget.table.rows), timeout=20000)
    assert [row.state for row in widget.table.rows] == ["ranked", "waiting", "waiting"] or \
        [row.state for row in widget.table.rows] == ["ranked", "running", "waiting"]
    assert not widget.rank_button.isEnabled()
    with qtbot.waitSignal(widget.work.cancelled, timeout=20000):
        widget.cancel_button.click()
    assert bridge.services.was_cancelled.wait(5)
    assert [row.label for row in widget.table.rows] == ["steady"]
    assert widget.message.text() == "Cancelled. The table shows the models that were done."
    bridge.services.may_finish.set()
    ranked(qtbot, widget)
    assert len(widget.table.rows) == 3


def test_map_and_best_prediction_become_layers_over_the_image(qtbot, ready):
    widget = ranked(qtbot, ready(Image(GRADIENT, "cells", scale=(0.5, 0.5))))
    with qtbot.waitSignal(widget.work.done, timeout=20000):
        widget.map_button.click()
    with qtbot.waitSignal(widget.work.done, timeout=20000):
        widget.labels_button.click()
    _, consistency, labels = widget._viewer.layers
    assert isinstance(labels, Labels) and isinstance(consistency, Image)
    assert consistency.name == "consistency of steady: cells" and labels.name == "steady: cells"
    assert np.allclose(consistency.data, GRADIENT / 255) and np.array_equal(labels.data, GRADIENT > GRADIENT.mean())
    assert tuple(labels.scale) == (0.5, 0.5)
    assert widget.image.layer.name == "cells"


def test_another_model_can_be_chosen_and_its_error_is_read(qtbot, bridge, ready):
    widget = ranked(qtbot, ready(Image(GRADIENT)))
    widget.table.selectRow(1)
    assert widget.labels_button.text() == "Add prediction of shaky as labels"
    assert "mostly-foreground: it calls most of the image foreground" in widget.details.text()
    with qtbot.waitSignal(widget.work.failed, timeout=20000):
        widget.map_button.click()
    assert widget.message.text() == "shaky has no map."
    widget.table.selectRow(2)
    assert FAILURE in widget.details.text() and not widget.map_button.isEnabled()


def test_displayed_plane_and_channel_are_sent(qtbot, bridge, ready):
    stack = np.stack([GRADIENT, GRADIENT // 2, GRADIENT // 4])
    widget = ready(Image(stack, "stack"), point=(1.0, 0.0, 0.0))
    ranked(qtbot, widget)
    assert np.array_equal(bridge.services.images[0], stack[1])
    with qtbot.waitSignal(widget.work.done, timeout=20000):
        widget.labels_button.click()
    labels = widget._viewer.layers[-1]
    assert labels.data.shape == (1, 64, 256) and tuple(labels.translate) == (1, 0, 0)
    widget.image.axes.setText("cyx")
    assert widget.image.channel.count() == 4 and not widget.image.planes.isVisible()
    qtbot.waitUntil(lambda: not widget.image._later.isActive() and not widget.check.is_running, timeout=20000)
    ranked(qtbot, widget)
    assert bridge.services.settings.ranking.selection.channel == "1"
    assert bridge.services.images[0].shape == stack.shape
    widget.image.channel.setCurrentIndex(3)
    ranked(qtbot, widget)
    assert bridge.services.settings.ranking.selection.channel == "2"


def test_choices_are_sent(qtbot, bridge, ready):
    widget = ready(Image(GRADIENT))
    widget.perturbation_choice.setEditText("gamma:1.2, dropout:0.3")
    widget.metric_choice.setCurrentText("nhd")
    widget.estimator_choice.setCurrentText("combined")
    widget.models.tree.topLevelItem(2).setCheckState(0, Qt.Unchecked)
    ranked(qtbot, widget)
    sent = bridge.services.settings.ranking
    assert list(sent.perturbations) == ["gamma:1.2", "dropout:0.3"]
    assert (sent.metric, sent.estimator, list(sent.models)) == ("nhd", "combined", ["steady", "shaky"])


def test_wrong_axes_are_said(qtbot, ready):
    widget = ready(Image(np.zeros((3, 8, 8), np.uint8)))
    widget.image.axes.setText("zy")
    widget.rank()
    assert "The axes 'zy' do not fit image, which has 3; expected such as zyx." in widget.message.text()


def test_without_a_bridge_the_way_to_one_is_said(qtbot, open_widget, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("BIOZOOCTE_EXECUTABLE", raising=False)
    widget = open_widget(Viewer(Image(GRADIENT)))
    qtbot.waitUntil(lambda: widget.bridge.status.text() == "No bridge is running.", timeout=20000)
    assert not widget.rank_button.isEnabled()
    with qtbot.waitSignal(widget.bridge.lost, timeout=20000):
        widget.bridge.start_button.click()
    assert "zoocte-VERSION-linux-x64.zip" in widget.bridge.status.text()
    assert widget.bridge.model_folder.isVisible()


def test_bridge_that_ends_is_said_and_can_be_found_again(qtbot, bridge, ready, tmp_path):
    from fake_bridge import RunningBridge

    widget = ready(Image(GRADIENT))
    bridge.stop()
    # gRPC waits 20 seconds for a port that still takes connections and says nothing.
    with qtbot.waitSignal(widget.bridge.lost, timeout=60000):
        widget.rank_button.click()
    assert "ended or cannot be reached" in widget.bridge.status.text()
    assert widget.bridge.start_button.isVisible() and widget.models.checked() == ()
    again = RunningBridge(tmp_path)
    try:
        widget.bridge.start_button.click()
        qtbot.waitUntil(lambda: len(widget.models.checked()) == 3 and not widget.check.is_running, timeout=20000)
        ranked(qtbot, widget)
    finally:
        again.stop()


def test_widget_that_is_deleted_ends_its_ranking(qtbot, bridge, tmp_path):
    viewer = Viewer(Image(GRADIENT))
    widget = RankingWidget(viewer, preferences=Preferences(
        QSettings(str(tmp_path / "settings.ini"), QSettings.IniFormat)))
    qtbot.waitUntil(lambda: _is_ready(widget), timeout=20000)
    bridge.services.may_finish.clear()
    widget.rank()
    qtbot.waitUntil(lambda: len(widget.table.rows) == 3, timeout=20000)
    widget.deleteLater()
    qtbot.waitUntil(bridge.services.was_cancelled.is_set, timeout=20000)
    assert viewer.layers.events.inserted.callbacks == []


def test_closing_listens_to_the_viewer_no_more(ready):
    widget = ready(Image(GRADIENT))
    widget.close()
    assert widget._viewer.layers.events.inserted.callbacks == []
