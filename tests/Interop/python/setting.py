"""Where a case runs: the server's port and process, a channel, and what the server says of itself."""

import proc
from stubs import PATIENCE, channel, empty_pb2, test_pb2_grpc


class Setting:
    def __init__(self, port, process):
        self.port = port
        self.process = process
        self.channel = channel(port)
        self._beside = test_pb2_grpc.TestServiceStub(channel(port))

    def running(self):
        """How many handlers of the test service are at work."""
        return self._number("x-interop-running")

    def cancelled(self):
        """How many handlers were told to stop."""
        return self._number("x-interop-cancelled")

    def cancelled_before(self, running):
        """The same, once only these handlers are at work: one of an earlier case would be counted late."""
        self.until(lambda: self.running() == running, f"other than {running} handlers are at work")
        return self.cancelled()

    def until_told(self, before):
        """Waits until no handler is at work and more were told to stop; one of an earlier case may come late all the same."""
        self.until(lambda: self.running() == 0 and self.cancelled() > before, "the handler was not told")

    def memory(self):
        """The bytes that the server's process holds in memory."""
        return proc.memory(self.process)

    def until(self, condition, complaint):
        """Waits until something holds; fails after ten seconds."""
        proc.until(condition, complaint, 10)

    def _number(self, name):
        call = self._beside.EmptyCall.with_call(empty_pb2.Empty(), timeout=PATIENCE)[1]
        return int(dict(call.initial_metadata())[name])
