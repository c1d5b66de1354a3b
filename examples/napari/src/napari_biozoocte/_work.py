"""What the widget does beside the window: generators whose values it shows. No Qt here."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import dataclass, replace
from typing import Any, Optional

import numpy as np

from ._client import BridgeClient, Call, received, waiting
from ._errors import InvalidImage
from ._images import Image, ImageReceiver
from ._layers import Cut, over, placement
from ._ranking import Row, rows_of, verdict
from ._settings import RankingChoice, Selection

CONSISTENCY_CHANNEL = "consistency"


@dataclass(frozen=True)
class Subject:
    """What was ranked: a layer and the image that it gave."""

    layer: Any
    image: Image
    cut: Cut
    selection: Selection


@dataclass(frozen=True)
class Snapshot:
    """A ranking at one moment.

    Parameters
    ----------
    rows
        The rows of the table, best first.
    fraction
        The part of all work that is done, 0 to 1.
    stage
        What is being done.
    verdict
        What came out, at the end.
    recommended
        Of a sweep over strengths, the perturbation that tells the models apart best.
    is_final
        Whether it is the last.
    """

    rows: tuple[Row, ...] = ()
    fraction: float = 0.0
    stage: str = ""
    verdict: str = ""
    recommended: str = ""
    is_final: bool = False


@dataclass(frozen=True)
class Result:
    """An image that was computed, in the axes of the layer."""

    data: np.ndarray
    placement: "dict[str, Any]"


def ask_models(client: BridgeClient) -> Generator[Any, None, None]:
    """All models."""
    yield client.models()


def ask_compatibility(client: BridgeClient, image: Image, selection: Selection) -> Generator[Any, None, None]:
    """Which models take an image."""
    yield client.compatibility(image, selection)


def follow(call: "Call[Any]", models: "tuple[str, ...]") -> Iterator[Snapshot]:
    """The snapshots of a ranking, one for each event that changes it.

    Parameters
    ----------
    call
        The call of ``BridgeClient.rank``.
    models
        The models that were asked for.
    """
    ranking: Optional[Any] = None
    running, now = "", Snapshot(rows_or_waiting(None, models), stage="Sending the image …")
    yield now
    for response in call:
        event = response.event
        kind = event.WhichOneof("event")
        if kind == "accepted":
            models = tuple(event.accepted.models)
            now = replace(now, stage="Accepted")
        elif kind == "queued":
            now = replace(now, stage=waiting(event.queued.position))
        elif kind == "progress":
            running = event.progress.model
            now = replace(now, fraction=event.progress.fraction, stage=_stage(event.progress))
        elif kind == "running":
            ranking = event.running
        elif kind == "final":
            yield Snapshot(rows_or_waiting(event.final, ()), 1.0, "Done.", verdict(event.final),
                           event.final.sweep.recommended, is_final=True)
            continue
        elif kind != "model_finished":
            continue
        now = replace(now, rows=rows_or_waiting(ranking, models, running))
        yield now


def rows_or_waiting(ranking: Optional[Any], models: "tuple[str, ...]", running: str = "") -> "tuple[Row, ...]":
    """The rows of a ranking and of the models that wait."""
    return tuple(rows_of(ranking, models, running))


def _stage(progress: Any) -> str:
    image = f", image {progress.images_done + 1} of {progress.image_count}" if progress.image_count > 1 else ""
    return f"{progress.model} (model {progress.model_index + 1} of {progress.model_count}{image})"


def fetch_map(call: "Call[Any]", subject: Subject) -> Generator[Any, None, None]:
    """What it waits for, then the consistency map."""
    for value in received(call):
        yield _consistency(value, subject) if isinstance(value, ImageReceiver) else value


def fetch_labels(call: "Call[Any]", subject: Subject) -> Generator[Any, None, None]:
    """What it waits for, then the labels."""
    for value in received(call):
        yield _laid(value.array(), value.axes, subject) if isinstance(value, ImageReceiver) else value


def _consistency(receiver: ImageReceiver, subject: Subject) -> Result:
    names = receiver.channel_names
    if "c" not in receiver.axes or CONSISTENCY_CHANNEL not in names:
        raise InvalidImage(f"The bridge sent a map with the channels {', '.join(names) or 'of no name'};"
                           f" expected one of {CONSISTENCY_CHANNEL}.")
    channel = receiver.axes.index("c")
    data = np.take(receiver.array(), names.index(CONSISTENCY_CHANNEL), axis=channel)
    return _laid(data, receiver.axes.replace("c", ""), subject)


def _laid(data: np.ndarray, axes: str, subject: Subject) -> Result:
    if "c" in axes and "c" not in subject.cut.axes and data.shape[axes.index("c")] == 1:
        data, axes = np.take(data, 0, axis=axes.index("c")), axes.replace("c", "")
    # A plane that was sent alone may come back with an axis of length 1 for it; the layer has its own.
    for axis in subject.cut.fixed:
        if axis in axes:
            data, axes = np.take(data, 0, axis=axes.index(axis)), axes.replace(axis, "")
    for axis in "tz":
        if axis in axes and axis not in subject.cut.axes and data.shape[axes.index(axis)] == 1:
            data, axes = np.take(data, 0, axis=axes.index(axis)), axes.replace(axis, "")
    whole = over(subject.layer, subject.cut, data, axes)
    return Result(whole, placement(subject.layer, subject.cut, whole.shape))


def choice_for(row: Row, choice: RankingChoice, recommended: str = "") -> RankingChoice:
    """The choice with one model alone, and of swept strengths the recommended one."""
    perturbations = tuple(p for p in choice.perturbations if p != "auto")
    if len(perturbations) < len(choice.perturbations) and recommended:
        perturbations = (recommended,)
    return replace(choice, models=(row.model,), perturbations=perturbations)
