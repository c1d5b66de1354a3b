"""Why TLS with a server does not come about, in words: gRPC itself says little about certificates."""

from __future__ import annotations

import hashlib
import socket
import ssl
from typing import Optional

from ._errors import BridgeNotFound, UntrustedCertificate

TIMEOUT = 5.0

_OTHER_NAME = (62, 64)  # X509_V_ERR_HOSTNAME_MISMATCH, X509_V_ERR_IP_ADDRESS_MISMATCH


def check(host: str, port: int, ca_file: str = "", timeout: float = TIMEOUT) -> None:
    """Tries it.

    Parameters
    ----------
    host
        The server's name or IP address, which its certificate must have.
    port
        The port.
    ca_file
        The PEM file of the authorities that are trusted; empty for those that this computer trusts.
    timeout
        How long the server may take, in seconds.

    Raises
    ------
    UntrustedCertificate
        Where the certificate is in the way.
    BridgeNotFound
        Where something else is.
    """
    place = f"{host}:{port}"
    try:
        with socket.create_connection((host, port), timeout) as plain:
            with ssl.create_default_context(cafile=ca_file or None).wrap_socket(plain, server_hostname=host):
                return
    except ssl.SSLCertVerificationError as error:
        found = f"{place} shows a certificate{_fingerprint(host, port)} that is not trusted: {error.verify_message}."
        if error.verify_code in _OTHER_NAME:
            expected = f"a certificate of {host}: in the settings, name the server as its certificate does."
        elif ca_file:
            expected = f"one of the authority in {ca_file}."
        else:
            expected = ("one of an authority that this computer trusts, or the file of the server's own CA in the"
                        " settings.")
        raise UntrustedCertificate(f"{found} Expected {expected}") from error
    except ssl.SSLError as error:
        raise BridgeNotFound(f"{place} does not speak TLS ({error.reason}). Expected zoocte serve with --tls-cert"
                             " there.") from error
    except (OSError, UnicodeError) as error:  # the second for what is no name of a host
        reason = getattr(error, "strerror", None) or error
        raise BridgeNotFound(f"{place} cannot be reached: {reason}. Expected zoocte serve with"
                             " --listen there.") from error


def trusted_authorities() -> Optional[bytes]:
    """The authorities that this computer trusts, as PEM; gRPC would take a list of its own. None where it names none."""
    known = ssl.create_default_context().get_ca_certs(binary_form=True)
    return "".join(map(ssl.DER_cert_to_PEM_cert, known)).encode() or None


def _fingerprint(host: str, port: int) -> str:
    """By what the server's administrator knows the certificate again."""
    unchecked = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    unchecked.check_hostname = False
    unchecked.verify_mode = ssl.CERT_NONE
    try:
        with socket.create_connection((host, port), TIMEOUT) as plain:
            with unchecked.wrap_socket(plain, server_hostname=host) as secured:
                certificate = secured.getpeercert(binary_form=True) or b""
    except OSError:
        return ""
    return f" (SHA-256 {hashlib.sha256(certificate).hexdigest()})"
