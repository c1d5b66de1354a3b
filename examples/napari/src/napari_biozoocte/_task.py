"""One piece of long work at a time, with its cancel."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any, Callable, Optional

from qtpy.QtCore import QObject, Signal

from ._errors import Cancelled
from ._worker import worker_of


def _nothing() -> None:
    """Cancels nothing."""


class Task(QObject):
    """Runs a generator beside the window, and cancels the call that it waits for.

    Parameters
    ----------
    parent
        The owner.
    """

    yielded = Signal(object)
    # A value that came when it was cancelled already: who hears of it closes what it holds.
    discarded = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    done = Signal()
    idle = Signal()

    def __init__(self, parent: Optional[QObject] = None) -> None:
        super().__init__(parent)
        self._worker: Any = None
        self._cancel: Callable[[], None] = _nothing
        self._is_cancelled = False
        self._error: Optional[Exception] = None

    @property
    def is_running(self) -> bool:
        """Whether it runs."""
        return self._worker is not None

    @property
    def is_cancelled(self) -> bool:
        """Whether it was cancelled."""
        return self._is_cancelled

    def start(self, function: Callable[..., Generator[Any, None, Any]], *args: Any,
              cancel: Callable[[], None] = _nothing) -> None:
        """Starts; nothing may run.

        Parameters
        ----------
        function
            The generator function; each value comes as ``yielded``.
        args
            Its arguments.
        cancel
            Ends what the generator waits for, from another thread.
        """
        assert self._worker is None
        self._cancel, self._is_cancelled, self._error = cancel, False, None
        self._worker = worker_of(function, *args)
        self._worker.yielded.connect(self._yield)
        self._worker.errored.connect(self._fail)
        self._worker.finished.connect(self._finish)
        self._worker.start()

    def cancel(self) -> None:
        """Ends it: the generator at its next value, and the call that it waits for at once."""
        if self._worker is not None and not self._is_cancelled:
            self._is_cancelled = True
            self._worker.quit()
            self._cancel()

    def _yield(self, value: Any) -> None:
        (self.discarded if self._is_cancelled else self.yielded).emit(value)

    def _fail(self, error: Exception) -> None:
        self._error = error

    def _finish(self) -> None:
        error, self._error, self._worker = self._error, None, None
        if self._is_cancelled or isinstance(error, Cancelled):
            self.cancelled.emit()
        elif error is not None:
            self.failed.emit(error)
        else:
            self.done.emit()
        self.idle.emit()
