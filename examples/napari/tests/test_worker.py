"""Long work, in the plugin's own worker and in superqt's, which napari's is."""

from __future__ import annotations

import threading

import pytest

pytest.importorskip("qtpy")
pytest.importorskip("pytestqt")

from napari_biozoocte import _worker  # noqa: E402
from napari_biozoocte._errors import BridgeError, Cancelled  # noqa: E402
from napari_biozoocte._task import Task  # noqa: E402


@pytest.fixture(params=["own", "superqt"])
def task(request, monkeypatch):
    if request.param == "own":
        monkeypatch.setattr(_worker, "thread_worker", _worker._own_thread_worker)
    else:
        superqt = pytest.importorskip("superqt.utils")
        monkeypatch.setattr(_worker, "thread_worker", superqt.thread_worker)
    return Task()


def test_values_come_in_order_in_the_thread_of_the_window(qtbot, task):
    values = []
    task.yielded.connect(lambda value: values.append((value, threading.current_thread() is threading.main_thread())))

    def count(most):
        for number in range(most):
            assert threading.current_thread() is not threading.main_thread()
            yield number

    with qtbot.waitSignal(task.done, timeout=20000):
        task.start(count, 3)
    assert values == [(0, True), (1, True), (2, True)] and not task.is_running


@pytest.mark.parametrize("error", [BridgeError("no"), RuntimeError("no"), ValueError("no")])
def test_every_failure_is_said(qtbot, task, error):
    def fail():
        yield 1
        raise error

    with qtbot.waitSignal(task.failed, timeout=20000) as caught:
        task.start(fail)
    assert str(caught.args[0]) == "no"


def test_cancel_ends_what_the_work_waits_for(qtbot, task):
    gate, values = threading.Event(), []
    task.yielded.connect(values.append)

    def wait():
        yield 1
        gate.wait(20)
        raise Cancelled

    task.start(wait, cancel=gate.set)
    qtbot.waitUntil(lambda: values == [1], timeout=20000)
    with qtbot.waitSignals([task.cancelled, task.idle], timeout=20000):
        task.cancel()
    assert task.is_cancelled and not task.is_running


def test_it_can_be_started_again(qtbot, task):
    def once():
        yield 1

    for _ in range(3):
        with qtbot.waitSignal(task.idle, timeout=20000):
            task.start(once)
