"""Long work beside the window: napari's ``thread_worker`` where napari is, else one with the same signals."""

from __future__ import annotations

import functools
import threading
from collections.abc import Generator
from typing import Any, Callable

from qtpy.QtCore import QObject, Signal

from ._errors import BridgeError

# A worker that runs must outlive the window that started it.
_RUNNING: "set[GeneratorWorker]" = set()


class GeneratorWorker(QObject):
    """Runs a generator in a thread; what it yields comes as a signal in the window's thread."""

    started = Signal()
    yielded = Signal(object)
    returned = Signal(object)
    errored = Signal(object)
    aborted = Signal()
    finished = Signal()

    def __init__(self, generator: Generator[Any, None, Any]) -> None:
        super().__init__()
        self._generator = generator
        self._quit = threading.Event()
        self.finished.connect(self._forget)

    def start(self) -> None:
        """Starts the thread."""
        _RUNNING.add(self)
        threading.Thread(target=self._run, name="biozoocte", daemon=True).start()

    def quit(self) -> None:
        """Ends the generator at its next ``yield``."""
        self._quit.set()

    def _run(self) -> None:
        self.started.emit()
        try:
            while not self._quit.is_set():
                self.yielded.emit(next(self._generator))
            self._generator.close()
            self.aborted.emit()
        except StopIteration as end:
            self.returned.emit(end.value)
        except Exception as error:
            self.errored.emit(error)
        self.finished.emit()

    def _forget(self) -> None:
        _RUNNING.discard(self)


def _own_thread_worker(function: Callable[..., Generator[Any, None, Any]], **_: Any) -> Callable[..., GeneratorWorker]:
    @functools.wraps(function)
    def make(*args: Any, **kwargs: Any) -> GeneratorWorker:
        return GeneratorWorker(function(*args, **kwargs))

    return make


try:
    from napari.qt.threading import thread_worker
except ImportError:
    thread_worker = _own_thread_worker


def worker_of(function: Callable[..., Generator[Any, None, Any]], *args: Any) -> Any:
    """A worker, not started, of a generator function.

    Every failure comes as ``errored``: napari's worker would swallow a ``RuntimeError``.
    """

    def guarded() -> Generator[Any, None, Any]:
        try:
            return (yield from function(*args))
        except RuntimeError as error:
            raise BridgeError(str(error)) from error

    return thread_worker(guarded, ignore_errors=True)()
