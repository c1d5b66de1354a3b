"""What can go wrong, each in words for the person who sees it."""

from __future__ import annotations

import grpc


class BridgeError(Exception):
    """Something that the user has to know; its text is a sentence.

    Parameters
    ----------
    message
        The sentence.
    is_lost
        Whether the bridge itself is gone, so that it has to be found again.
    """

    def __init__(self, message: str, is_lost: bool = False) -> None:
        super().__init__(message)
        self.is_lost = is_lost


class BridgeNotFound(BridgeError):
    """There is no running bridge, and none could be started."""


class UntrustedCertificate(BridgeNotFound):
    """A server speaks TLS with a certificate that is not trusted here."""


class InvalidImage(BridgeError):
    """The image cannot be sent as it is."""


class Cancelled(Exception):
    """The call was cancelled by the caller."""


_WORDS = {
    grpc.StatusCode.UNAVAILABLE: "The bridge ended or cannot be reached.",
    grpc.StatusCode.UNAUTHENTICATED:
        "The bridge does not know this token; it was probably started anew, or given another.",
    grpc.StatusCode.RESOURCE_EXHAUSTED: "This is more than the bridge takes.",
    grpc.StatusCode.UNIMPLEMENTED: "This bridge is of another version and cannot do this.",
    grpc.StatusCode.DEADLINE_EXCEEDED: "The bridge did not answer in time.",
    grpc.StatusCode.INTERNAL: "The bridge failed.",
    grpc.StatusCode.UNKNOWN: "The bridge failed.",
}

_LOST = (grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.UNAUTHENTICATED)


def from_rpc(error: grpc.RpcError) -> BridgeError:
    """The error of a call, in words: what the status code means, then what the bridge says."""
    code = error.code()
    words = _WORDS.get(code, "")
    details = (error.details() or "").strip()
    message = f"{words} {details}".strip() or f"The call ended with {code.name}."
    return BridgeError(message, is_lost=code in _LOST)
