# What stands beside a form: remarks, earlier answers, proposals.
draft-look = Look the draft over
draft-told = { $count ->
    [0] Nothing to remark: each demand is taken up, a basis is named, and it can be read.
    [one] One remark. It hinders nothing; you decide.
   *[other] { $count } remarks. They hinder nothing; you decide.
}
draft-title = To look at again
draft-hint = Found by its words alone; nothing that you typed was kept.
remark-not-taken-up = Hardly anything of this demand comes back in facts and reasons
remark-no-basis = No instrument of law is named as basis
remark-remedy-missing = Nothing says what may be done against it
remark-remedy-denied = It says that nothing more may be done, though something may
remark-remedy-promised = It says that something may be done, though nothing may any more
remark-long-sentence = A sentence that has to be read twice
remark-blank = A place of a form that is not filled in
remark-copied = { $percent } of 100 parts stand word for word in an answer to another matter
earlier-title = Earlier answers to like questions
earlier-hint = Of matters that you may read, those that take most of this question up. Each was given to its own case.
take = Take it
likely = about { $percent } in 100
class-title = Likely classes
class-by-catalogue = By the words of the catalogue alone: this office has not learned from its own decisions yet. Please choose.
class-sure = Learned from this office's decisions. The first is filled in: of a hundred such proposals at least 98 were right.
class-unsure = Learned from this office's decisions, but unsure: please choose.
kind-title = Likely kind
kind-hint = Beside the class, from the same words.
kind-told = said by the { word-filed } itself
unit-title = Units that may have to answer
unit-hint = By the duty catalogue, and by where matters like this one stayed; objections, designations and proposals not taken count against a unit.
unit-by-duty = duty catalogue:{" "}
unit-complained-of = the body that is complained of
unit-past-the-accused = past those who are accused
unit-agreed = like matters it accepted: { $count }
unit-refused = like matters it sent back: { $count }
unit-passed-over = like matters sent elsewhere although it was proposed: { $count }
letter-title = What the letter says
letter-hint = Found by its words and marked in it; what is missing here may stand there all the same.
part-places = Places
part-days = Days
part-amounts = Amounts
part-names = Units and companies
part-demands = What it asks for
alike-look = Look for the same first
alike-told = { $count ->
    [0] Nothing that you may read is like it.
    [one] One matter may be the same. Nothing has been registered yet.
   *[other] { $count } matters may be the same. Nothing has been registered yet.
}
alike-before = Compared by text and place. If it is one of these, open it and add the { word-filed } there; if not, go on.
