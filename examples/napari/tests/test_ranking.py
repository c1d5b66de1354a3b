"""What is said of a ranking."""

from __future__ import annotations

import pytest

from napari_biozoocte._ranking import row_of, rows_of, tie_letter, verdict
from napari_biozoocte._settings import RankingChoice
from napari_biozoocte._wire.ranking_pb2 import Camp, Interval, ModelScore, Ranking, StructureRanking
from napari_biozoocte._work import choice_for


def score(name, rank, tie=None, flags=(), structure="nuclei", interval=True):
    made = ModelScore(id=name, model=f"zoo/{name}", structure=structure, rank=rank, score=0.9, flags=flags)
    if interval:
        made.interval.CopyFrom(Interval(low=0.8, high=0.95))
    if tie is not None:
        made.tie_group = tie
    return made


def ranking(*scores, flags=(), **more):
    return Ranking(models=scores, structures=[StructureRanking(name="nuclei", flags=flags, firmness=0.61)], **more)


@pytest.mark.parametrize(("scores", "said"), [
    ([], "No model could be scored"),
    ([score("a", 1, 1), score("b", 2, 2)], "a suits this image best."),
    ([score("a", 1, 1), score("b", 2, 1), score("c", 3, 2)], "a suits this image best; b is as good within"),
    ([score("a", 1, 1)], "a is the only model with a score"),
    ([score("a", 1, interval=False), score("b", 2)], "too little data"),
    ([score("a", 1, 1, ["predicts-everything"]), score("b", 2, 2, ["insensitive"])], "no model suits this image"),
    ([score("a", 1, 1, ["mostly-foreground"]), score("b", 2, 2)], "But it calls most of the image foreground"),
])
def test_verdict(scores, said):
    assert said in verdict(ranking(*scores) if scores else Ranking())


def test_verdict_says_when_none_fits():
    said = verdict(ranking(score("a", 1, 1), score("b", 2, 2), flags=["no-model-stands-firm"]))
    assert said.startswith("None of these models seems to fit this image") and "firmness 0.61" in said


def test_verdict_says_when_it_is_partial_and_of_each_structure():
    made = ranking(score("a", 1, 1), score("b", 2, 2), score("m", 1, 1, structure="mitochondria"), is_partial=True)
    made.structures.add(name="mitochondria")
    said = verdict(made)
    assert said.startswith("Stopped early; so far: nuclei: a suits this image best.")
    assert "mitochondria: m is the only model" in said


def test_verdict_says_that_models_split():
    made = ranking(score("a", 1, 1), score("b", 2, 2))
    made.structures[0].camps.extend([Camp(models=["a"]), Camp(models=["b"])])
    assert "two camps that contradict each other" in verdict(made)


def test_verdict_names_the_strength_that_a_sweep_recommends():
    made = ranking(score("a", 1, 1), score("b", 2, 2))
    made.sweep.recommended = "gamma:1.8"
    assert verdict(made) == "a suits this image best. gamma:1.8 tells the models apart best."


@pytest.mark.parametrize(("chosen", "mapped"), [
    (("auto",), ("gamma:1.8",)), (("contrast:0.7",), ("contrast:0.7",)), ((), ()),
])
def test_map_is_made_with_the_recommended_strength_of_a_sweep(chosen, mapped):
    choice = choice_for(row_of(score("a", 1)), RankingChoice(models=("x", "y"), perturbations=chosen), "gamma:1.8")
    assert choice.models == ("zoo/a",) and choice.perturbations == mapped


def test_row_keeps_what_is_not_there_apart_from_zero():
    bare = row_of(ModelScore(id="a", model="zoo/a", score=0.0))
    assert bare.score == 0 and bare.cte is None and bare.rank is None and bare.expected_f1_interval is None


def test_rows_have_the_models_that_wait_at_the_end():
    rows = rows_of(ranking(score("a", 1)), ["zoo/b", "zoo/a", "zoo/c"], "zoo/b")
    assert [(row.model, row.state) for row in rows] == [
        ("zoo/a", "ranked"), ("zoo/b", "running"), ("zoo/c", "waiting")]


def test_rows_name_the_structure_where_there_are_several():
    both = rows_of(ranking(score("a", 1), score("m", 1, structure="mitochondria")))
    assert [row.notes for row in both] == ["nuclei", "mitochondria"]
    assert rows_of(ranking(score("a", 1), score("b", 2)))[0].notes == ""


@pytest.mark.parametrize(("group", "letter"), [(None, ""), (1, "a"), (26, "z"), (27, "aa"), (53, "ba")])
def test_tie_letter(group, letter):
    assert tie_letter(group) == letter
