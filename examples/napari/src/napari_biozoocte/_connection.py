"""Finds a running bridge through its connection file (proto/CONNECTION.md)."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Optional

import grpc

from . import _tls
from ._errors import BridgeNotFound, UntrustedCertificate

API = "v1"

HEALTH_TIMEOUT = 2.0

# A machine that is busy may answer late; each of them waits as long.
HEALTH_TRIES = 5

# Where a bridge that listens on every address is reached from its own machine.
_LOOPBACK = {"0.0.0.0": "127.0.0.1", "::": "::1"}

_MESSAGE_BYTES = 64 * 1024 * 1024

_CHANNEL_OPTIONS = (
    # An answer holds a score for each image, model and perturbation.
    ("grpc.max_receive_message_length", _MESSAGE_BYTES),
    # The bridge is on this machine or in the lab: a proxy for the web would only lose it.
    ("grpc.enable_http_proxy", 0),
)

# HealthCheckResponse { status: SERVING }: field 1 has the value 1.
_SERVING = b"\x08\x01"


@dataclass(frozen=True)
class Connection:
    """Where a bridge listens, and the token that it expects.

    Parameters
    ----------
    address
        A host or an IP address, or ``unix:`` and the path of a socket.
    port
        The TCP port; 0 for a socket.
    token
        What every call carries.
    pid
        The process of the bridge; 0 for a bridge on another machine.
    version
        The bridge's version, where the connection file says it.
    tls
        Whether it speaks TLS.
    ca_file
        The PEM file of the authorities that its certificate may come from; empty for those that this computer trusts.
    """

    address: str
    port: int
    token: str
    pid: int
    version: str = ""
    tls: bool = False
    ca_file: str = ""

    @property
    def target(self) -> str:
        """The name that gRPC takes."""
        if self.address.startswith("unix:"):
            return self.address
        host = f"[{self.address}]" if ":" in self.address else self.address
        return f"{host}:{self.port}"

    def open(self) -> grpc.Channel:
        """A new channel, which the caller closes."""
        if self.tls:
            roots = Path(self.ca_file).read_bytes() if self.ca_file else _tls.trusted_authorities()
            return grpc.secure_channel(self.target, grpc.ssl_channel_credentials(roots), options=_CHANNEL_OPTIONS)
        return grpc.insecure_channel(self.target, options=_CHANNEL_OPTIONS)

    @property
    def metadata(self) -> tuple[tuple[str, str], ...]:
        """What every call carries."""
        return (("authorization", f"Bearer {self.token}"),)


def connection_file(environment: Optional[Mapping[str, str]] = None) -> Path:
    """The path of the connection file, which need not be there."""
    environment = os.environ if environment is None else environment
    stated = environment.get("BIOZOOCTE_CONNECTION")
    if stated:
        return Path(stated)
    runtime = environment.get("XDG_RUNTIME_DIR")
    if runtime:
        return Path(runtime) / "biozoocte" / "connection.json"
    if sys.platform == "win32" and environment.get("LOCALAPPDATA"):
        return Path(environment["LOCALAPPDATA"]) / "BioZooCte" / "connection.json"
    return Path.home() / ".biozoocte" / "connection.json"


def read(path: Path, ca_file: str = "") -> Optional[Connection]:
    """The connection of a file; none where it is not there, is none, or is of another API."""
    try:
        stated: Any = json.loads(path.read_text("utf-8"))
        if stated["api"] != API:
            return None
        address = str(stated["address"])
        return Connection(
            address=_LOOPBACK.get(address, address),
            port=int(stated["port"]),
            token=str(stated["token"]),
            pid=int(stated["pid"]),
            version=str(stated.get("version", "")),
            tls=bool(stated.get("tls", False)),
            ca_file=ca_file)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def is_process(pid: int) -> bool:
    """Whether a process has this number."""
    if pid <= 0:
        return False
    if sys.platform == "win32":
        return _is_windows_process(pid)
    try:
        os.kill(pid, 0)
    except PermissionError:
        return True
    except (ProcessLookupError, OverflowError):
        return False
    return True


def _is_windows_process(pid: int) -> bool:
    import ctypes

    kernel = ctypes.windll.kernel32  # type: ignore[attr-defined]
    query_limited_information, still_active = 0x1000, 259
    handle = kernel.OpenProcess(query_limited_information, False, pid)
    if not handle:
        return False
    code = ctypes.c_ulong()
    kernel.GetExitCodeProcess(handle, ctypes.byref(code))
    kernel.CloseHandle(handle)
    return code.value == still_active


def is_serving(connection: Connection, timeout: float = HEALTH_TIMEOUT) -> bool:
    """Whether the bridge says of itself that it serves: within the timeout in seconds, asked again where it is late."""
    with connection.open() as channel:
        check = channel.unary_unary("/grpc.health.v1.Health/Check")
        for _ in range(HEALTH_TRIES):
            try:
                return check(b"", timeout=timeout) == _SERVING
            except grpc.RpcError as error:
                if error.code() != grpc.StatusCode.DEADLINE_EXCEEDED:
                    return False
    return False


def find(path: Optional[Path] = None, ca_file: str = "") -> Optional[Connection]:
    """The running bridge of this machine; none where there is no usable one.

    Parameters
    ----------
    path
        The connection file; none for that of the rules.
    ca_file
        The PEM file of the authorities that are trusted where the bridge speaks TLS.

    Raises
    ------
    UntrustedCertificate
        Where one runs whose certificate is not trusted: another in its place would take its connection file away.
    """
    connection = read(path or connection_file(), ca_file)
    if connection is None or not is_process(connection.pid):
        return None
    if is_serving(connection):
        return connection
    if connection.tls:
        try:
            _tls.check(connection.address, connection.port, ca_file)
        except UntrustedCertificate:
            raise
        except BridgeNotFound:
            pass
    return None
