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
