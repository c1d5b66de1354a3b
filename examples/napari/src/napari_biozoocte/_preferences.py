"""What is remembered from one session to the next."""

from __future__ import annotations

from typing import Optional

from qtpy.QtCore import QSettings

from ._server import ServerSetting

_SERVER_KEYS = ("server", "token_file", "ca_file")


class Preferences:
    """The settings of the plugin.

    Parameters
    ----------
    store
        Where they are kept; none for the user's own place.
    """

    def __init__(self, store: Optional[QSettings] = None) -> None:
        self._store = store if store is not None else QSettings("BioZooCte", "napari-biozoocte")

    @property
    def model_folder(self) -> str:
        """The folder below which a new bridge finds models."""
        return str(self._store.value("model_folder", "") or "")

    @model_folder.setter
    def model_folder(self, value: str) -> None:
        self._store.setValue("model_folder", value)

    @property
    def program(self) -> str:
        """The program ``zoocte``; empty to look for it."""
        return str(self._store.value("program", "") or "")

    @program.setter
    def program(self, value: str) -> None:
        self._store.setValue("program", value)

    @property
    def server(self) -> ServerSetting:
        """The bridge on another machine; empty for one of this machine."""
        return ServerSetting(*(str(self._store.value(key, "") or "") for key in _SERVER_KEYS))

    @server.setter
    def server(self, value: ServerSetting) -> None:
        for key, text in zip(_SERVER_KEYS, (value.address, value.token_file, value.ca_file)):
            self._store.setValue(key, text)
