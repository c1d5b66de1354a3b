"""The widget in a real napari, where it is installed."""

from __future__ import annotations

import numpy as np
import pytest

napari = pytest.importorskip("napari")


def test_widget_ranks_a_layer_of_napari(make_napari_viewer, qtbot, bridge):
    from napari_biozoocte._widget import RankingWidget

    viewer = make_napari_viewer()
    viewer.add_image(np.tile(np.arange(256, dtype=np.uint8), (64, 1)), name="cells")
    widget = RankingWidget(viewer)
    viewer.window.add_dock_widget(widget)
    qtbot.waitUntil(lambda: len(widget.models.checked()) == 3 and not widget.check.is_running, timeout=20000)
    with qtbot.waitSignal(widget.work.done, timeout=20000):
        widget.rank_button.click()
    with qtbot.waitSignal(widget.work.done, timeout=20000):
        widget.labels_button.click()
    assert isinstance(viewer.layers[-1], napari.layers.Labels)
    widget.close()
