"""What the user chooses, and the messages that say it."""

from __future__ import annotations

from dataclasses import dataclass

from ._wire import model_service_pb2, ranking_service_pb2


@dataclass(frozen=True)
class Selection:
    """What of an image is given to models that take less than it has.

    Parameters
    ----------
    channel
        The channel that one-channel models are given: a position from 0 or a name; empty for none.
    rgb_to_gray
        Give one-channel models the luminance of colour images.
    planes
        For models without z or t: all, middle or a position from 0; empty for all.
    """

    channel: str = ""
    rgb_to_gray: bool = False
    planes: str = ""

    def message(self) -> model_service_pb2.ImageSelection:
        """As it is sent."""
        return model_service_pb2.ImageSelection(
            channel=self.channel, rgb_to_gray=self.rgb_to_gray, planes=self.planes)


@dataclass(frozen=True)
class RankingChoice:
    """How models are ranked; what is empty is left to the bridge.

    Parameters
    ----------
    models
        Names of models; none for all.
    perturbations
        Such as ``gamma:1.5``, ``dropout:0.3`` or ``auto``.
    metric, estimator
        Names that the bridge gives.
    selection
        What of the image the models are given.
    seed
        Same seed, same result.
    """

    models: tuple[str, ...] = ()
    perturbations: tuple[str, ...] = ()
    metric: str = ""
    estimator: str = ""
    selection: Selection = Selection()
    seed: int = 0

    def message(self) -> ranking_service_pb2.RankingSettings:
        """As it is sent."""
        return ranking_service_pb2.RankingSettings(
            models=self.models,
            perturbations=self.perturbations,
            metric=self.metric,
            estimator=self.estimator,
            selection=self.selection.message(),
            seed=self.seed)


def perturbations_of(text: str) -> tuple[str, ...]:
    """The perturbations of a text such as ``contrast:0.7, gamma:1.5``; none where it is empty."""
    return tuple(part for part in text.replace(",", " ").split() if part)
