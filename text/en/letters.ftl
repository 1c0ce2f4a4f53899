# Letters: the headings and sentences around what officers write.
letter-addressee = { $catalogue ->
    [petition] To the petitioner of { $number }
   *[other] To whoever filed { word-filed } { $number }
}
letter-addressee-unit = To { $unit }
letter-opening-handling-opinion = Your { word-filed } { $number }, “{ $subject }”, has been handled. This is the handling opinion.
letter-opening-reply = Your { word-filed } { $number }, “{ $subject }”, has been handled. This is the answer.
letter-opening-not-accepted-notice = Your { word-filed } { $number }, “{ $subject }”, has been looked at and is not accepted. This letter says why, and where to turn.
letter-opening-no-longer-accepted-notice = Your { word-filed } { $number }, “{ $subject }”, has been looked at and is no longer accepted. This letter says why.
letter-opening-channel-notice = Your { word-filed } { $number }, “{ $subject }”, has been looked at. The law has a procedure of its own for it; this letter says which.
letter-opening-review-opinion = You asked for review of what was decided on your { word-filed } { $number }, “{ $subject }”. This is the review opinion.
letter-opening-re-review-opinion = You asked for re-review of what was decided on your { word-filed } { $number }, “{ $subject }”. This is the re-review opinion.
letter-opening-receipt = Your { word-filed } “{ $subject }” was received on { $day } and registered as { $number }. With your query code you can follow what happens to it.
letter-opening-acceptance-notice = Your { word-filed } { $number }, “{ $subject }”, was accepted on { $day }.
letter-opening-extension-notice = On { $day } the period for handling your { word-filed } { $number }, “{ $subject }”, was lengthened. This letter says why.
letter-opening-forward-letter = On { $day } { word-filed } { $number }, “{ $subject }”, was forwarded to you. Please handle it as the law says.
letter-opening-assign-letter = On { $day } { word-filed } { $number }, “{ $subject }”, was assigned to you. Please handle it as the law says and report what came of it.
letter-demand = What you asked for
letter-facts = Facts found
letter-reasons = Reasons
letter-basis = Basis in law
letter-opinion = Decision
letter-opinion-ground = { $outcome }: { $ground }
letter-demanded = What is asked for
letter-assisting = Units that help
letter-until = By when
letter-until-received = You will be told by { $day } how it goes on ({ $article }).
letter-until-accepted = It will be decided by { $day } ({ $article }).
letter-until-extended = The period is longer by { $length } and now ends with { $day } ({ $article }).
letter-until-told = Please tell the { word-filer } by { $day } ({ $article }).
letter-until-report = Please report what came of it by { $day }.
letter-remedy = What you can do
letter-remedy-ask = If you do not agree, you may ask { $name } for { $instance } within { $length } of receiving this ({ $article }).
letter-remedy-ask-any-day = If you do not agree, you may ask { $name } for { $instance } ({ $article }).
letter-remedy-window = The day on which you receive it does not count; if the last day is a day of rest, the next workday is the last.
letter-remedy-channel = You may take this statutory channel: { $name } ({ $article }).
letter-remedy-none = { $catalogue ->
    [petition] By { $article }, no further remedy by petition is open against this.
   *[other] By { $article }, no further remedy is open against this.
}
letter-questions = If anything is unclear, please ask { $unit } and name the number { $document }.
