"""The part of the widget that finds or starts the bridge."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any, Callable, Optional

from qtpy.QtCore import Signal
from qtpy.QtWidgets import (
    QFileDialog, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QToolButton, QVBoxLayout, QWidget,
)

from . import _launch
from ._client import BridgeClient
from ._connection import Connection
from ._errors import Cancelled
from ._preferences import Preferences
from ._server import ServerSetting
from ._task import Task


class BridgeBox(QWidget):
    """Says whether a bridge is there, starts one, and holds the settings for that.

    Parameters
    ----------
    preferences
        What is remembered.
    parent
        The owner.
    """

    connected = Signal(object)
    lost = Signal()

    def __init__(self, preferences: Preferences, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self.client: Optional[BridgeClient] = None
        self.task = Task(self)
        self.task.yielded.connect(self._take)
        self.task.discarded.connect(_discard)
        self.task.failed.connect(self.fail)
        self.task.cancelled.connect(self._say_none)
        self.task.idle.connect(self._update_button)
        self.status = QLabel("Looking for a bridge …")
        self.status.setWordWrap(True)
        self.start_button = QPushButton("Start bridge")
        self.start_button.clicked.connect(self._start_or_cancel)
        self.settings_button = QToolButton()
        self.settings_button.setText("Settings")
        self.settings_button.setCheckable(True)
        self.model_folder = _path(preferences.model_folder, "folder of models, for a bridge that is started here")
        self.program = _path(preferences.program, "empty: BIOZOOCTE_EXECUTABLE, or the PATH")
        server = preferences.server
        self.server = _path(server.address, "empty: this computer; else HOST:PORT of a bridge with TLS")
        self.token_file = _path(server.token_file, "of the server: the file that holds its token")
        self.ca_file = _path(server.ca_file, "of the server: its CA (PEM); empty: those this computer trusts")
        for edit in (self.model_folder, self.program, self.server, self.token_file, self.ca_file):
            edit.editingFinished.connect(self._remember)
        self._lay_out()

    def look(self) -> None:
        """Looks for the bridge of the server, or a running one; starts none."""
        if not self.task.is_running:
            self.task.start(_find, lambda: self.task.is_cancelled, self._preferences.server)
            self._update_button()

    def start(self) -> None:
        """Finds the bridge; where no server is set it may start one."""
        self._remember()
        if not self.task.is_running:
            server = self._preferences.server
            place = server.or_environment().address
            self.status.setText(f"Connecting to {place} …" if place else "Starting the bridge …")
            self.task.start(_find_or_start, self._preferences.program, self._preferences.model_folder,
                            lambda: self.task.is_cancelled, server)
            self._update_button()

    def fail(self, error: Exception) -> None:
        """Shows why there is no bridge, or none any more."""
        self._close()
        self.status.setText(str(error))
        if self._has_server or self._preferences.model_folder == "":
            self.settings_button.setChecked(True)
        self._update_button()
        self.lost.emit()

    def shut(self) -> None:
        """Gives up what runs, and the connection."""
        self.task.cancel()
        self._close()

    def _close(self) -> None:
        client, self.client = self.client, None
        if client is not None:
            client.close()

    def _take(self, client: Optional[BridgeClient]) -> None:
        if client is None:
            self._say_none()
            return
        self._close()
        self.client = client
        info = client.info()
        self.status.setText(f"Connected to {info.name} {info.version} ({info.runtime})")
        connection = client.connection
        self.status.setToolTip(f"{connection.target}, process {connection.pid}" if connection.pid else connection.target)
        self.settings_button.setChecked(False)
        self.connected.emit(client)

    def _say_none(self) -> None:
        self.status.setText("No bridge is running.")
        if not self._preferences.model_folder:
            self.settings_button.setChecked(True)

    def _start_or_cancel(self) -> None:
        if self.task.is_running:
            self.task.cancel()
        else:
            self.start()

    def _update_button(self) -> None:
        self.start_button.setText(
            "Cancel" if self.task.is_running else "Connect" if self._has_server else "Start bridge")
        self.start_button.setVisible(self.client is None)

    @property
    def _has_server(self) -> bool:
        return bool(self._preferences.server.or_environment().address)

    def _remember(self) -> None:
        self._preferences.model_folder = self.model_folder.text().strip()
        self._preferences.program = self.program.text().strip()
        server = ServerSetting(*(edit.text().strip() for edit in (self.server, self.token_file, self.ca_file)))
        if server == self._preferences.server:
            return
        self._preferences.server = server
        self.task.cancel()  # it may be about to connect to the one before
        if self.client is not None:
            self._close()
            self.status.setText("The server is another now.")
            self.lost.emit()
        self._update_button()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.addWidget(self.status, 1)
        row.addWidget(self.start_button)
        row.addWidget(self.settings_button)
        panel = QWidget()
        grid = QGridLayout(panel)
        grid.setContentsMargins(0, 0, 0, 0)
        for line, (words, edit, chosen) in enumerate((
                ("Models", self.model_folder, "Folder of models"), ("zoocte", self.program, "The program zoocte"),
                ("Server", self.server, ""), ("Token", self.token_file, "The file with the server's token"),
                ("CA", self.ca_file, "The certificate of the server's CA"))):
            grid.addWidget(QLabel(words), line, 0)
            grid.addWidget(edit, line, 1)
            if chosen:
                grid.addWidget(self._browse(edit, chosen), line, 2)
        panel.setVisible(False)
        self.settings_button.toggled.connect(panel.setVisible)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(row)
        layout.addWidget(panel)

    def _browse(self, edit: QLineEdit, title: str) -> QToolButton:
        def choose() -> None:
            chosen = (QFileDialog.getExistingDirectory(self, title, edit.text()) if edit is self.model_folder
                      else QFileDialog.getOpenFileName(self, title, edit.text())[0])
            if chosen:
                edit.setText(chosen)
                self._remember()

        button = QToolButton()
        button.setText("…")
        button.clicked.connect(choose)
        return button


def _path(value: str, placeholder: str) -> QLineEdit:
    edit = QLineEdit(value)
    edit.setPlaceholderText(placeholder)
    return edit


def _find(is_cancelled: Callable[[], bool], server: ServerSetting) -> Generator[Any, None, None]:
    connection = _launch.find(server)
    yield _open(connection, is_cancelled) if connection is not None else None


def _find_or_start(
    program: str, folder: str, is_cancelled: Callable[[], bool], server: ServerSetting,
) -> Generator[Any, None, None]:
    yield _open(_launch.find_or_start(program, folder, is_cancelled, server=server), is_cancelled)


def _open(connection: Connection, is_cancelled: Callable[[], bool]) -> BridgeClient:
    client = BridgeClient(connection)
    try:
        client.info()
        if is_cancelled():  # The box may be gone, and then nobody hears of the client.
            raise Cancelled
    except Exception:
        client.close()
        raise
    return client


def _discard(client: Optional[BridgeClient]) -> None:
    if client is not None:
        client.close()
