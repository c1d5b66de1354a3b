"""Starts a bridge where none runs (proto/CONNECTION.md)."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import IO, Any, Callable, Optional

from . import _connection, _server
from ._connection import Connection
from ._errors import BridgeNotFound, Cancelled
from ._server import ServerSetting

START_TIMEOUT = 30.0

_PROGRAM = "zoocte.exe" if sys.platform == "win32" else "zoocte"

_FOLDER = Path(__file__).resolve().parent

_LAST_LINES = 12


def find_program(setting: str = "") -> Path:
    """The program ``zoocte``: of the setting, of $BIOZOOCTE_EXECUTABLE, beside the plugin, or on PATH.

    Raises
    ------
    BridgeNotFound
        Where there is none; the text says what to get and where to put it.
    """
    for stated, origin in ((setting, "the settings"), (os.environ.get("BIOZOOCTE_EXECUTABLE", ""),
                                                       "BIOZOOCTE_EXECUTABLE")):
        if stated:
            path = Path(stated).expanduser()
            if path.is_file():
                return path
            raise BridgeNotFound(f"{path}, which {origin} names, is not there; expected the program {_PROGRAM}.")
    unzipped = sorted(_FOLDER.glob(f"zoocte-*/{_PROGRAM}"), key=lambda path: _version(path.parent.name), reverse=True)
    for beside in (_FOLDER / _PROGRAM, *unzipped):
        if beside.is_file():
            return beside
    on_path = shutil.which("zoocte")
    if on_path:
        return Path(on_path)
    raise BridgeNotFound(
        f"The program zoocte, which runs the models, was not found. Get BioZooCte's zoocte-VERSION-{_system()}.zip"
        " (bridge/publish in the repository of BioZooCte makes it) and"
        f" unzip it into {_FOLDER}; or anywhere, then choose {_PROGRAM} in the settings, set BIOZOOCTE_EXECUTABLE to"
        " its path, or put it on PATH. Or name the lab's server in the settings.")


def _version(folder: str) -> "tuple[list[int], str]":
    """What zips are ordered by: the numbers, since as text zoocte-0.10.0 comes before zoocte-0.9.0."""
    numbers = re.match(r"zoocte-([0-9]+(?:\.[0-9]+)*)(?:-|$)", folder)
    return [int(number) for number in numbers[1].split(".")] if numbers else [], folder


def _system() -> str:
    """The name of this system in the names of BioZooCte's zips."""
    return {"win32": "win-x64", "darwin": "osx-arm64"}.get(sys.platform, "linux-x64")


def find(server: ServerSetting = ServerSetting()) -> Optional[Connection]:
    """The bridge of the server that is set, else the running one of this machine; none where there is neither.

    Parameters
    ----------
    server
        What the settings say of a server; the environment's variables where they say nothing.

    Raises
    ------
    BridgeNotFound
        Where a server is set that cannot be used.
    """
    server = server.or_environment()
    return _server.reach(server) if server.address else _connection.find(ca_file=_server.authority(server.ca_file))


def find_or_start(
    program: str = "",
    model_folder: str = "",
    is_cancelled: Callable[[], bool] = lambda: False,
    timeout: float = START_TIMEOUT,
    server: ServerSetting = ServerSetting(),
) -> Connection:
    """The bridge that is found, or a new one that ends with this process. Where a server is set none is started.

    Parameters
    ----------
    program
        The setting: the path of ``zoocte``, or empty.
    model_folder
        The folder below which a new bridge finds models.
    is_cancelled
        Whether the user gave up; asked while waiting.
    timeout
        How long a new bridge may take, in seconds.
    server
        What the settings say of a server; the environment's variables where they say nothing.

    Raises
    ------
    BridgeNotFound
        Where a server is set that cannot be used; else where there is no program, no model folder, or the program ends
        or does not serve in time; the text then has its last lines.
    Cancelled
        Where ``is_cancelled`` says so.
    """
    running = find(server)
    if running is not None:
        return running
    executable = find_program(program)
    if not model_folder:
        raise BridgeNotFound(
            "No bridge runs, and to start one a folder of models is needed: choose it in the settings.")
    if not Path(model_folder).expanduser().is_dir():
        raise BridgeNotFound(f"{model_folder} is no folder; choose the folder of models in the settings.")
    folder = str(Path(model_folder).expanduser().resolve())
    command = [str(executable), "serve", "--parent-pid", str(os.getpid()), "--model-root", folder]
    with tempfile.TemporaryFile() as said:
        return _wait(_start(command, said), said, is_cancelled, timeout)


def _start(command: list[str], said: IO[bytes]) -> "subprocess.Popen[bytes]":
    hidden: dict[str, Any] = {"creationflags": 0x08000000} if sys.platform == "win32" else {}  # CREATE_NO_WINDOW
    try:
        return subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=said, **hidden)
    except OSError as error:
        raise BridgeNotFound(f"{command[0]} could not be started: {error.strerror or error}.") from error


def _wait(
    process: "subprocess.Popen[bytes]", said: IO[bytes], is_cancelled: Callable[[], bool], timeout: float,
) -> Connection:
    end = time.monotonic() + timeout
    while True:
        connection = _connection.find()
        if connection is not None:
            return connection
        code = process.poll()
        if code is not None:
            raise BridgeNotFound(f"zoocte serve ended with code {code} before it served.{_last_lines(said)}")
        if is_cancelled():
            process.terminate()
            raise Cancelled
        if time.monotonic() >= end:
            process.terminate()
            raise BridgeNotFound(f"zoocte serve did not serve within {timeout:.0f} seconds.{_last_lines(said)}")
        time.sleep(0.1)


def _last_lines(said: IO[bytes]) -> str:
    said.seek(0)
    lines = said.read().decode("utf-8", "replace").strip().splitlines()[-_LAST_LINES:]
    return "\nIt said:\n" + "\n".join(lines) if lines else ""
