# Letters: the headings and sentences around what officers write.
letter-addressee = { $catalogue ->
    [petition] To the petitioner of { $number }
   *[other] To whoever filed { $filed } { $number }
}
letter-opening-handling-opinion = Your petition { $number }, “{ $subject }”, has been handled. This is the handling opinion.
letter-opening-reply = Your petition { $number }, “{ $subject }”, has been handled. This is the answer.
letter-opening-not-accepted-notice = Your petition { $number }, “{ $subject }”, has been looked at and is not accepted. This letter says why, and where to turn.
letter-opening-no-longer-accepted-notice = Your petition { $number }, “{ $subject }”, has been looked at and is no longer accepted. This letter says why.
letter-opening-channel-notice = Your petition { $number }, “{ $subject }”, has been looked at. The law has a procedure of its own for it; this letter says which.
letter-opening-review-opinion = You asked for review of what was decided on your petition { $number }, “{ $subject }”. This is the review opinion.
letter-opening-re-review-opinion = You asked for re-review of what was decided on your petition { $number }, “{ $subject }”. This is the re-review opinion.
letter-demand = What you asked for
letter-facts = Facts found
letter-reasons = Reasons
letter-basis = Basis in law
letter-opinion = Decision
letter-opinion-ground = { $outcome }: { $ground }
letter-remedy = What you can do
letter-remedy-ask = If you do not agree, you may ask { $name } for { $instance } within { $length } of receiving this ({ $article }).
letter-remedy-ask-any-day = If you do not agree, you may ask { $name } for { $instance } ({ $article }).
letter-remedy-window = The day on which you receive it does not count; if the last day is a day of rest, the next workday is the last.
letter-remedy-channel = You may take this statutory channel: { $name } ({ $article }).
letter-remedy-none = By { $article }, no further remedy by petition is open against this.
letter-questions = If anything is unclear, please ask { $unit } and name the number { $document }.
