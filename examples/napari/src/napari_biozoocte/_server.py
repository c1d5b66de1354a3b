"""A bridge on another machine, as the settings name it (proto/CONNECTION.md). It is neither started nor ended here."""

from __future__ import annotations

import os
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Optional

import grpc

from . import _tls
from ._connection import Connection, is_serving
from ._errors import BridgeNotFound
from ._wire import server_service_pb2 as server_pb
from ._wire.server_service_pb2_grpc import ServerServiceStub

_TOKEN_TIMEOUT = 10.0


@dataclass(frozen=True)
class ServerSetting:
    """What the settings, else the environment's variables, say of a server; all empty for a bridge of this machine.

    Parameters
    ----------
    address
        ``HOST:PORT``, as the server's certificate names the host; else of $BIOZOOCTE_SERVER.
    token_file
        The file that holds the server's token; else of $BIOZOOCTE_TOKEN_FILE.
    ca_file
        The PEM file of the authority that the certificate comes from; else of $BIOZOOCTE_CA_FILE, else those that this
        computer trusts.
    """

    address: str = ""
    token_file: str = ""
    ca_file: str = ""

    def or_environment(self, environment: Optional[Mapping[str, str]] = None) -> "ServerSetting":
        """The same, with the environment's variables where nothing is set."""
        environment = os.environ if environment is None else environment
        return ServerSetting(self.address or environment.get("BIOZOOCTE_SERVER", ""),
                             self.token_file or environment.get("BIOZOOCTE_TOKEN_FILE", ""),
                             self.ca_file or environment.get("BIOZOOCTE_CA_FILE", ""))

    def connection(self) -> Connection:
        """What it says, with its files read; nothing is asked of the server yet.

        Raises
        ------
        BridgeNotFound
            Where the address is none, or a file is not what it should be.
        """
        host, port = _host_and_port(self.address)
        return Connection(host, port, _token(self.token_file), pid=0, tls=True, ca_file=authority(self.ca_file))


def reach(setting: ServerSetting) -> Connection:
    """The connection to a server that serves, and lets this plugin in.

    Raises
    ------
    BridgeNotFound
        Where it cannot be reached, its certificate is not trusted, or it refuses the token.
    """
    connection = setting.connection()
    if not is_serving(connection):
        _tls.check(connection.address, connection.port, connection.ca_file)
        raise BridgeNotFound(
            f"{connection.target} speaks TLS, but does not say that it serves. Expected zoocte serve there, without"
            " --tls-client-ca.")
    with connection.open() as channel:
        try:
            ServerServiceStub(channel).GetServerInfo(
                server_pb.GetServerInfoRequest(), metadata=connection.metadata, timeout=_TOKEN_TIMEOUT)
        except grpc.RpcError as error:
            if error.code() == grpc.StatusCode.UNAUTHENTICATED:
                raise BridgeNotFound(
                    f"{connection.target} refuses the token of {setting.token_file}: {error.details()}"
                    " Expected the text of the file token in the state folder of that zoocte serve.") from error
            raise BridgeNotFound(f"{connection.target} does not answer as a bridge does: {error.details()}") from error
    return connection


def authority(path: str) -> str:
    """The path of a file of certificates, which is then known to hold some; empty for none.

    Raises
    ------
    BridgeNotFound
        Where it holds none.
    """
    if not path:
        return ""
    whole = str(Path(path).expanduser())
    try:
        ssl.create_default_context(cafile=whole)
    except (OSError, ValueError) as error:  # An SSLError is an OSError.
        raise BridgeNotFound(f"{whole} holds no certificate of an authority: {error}. Expected PEM, which begins with"
                             " -----BEGIN CERTIFICATE-----.") from error
    return whole


def _host_and_port(address: str) -> "tuple[str, int]":
    found, secured = address.strip().rstrip("/"), "https://"
    if found.lower().startswith(secured):
        found = found[len(secured):]
    host, _, port = found.rpartition(":")
    bare = host[1:-1] if host.startswith("[") and host.endswith("]") else host
    is_host = bool(bare) and "/" not in bare and ("[" in host or ":" not in host)
    if not is_host or not port.isascii() or not port.isdigit() or not 0 < int(port) < 65536:
        raise BridgeNotFound(f"The server is {address}; expected HOST:PORT, such as lab.example.org:50551, which"
                             " speaks TLS.")
    return bare, int(port)


def _token(path: str) -> str:
    if not path:
        raise BridgeNotFound("A server is set, and no file with its token: choose it in the settings.")
    try:
        token = Path(path).expanduser().read_text("utf-8-sig").strip()
    except (OSError, ValueError) as error:
        raise BridgeNotFound(f"The token of the server cannot be read: {error}.") from error
    if not token or not token.isascii() or len(token.split()) != 1:
        raise BridgeNotFound(f"{path} holds no token; expected one line, that of the file token in the state folder of"
                             " the server's zoocte serve.")
    return token
