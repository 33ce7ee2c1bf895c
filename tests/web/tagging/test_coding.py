"""Double coding: the same article to two coders, blind; what they say compared, and settled."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from accounts.roles import Role
from negotiations.actions import (
    Coding,
    Conflict,
    Refused,
    annotate_passage,
    assign_articles,
    correct_statement,
    finish_assignment,
    retract_statement,
    undo_edit,
    withdraw_assignment,
)
from negotiations.models import Annotation, Article, Assignment, Edit, Remark, Settlement, Statement
from negotiations.readers.agreement import agreement_of
from negotiations.readers.corrections import corrections_of
from negotiations.readers.disagreements import doubled_article
from tests.desk import suggested
from tests.talks import Sketch, person, sketch

DESK = "/n/canal/tagging/coding/"
BODY = "We want it all, said one. No, said the other. Perhaps later."


@dataclass
class Desk:
    found: Sketch
    article: Article
    ada: User
    bo: User
    chief: User

    def coding(self, words: str, *, party: int = 0, act: str = "demand", outcome: int | None = 50) -> Coding:
        start = self.article.body.index(words)
        return Coding(
            article=self.article,
            start=start,
            end=start + len(words),
            party=self.found.parties[party],
            act=act,
            channel="direct",
            issue=self.found.issues[0],
            outcome=None if outcome is None else (outcome, outcome),  # type: ignore[arg-type]
        )

    def says(self, coder: User, words: str, *, unsure: bool = False, **more: Any) -> Annotation:
        assignment = Assignment.objects.standing().get(coder=coder, article=self.article)
        return annotate_passage(assignment, self.coding(words, **more), unsure=unsure, by=coder)

    def all_are_done(self) -> None:
        for assignment in Assignment.objects.open():
            finish_assignment(assignment, by=assignment.coder)

    def settle_url(self, verb: str = "") -> str:
        return f"{DESK}articles/{self.article.pk}/{verb}"


@pytest.fixture
def desk(db: None) -> Desk:
    found = sketch("canal")
    article = found.article(BODY)
    ada, bo, chief = person(Role.EDITOR, "ada"), person(Role.EDITOR, "bo"), person(Role.ADJUDICATOR, "chief")
    assign_articles([article], [ada, bo], by=chief)
    return Desk(found, article, ada, bo, chief)


def client(user: User) -> Client:
    signed_in = Client()
    signed_in.force_login(user)
    return signed_in


def form(desk: Desk, words: str, **more: str) -> dict[str, str]:
    start = desk.article.body.index(words)
    end = start + len(words)
    place = {"target": f"passage-{start}-{end}", "start": str(start), "end": str(end)}
    return place | {"party": "p0", "act": "demand", "issue": "i0", "option": "half", "channel": "direct"} | more


def blind_url(desk: Desk, coder: User, verb: str = "") -> str:
    return f"{DESK}{Assignment.objects.get(coder=coder).pk}/{verb}"


def test_a_coder_codes_changes_and_takes_back_on_a_page_of_their_own(desk: Desk) -> None:
    ada = client(desk.ada)
    assert "A report" in ada.get(DESK).content.decode()
    made = ada.post(blind_url(desk, desk.ada, "annotate/"), form(desk, "We want it all"))
    assert made.status_code == 303
    annotation = Annotation.objects.get()
    assert (annotation.quote, annotation.act, annotation.outcome.lower) == ("We want it all", "demand", 50)
    changed = form(desk, "We want it all", act="propose", target=f"annotation-{annotation.pk}", unsure="on")
    ada.post(blind_url(desk, desk.ada, "annotate/"), changed)
    now = Annotation.objects.standing().get()
    assert (now.act, now.unsure) == ("propose", True)
    page = ada.get(f"{blind_url(desk, desk.ada)}?s=annotation-{now.pk}").content.decode()
    assert "Your coding" in page
    ada.post(blind_url(desk, desk.ada, "take-back/"), form(desk, "We want it all", target=f"annotation-{now.pk}"))
    assert not Annotation.objects.standing().exists()
    assert Annotation.objects.count() == 2
    assert not Statement.objects.filter(article=desk.article).exists()


def test_what_is_wrong_with_a_coding_is_told_and_nothing_is_lost(desk: Desk) -> None:
    answer = client(desk.ada).post(blind_url(desk, desk.ada, "annotate/"), form(desk, "We want it all", act="threaten"))
    assert answer.status_code == 422
    assert "names no outcome" in answer.content.decode()
    assert "We want it all" in answer.content.decode()
    assert not Annotation.objects.exists()


def test_nobody_sees_what_another_coder_says_before_they_are_done(desk: Desk) -> None:
    desk.says(desk.ada, "We want it all", act="demand")
    mine = blind_url(desk, desk.ada)
    for other in (desk.bo, desk.chief, person(Role.ADMIN)):
        assert client(other).get(mine).status_code == 404
        assert client(other).post(blind_url(desk, desk.ada, "annotate/"), form(desk, "No")).status_code == 404
    assert "We want it all" not in re.sub(r"(?s)<p>.*?</p>", "", client(desk.bo).get(DESK).content.decode())
    shown = client(desk.bo).get(blind_url(desk, desk.bo)).content.decode()
    assert "<mark" not in shown
    assert client(desk.chief).get(desk.settle_url()).content.decode().count("unit-") == 0


def test_in_a_blind_coding_neither_the_record_nor_a_suggestion_is_shown(desk: Desk) -> None:
    desk.found.says(desk.article, "Perhaps later", outcome=100)
    shown = client(desk.ada).get(f"{blind_url(desk, desk.ada)}?words=We want it all").content.decode()
    assert "<mark" not in shown
    assert "would stand" not in shown
    assert "stands at" not in shown
    weighed = client(desk.ada).post(
        blind_url(desk, desk.ada, "weigh/"), form(desk, "We want it all"), headers={"HX-Request": "true"}
    )
    assert "would stand" not in weighed.content.decode()
    assert client(desk.ada).get(f"{blind_url(desk, desk.ada)}?s=statement-1").status_code == 404


def test_until_one_is_done_nothing_of_the_article_is_shown_decided_or_told_elsewhere(desk: Desk) -> None:
    suggestion = suggested(desk.found, desk.article, "Perhaps later", outcome=100)
    desk.found.says(desk.article, "We want it all", outcome=0)
    ada = client(desk.ada)
    assert "Perhaps later" not in ada.get("/n/canal/tagging/").content.decode()
    assert ada.post("/n/canal/tagging/accept/", {"id": [suggestion.pk]}).status_code == 400
    assert ada.post(f"/n/canal/tagging/articles/{desk.article.pk}/code/", form(desk, "No")).status_code == 404
    for url in ("/n/canal/tagging/audit/", f"/n/canal/tagging/edits/{Edit.objects.latest('pk').pk}/"):
        assert "We want it all" not in ada.get(url).content.decode()
        assert "We want it all" in client(desk.chief).get(url).content.decode()
    desk.all_are_done()
    assert "Perhaps later" in ada.get("/n/canal/tagging/").content.decode()


def test_nothing_is_settled_while_somebody_codes_blind_nor_what_is_not_what_was_shown(desk: Desk) -> None:
    third = person(Role.EDITOR, "cy")
    assign_articles([desk.article], [third], by=desk.chief)
    mine, theirs = desk.says(desk.ada, "No"), desk.says(desk.bo, "No", act="reject", outcome=100)
    for coder in (desk.ada, desk.bo):
        finish_assignment(Assignment.objects.get(coder=coder), by=coder)
    chief, both = client(desk.chief), [mine.pk, theirs.pk]
    early = chief.post(desk.settle_url("unit/"), {"annotations": both, "take": "none"}, follow=True)
    assert "cy still codes it blind" in early.content.decode()
    desk.says(third, "No")
    desk.all_are_done()
    late = chief.post(desk.settle_url("unit/"), {"annotations": both, "take": "none"}, follow=True)
    assert "not what was shown any more" in late.content.decode()
    assert not Settlement.objects.exists()


def test_codings_of_elsewhere_are_not_settled_from_here(desk: Desk) -> None:
    hidden = sketch("hidden", public=False)
    article = hidden.article("They want nothing.")
    person(Role.EDITOR, "coder").grants.filter(negotiation=hidden.negotiation).update(role=Role.ADJUDICATOR)
    coder = User.objects.get(username="coder")
    (assignment,) = assign_articles([article], [coder], by=coder)
    party, issue = hidden.parties[0], hidden.issues[0]
    coding = replace(desk.coding("No"), article=article, start=0, end=4, party=party, issue=issue)
    theirs = annotate_passage(assignment, coding, by=coder)
    finish_assignment(assignment, by=coder)
    desk.all_are_done()
    for verb in ("unit/", "agreed/"):
        told = client(desk.chief).post(
            desk.settle_url(verb), {"annotations": [theirs.pk], "take": theirs.pk}, follow=True
        )
        assert "Talks on the hidden" not in told.content.decode()
    assert client(desk.chief).post(desk.settle_url("unit/"), {"annotations": ["1x"]}).status_code == 400
    assert not Settlement.objects.exists()


def test_whoever_is_to_code_an_article_blind_is_led_there_from_the_tagger(desk: Desk) -> None:
    tagger = f"/n/canal/tagging/articles/{desk.article.pk}/"
    assert client(desk.ada).get(tagger).headers["Location"] == blind_url(desk, desk.ada)
    assert client(desk.chief).get(tagger).status_code == 200
    desk.all_are_done()
    assert client(desk.ada).get(tagger).status_code == 200


def test_units_on_which_all_agree_are_accepted_at_once_and_the_rest_side_by_side(desk: Desk) -> None:
    for coder in (desk.ada, desk.bo):
        desk.says(coder, "We want it all")
    desk.says(desk.ada, "No, said", act="reject", outcome=100)
    theirs = desk.says(desk.bo, "No", act="demand", outcome=0)
    alone = desk.says(desk.ada, "Perhaps later", outcome=None)
    desk.all_are_done()
    chief = client(desk.chief)
    page = chief.get(desk.settle_url()).content.decode()
    assert "3 to settle" in page
    assert page.count("The coders differ") == 1
    assert "Not seen by bo" in page
    agreed = re.findall(r'name="annotations" value="(\d+)"', page.split("settle-agreed")[0].split("agreed/")[1])[:2]
    chief.post(desk.settle_url("agreed/"), {"annotations": agreed})
    assert Statement.objects.get(article=desk.article).quote == "We want it all"
    differ = [one.pk for one in doubled_article(desk.article).units[1].annotations]
    chief.post(desk.settle_url("unit/"), {"annotations": differ, "take": theirs.pk, "reason": "only the word"})
    chief.post(desk.settle_url("unit/"), {"annotations": [alone.pk], "take": "none"})
    assert [(s.quote, s.act, str(s.coder)) for s in desk.article.statements.order_by("start")] == [
        ("We want it all", "demand", "chief"),
        ("No", "demand", "chief"),
    ]
    assert Settlement.objects.filter(statement=None).count() == 1
    assert "0 to settle" in chief.get(desk.settle_url()).content.decode()


def test_settling_is_undone_as_one(desk: Desk) -> None:
    for coder in (desk.ada, desk.bo):
        desk.says(coder, "We want it all")
        desk.says(coder, "Perhaps later", outcome=0)
    desk.all_are_done()
    shown = [one.pk for unit in doubled_article(desk.article).units for one in unit.annotations]
    client(desk.chief).post(desk.settle_url("agreed/"), {"annotations": shown})
    assert desk.article.statements.known_at(None).count() == 2
    with pytest.raises(Refused, match="ada is no adjudicator"):
        undo_edit(Edit.objects.first(), by=desk.ada)  # type: ignore[arg-type]
    undo_edit(Edit.objects.first(), by=desk.chief)  # type: ignore[arg-type]
    assert not desk.article.statements.known_at(None).exists()
    assert not Settlement.objects.exists()
    assert len(doubled_article(desk.article).agreed) == 2


def test_what_was_settled_meanwhile_is_not_settled_again(desk: Desk) -> None:
    mine = desk.says(desk.ada, "We want it all")
    desk.all_are_done()
    one, other = client(desk.chief), client(person(Role.ADJUDICATOR, "deputy"))
    one.post(desk.settle_url("unit/"), {"annotations": [mine.pk], "take": mine.pk})
    told = other.post(desk.settle_url("unit/"), {"annotations": [mine.pk], "take": "none"}, follow=True)
    assert "was settled, or taken back" in told.content.decode()
    assert Settlement.objects.count() == 1
    bad = other.post(desk.settle_url("unit/"), {"annotations": [mine.pk], "take": "7777"})
    assert bad.status_code == 400


def test_a_coding_that_is_finished_changes_no_more_and_is_opened_while_it_is_still_blind(desk: Desk) -> None:
    desk.says(desk.ada, "We want it all")
    ada = client(desk.ada)
    ada.post(blind_url(desk, desk.ada, "finish/"))
    late = ada.post(blind_url(desk, desk.ada, "annotate/"), form(desk, "Perhaps later"))
    assert late.status_code == 409
    assert "finished or withdrawn" in late.content.decode()
    ada.post(blind_url(desk, desk.ada, "reopen/"))
    assert Assignment.objects.open().filter(coder=desk.ada).exists()
    desk.all_are_done()
    told = ada.post(blind_url(desk, desk.ada, "reopen/"), follow=True)
    assert "not blind any more" in told.content.decode()


def test_a_coding_takes_no_place_of_one_in_another_assignment(desk: Desk) -> None:
    mine, theirs = desk.says(desk.ada, "No"), Assignment.objects.get(coder=desk.bo)
    with pytest.raises(Refused, match="another assignment"):
        annotate_passage(theirs, desk.coding("No"), instead_of=mine, by=desk.bo)
    assert Annotation.objects.standing().get() == mine


def test_articles_are_given_by_adjudicators_to_editors(desk: Desk) -> None:
    other = desk.found.article("Another text of theirs.", title="A second report")
    chief = client(desk.chief)
    page = chief.get(DESK).content.decode()
    assert "A second report" in page
    assert f'name="articles" value="{desk.article.pk}"' not in page
    given = {"articles": [other.pk], "coders": [desk.ada.pk, desk.bo.pk]}
    assert client(desk.ada).post(f"{DESK}assign/", given).status_code == 404
    assert chief.post(f"{DESK}assign/", given).status_code == 303
    assert Assignment.objects.filter(article=other).count() == 2
    empty = chief.post(f"{DESK}assign/", {"articles": [other.pk]})
    assert empty.status_code == 422
    assert "Choose coders." in empty.content.decode()
    with pytest.raises(Refused, match="is no editor"):
        assign_articles([other], [person(Role.READER)], by=desk.chief)
    with pytest.raises(Conflict, match="already"):
        assign_articles([other], [desk.ada], by=desk.chief)


def test_taking_an_article_back_from_a_coder_leaves_them_out_of_the_comparison(desk: Desk) -> None:
    desk.says(desk.ada, "We want it all")
    desk.all_are_done()
    assignment = Assignment.objects.get(coder=desk.ada)
    client(desk.chief).post(f"{DESK}{assignment.pk}/withdraw/")
    assert doubled_article(desk.article).units == []
    assert client(desk.ada).get(f"{DESK}{assignment.pk}/").status_code == 404
    with pytest.raises(Conflict, match="withdrawn already"):
        withdraw_assignment(assignment, by=desk.chief)


def test_agreement_is_told_by_field_and_by_coder(desk: Desk) -> None:
    for coder, act, outcome in ((desk.ada, "demand", 0), (desk.bo, "demand", 50)):
        desk.says(coder, "We want it all", act=act, outcome=outcome)
    for coder, act in ((desk.ada, "propose"), (desk.bo, "concede")):
        desk.says(coder, "Perhaps later", act=act, outcome=100)
    desk.all_are_done()
    found = agreement_of(desk.found.negotiation)
    by_title = {field.title: field for field in found.fields}
    # by hand: acts demand demand | propose concede: D_o = 2/4, D_e = (2*(2+2) + 2*1) / (4*3) = 10/12
    assert by_title["Act"].alpha.value == pytest.approx(1 - (2 / 4) / (10 / 12))
    # by hand: 0 50 | 100 100: D_o = 2*2500/4, D_e over the 12 ordered pairs of 0 50 100 100
    expected = 2 * (2500 + 10000 * 2 + 2500 * 2) / 12
    assert by_title["Outcome"].alpha.value == pytest.approx(1 - (5000 / 4) / expected)
    assert by_title["Passages marked"].alpha.value == 1
    assert by_title["Party"].alpha.value is None
    assert by_title["Party"].alpha.same == 1
    assert [str(coder) for coder in found.coders] == ["ada", "bo"]
    assert by_title["Act"].coders[0] == by_title["Act"].alpha
    page = client(desk.bo).get(DESK).content.decode()
    assert "1 article, 2 units" in page
    assert "0.40" in page


def test_a_coder_sees_what_others_changed_in_their_work(desk: Desk) -> None:
    mine = desk.says(desk.ada, "We want it all", outcome=0)
    tagged = desk.found.says(desk.article, "Perhaps later", outcome=0)
    coder = tagged.coder
    corrected = correct_statement(tagged, desk.coding("Perhaps later", outcome=100), reason="the scale", by=desk.bo)
    desk.all_are_done()
    client(desk.chief).post(desk.settle_url("unit/"), {"annotations": [mine.pk], "take": "none", "reason": "an echo"})
    (settled,) = corrections_of(desk.found.negotiation, desk.ada)
    assert (settled.kind, settled.by, settled.why) == ("settled by no statement", "chief", "an echo")
    (changed,) = corrections_of(desk.found.negotiation, coder)
    assert (changed.kind, changed.why) == ("corrected", "the scale")
    assert ("outcome", "no", "yes") in changed.differs
    page = client(coder).get(f"{DESK}corrections/").content.decode()
    assert "Corrected by bo" in page
    assert "Nobody has changed" in client(desk.bo).get(f"{DESK}corrections/").content.decode()
    retract_statement(corrected, reason="a copy", by=desk.chief)
    (gone,) = corrections_of(desk.found.negotiation, desk.bo)
    assert (gone.kind, gone.by, gone.why) == ("taken back", "chief", "a copy")


def test_remarks_stand_beside_the_coding_in_all_its_versions(desk: Desk) -> None:
    tagged = desk.found.says(desk.article, "Perhaps later", outcome=0)
    ada = client(desk.ada)
    said = ada.post("/n/canal/tagging/remarks/", {"about": f"statement-{tagged.pk}", "words": " <b>Sure?</b> "})
    assert said.status_code == 303
    corrected = correct_statement(tagged, desk.coding("Perhaps later", outcome=100), by=desk.bo)
    tagger = f"/n/canal/tagging/articles/{desk.article.pk}/?s=statement-{corrected.pk}"
    assert "&lt;b&gt;Sure?&lt;/b&gt;" in client(desk.chief).get(tagger).content.decode()
    ada.post("/n/canal/tagging/remarks/", {"about": f"statement-{tagged.pk}", "words": "  "})
    assert Remark.objects.count() == 1
    for about, status in (("statement-9999", 404), ("person-1", 400), ("statement-", 400), ("statement-²", 400)):
        assert ada.post("/n/canal/tagging/remarks/", {"about": about, "words": "x"}).status_code == status
    mine = desk.says(desk.ada, "No")
    hidden = client(desk.bo).post("/n/canal/tagging/remarks/", {"about": f"annotation-{mine.pk}", "words": "x"})
    assert hidden.status_code == 404


def test_an_annotation_never_changes_and_its_words_are_those_of_the_article(desk: Desk) -> None:
    mine = desk.says(desk.ada, "No")
    for change in ({"act": "propose"}, {"quote": "Yes"}, {"start": 0}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Annotation.objects.filter(pk=mine.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        mine.delete()
    with pytest.raises(Refused, match="coded like this already"):
        desk.says(desk.ada, "No")


@pytest.mark.parametrize("number", [2, 4])
def test_the_pages_cost_the_same_queries_however_much_was_coded(desk: Desk, number: int) -> None:
    for at in range(number):
        for coder in (desk.ada, desk.bo):
            desk.says(coder, BODY[at * 5 : at * 5 + 5], outcome=at)
    desk.all_are_done()
    chief = client(desk.chief)
    for url, expected in ((DESK, 10), (desk.settle_url(), 9)):
        chief.get(url)
        with CaptureQueriesContext(connection) as seen:
            assert chief.get(url).status_code == 200
        assert len(seen) == expected, [query["sql"][:120] for query in seen]
