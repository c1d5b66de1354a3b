"""A ranking as it is shown: rows, a verdict, and what flags mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Optional

from ._wire import ranking_pb2 as pb

Interval = tuple[float, float]

NONE = "–"

FLAG_WORDS = {
    "predicts-nothing":
        "it gave a score on fewer than half of the images, so it stands after the others",
    "predicts-everything":
        "it calls nearly all of the image foreground, which is consistent and useless, so it stands after the others",
    "insensitive":
        "its prediction did not change at all under any perturbation, so it shows nothing, and it stands after the"
        " others",
    "mostly-foreground":
        "it calls most of the image foreground, which by itself makes predictions look alike: look at one",
    "other-perturbation":
        "its network cannot be cut, so the input was changed instead of the features: its consistency does not compare"
        " with that of the others",
    "channel-guessed": "nothing names the channel of the foreground, so one was guessed",
    "too-little-data": "the image is too small to say how sure its score is",
    "tiling-changes-result":
        "its network looks at all of an image at once, so cutting it into tiles changes the result",
}

_SET_ASIDE = {"predicts-nothing", "predicts-everything", "insensitive"}


@dataclass(frozen=True)
class Row:
    """A model of the table.

    Parameters
    ----------
    model
        The name by which calls name it.
    label
        The shortest name that tells it from the others.
    state
        ``waiting``, ``running``, ``ranked`` or ``failed``.
    structure
        What it segments, where the ranking is of several structures, each ranked by itself; else empty.
    """

    model: str
    label: str
    state: str = "waiting"
    structure: str = ""
    rank: Optional[int] = None
    tie_group: Optional[int] = None
    score: Optional[float] = None
    interval: Optional[Interval] = None
    cte: Optional[float] = None
    agreement: Optional[float] = None
    expected_f1: Optional[float] = None
    expected_f1_interval: Optional[Interval] = None
    foreground: Optional[float] = None
    flags: tuple[str, ...] = ()
    error: str = ""

    @property
    def is_set_aside(self) -> bool:
        """Whether it stands after those with evidence."""
        return bool(_SET_ASIDE & set(self.flags))

    @property
    def notes(self) -> str:
        """What to know of it, shortly."""
        if self.error:
            return self.error
        if self.state == "running":
            return "running"
        return ", ".join(([self.structure] if self.structure else []) + list(self.flags))

    def explanation(self) -> str:
        """What to know of it, in sentences."""
        if self.error:
            return f"{self.label} could not run: {self.error}"
        parts = []
        if self.score is not None:
            sure = f", 95 % interval {self.interval[0]:.3f} to {self.interval[1]:.3f}" if self.interval else ""
            parts.append(f"{self.label}: score {self.score:.3f}{sure}.")
        if self.foreground is not None:
            parts.append(f"{self.foreground * 100:.1f} % of the image is foreground.")
        parts += [f"{flag}: {FLAG_WORDS.get(flag, flag)}." for flag in self.flags]
        return " ".join(parts) or f"{self.label} is {self.state}."


def _optional(message: Any, name: str) -> Any:
    return getattr(message, name) if message.HasField(name) else None


def _interval(message: Any, name: str) -> Optional[Interval]:
    return (getattr(message, name).low, getattr(message, name).high) if message.HasField(name) else None


def row_of(score: pb.ModelScore) -> Row:
    """A model of a ranking as a row."""
    return Row(
        model=score.model,
        label=score.id or score.model,
        state="failed" if score.error else "ranked",
        structure=score.structure,
        rank=_optional(score, "rank"),
        tie_group=_optional(score, "tie_group"),
        score=_optional(score, "score"),
        interval=_interval(score, "interval"),
        cte=_optional(score, "cte"),
        agreement=_optional(score, "agreement"),
        expected_f1=_optional(score, "estimated_f1"),
        expected_f1_interval=_interval(score, "estimated_f1_interval"),
        foreground=_optional(score, "foreground"),
        flags=tuple(score.flags),
        error=score.error)


def rows_of(ranking: Optional[pb.Ranking], models: Sequence[str] = (), running: str = "") -> list[Row]:
    """The rows of a ranking, then the models that have not had their turn.

    Parameters
    ----------
    ranking
        The ranking so far; none before the first model is done.
    models
        All models that are ranked, in the order of their turn.
    running
        The model at hand.
    """
    rows = [row_of(score) for score in ranking.models] if ranking is not None else []
    if len({row.structure for row in rows} - {""}) < 2:
        rows = [replace(row, structure="") for row in rows]
    done = {row.model for row in rows}
    rows += [Row(model, model, state="running" if model == running else "waiting")
             for model in models if model not in done]
    return rows


def tie_letter(group: Optional[int]) -> str:
    """The letter of a tie group: a for the first, z for the 26th, aa for the 27th."""
    letters, rest = "", group or 0
    while rest > 0:
        letters, rest = chr(ord("a") + (rest - 1) % 26) + letters, (rest - 1) // 26
    return letters


def verdict(ranking: pb.Ranking) -> str:
    """What a ranking says, a sentence or two for each structure."""
    sentences = [sentence for sentence in (_of_structure(ranking, s) for s in ranking.structures) if sentence]
    if not sentences:
        return "No model could be scored on this image."
    several = len(sentences) > 1
    names = [structure.name for structure in ranking.structures]
    text = " ".join(f"{name}: {sentence}" if several else sentence for name, sentence in zip(names, sentences))
    if ranking.sweep.recommended:
        text += f" {ranking.sweep.recommended} tells the models apart best."
    return f"Stopped early; so far: {text}" if ranking.is_partial else text


def _of_structure(ranking: pb.Ranking, structure: pb.StructureRanking) -> str:
    rows = [row_of(score) for score in ranking.models if score.structure == structure.name]
    scored = [row for row in rows if row.rank is not None]
    fitting = [row for row in scored if not row.is_set_aside]
    if not scored:
        return "no model has a score."
    if not fitting:
        return "no model suits this image: the notes say why their scores mean nothing."
    best = fitting[0]
    text = _of_best(best, fitting, structure)
    if "mostly-foreground" in best.flags:
        text += " But it calls most of the image foreground, which makes any model look consistent."
    if len(structure.camps) == 2:
        text += " The models split into two camps that contradict each other; look at a prediction of each."
    return text


def _of_best(best: Row, fitting: Sequence[Row], structure: pb.StructureRanking) -> str:
    if "no-model-stands-firm" in structure.flags:
        firmness = ""
        if structure.HasField("firmness"):
            firmness = f" (firmness {structure.firmness:.2f}; expected 0.88 or more)"
        return (f"None of these models seems to fit this image: those that lead do not stand by their answer{firmness}."
                f" {best.label} comes first among them.")
    if len(fitting) == 1:
        return f"{best.label} is the only model with a score: there is nothing to compare it with."
    if best.interval is None:
        return f"{best.label} comes first, but there is too little data to say how sure that is."
    equals = [row.label for row in fitting[1:] if row.tie_group == best.tie_group and best.tie_group is not None]
    if not equals:
        return f"{best.label} suits this image best."
    are = "is" if len(equals) == 1 else "are"
    return f"{best.label} suits this image best; {', '.join(equals)} {are} as good within the uncertainty."
