"""What a process on this machine holds, and waiting for what it does."""

import contextlib
import os
import time


def memory(pid, kind="VmRSS"):
    """Bytes: VmRSS those held now, VmHWM the most so far."""
    with open(f"/proc/{pid}/status", encoding="ascii") as status:
        return next(int(line.split()[1]) << 10 for line in status if line.startswith(f"{kind}:"))


def links(pid):
    """What its handles are open on."""
    found = []
    for handle in os.listdir(f"/proc/{pid}/fd"):
        with contextlib.suppress(FileNotFoundError):
            found.append(os.readlink(f"/proc/{pid}/fd/{handle}"))
    return found


def until(condition, complaint, seconds):
    """Waits until something holds; the complaint is a text, or makes one."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, complaint() if callable(complaint) else complaint
        time.sleep(0.02)
