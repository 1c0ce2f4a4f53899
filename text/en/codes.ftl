# Coded lists: a word for each code.
kind-suggestion = suggestion
kind-accusation = accusation
kind-appeal = appeal or request
stage-registered = registered, to be sent on
stage-routed = sent, to be accepted
stage-objected-to = objected to by the unit
stage-in-dispute = in dispute, to be designated
stage-accepted = accepted, being handled
stage-decided = decided, to be served
stage-served = served
stage-under-review = under review
stage-reviewed = reviewed, to be served
stage-ended = ended
outcome-supported = supported
outcome-partly-supported = supported in part
outcome-explained = explained
outcome-not-supported = not supported
outcome-adopted = adopted
outcome-partly-adopted = adopted in part
outcome-not-adopted = not adopted
outcome-founded = founded
outcome-partly-founded = founded in part
outcome-unfounded = unfounded
outcome-cannot-be-established = cannot be established
outcome-act-changed = the act is changed
outcome-act-revoked = the act is revoked, whole or in part
outcome-act-unlawful = the act is declared unlawful
outcome-duty-ordered = the authority is ordered to do its duty
outcome-act-void = the act is declared void
outcome-act-upheld = the act is upheld
outcome-request-rejected = the request is rejected
outcome-application-rejected = the application is rejected as inadmissible
outcome-mediated = settled by mediation
outcome-mediation-ended = mediation ended without agreement
outcome-disclosed = disclosed
outcome-partly-disclosed = disclosed in part
outcome-public-already = public already, and where to find it
outcome-withheld = not disclosed
outcome-not-held = the information does not exist
outcome-case-opened = a case is opened
outcome-case-not-opened = no case is opened
outcome-not-accepted = not accepted
outcome-no-longer-accepted = no longer accepted
outcome-led-into-channel = led into a statutory channel
review-outcome-uphold = { $catalogue ->
    [petition] the opinion is upheld
   *[other] the answer stands
}
review-outcome-revoke = { $catalogue ->
    [petition] the opinion is revoked
   *[other] the answer is revoked
}
review-outcome-change = { $catalogue ->
    [petition] the opinion is changed
   *[other] another answer takes its place
}
review-outcome-order-redo = { $catalogue ->
    [petition] the unit is to handle it anew
   *[other] it is to be answered anew
}
instance-review = review
instance-re-review = re-review
end-deposited = deposited for pickup
end-settled = settled and performed
end-withdrawn = withdrawn by the { word-filer }
end-died = the { word-filer } died
end-handed-over = handed to an organ outside
end-registered-in-error = registered in error
end-not-a-petition = not { word-a-filed }
end-split-up = split into several issues
role-registrar = registrar
role-handler = handler
role-unit-head = head of the unit
role-supervisor = supervisor
role-leader = leader
role-office-head = { $catalogue ->
    [petition] head of the petition office
   *[other] head of the registry
}
role-auditor = auditor
role-custodian = identity custodian
role-administrator = administrator
role-dispatcher = dispatcher
step-register-forward = registering and sending on
step-notice-direct = written notice
step-notice-forwarded = written notice on what was sent
step-objection = objection
step-answer-objection = answering an objection
step-designation = designation
step-instruction = answering a question
step-assigned-report = report on what was assigned
step-handle = handling
step-suggestion = handling a suggestion
step-accusation = handling an accusation
step-statutory-channel = handling by a statutory procedure
step-review-window = asking for review
step-review = review
step-re-review-window = asking for re-review
step-re-review = re-review
step-review-notice = acknowledging a request for review
step-service = service
step-execution = execution
step-improvement-reply = reply to a proposal
step-urgent = report of an urgent matter
step-resume-by = going on
step-source-due = the source's own day
step-other = another period
unit-calendar-day = { $count ->
    [one] { $count } day
   *[other] { $count } days
 }
unit-working-day = { $count ->
    [one] { $count } working day
   *[other] { $count } working days
 }
unit-hour = { $count ->
    [one] { $count } hour
   *[other] { $count } hours
 }
unit-same-day = the same day
unit-month = { $count ->
    [one] { $count } month
   *[other] { $count } months
 }
rest-weekend = weekend
rest-holiday = holidays
pause-reason-hearing = a hearing
pause-reason-testing = testing or appraisal
pause-reason-suspension = suspension
pause-reason-consultation = asking third parties and other organs
pause-reason-completion = completion by the applicant
pause-reason-public-notice = appraisal and public notice
document-kind-handling-opinion = Handling opinion
document-kind-reply = Reply
document-kind-not-accepted-notice = Notice of non-acceptance
document-kind-no-longer-accepted-notice = Notice that the matter is no longer accepted
document-kind-channel-notice = Notice of the statutory channel
document-kind-review-opinion = Review opinion
document-kind-re-review-opinion = Re-review opinion
document-kind-receipt = Receipt
document-kind-acceptance-notice = Notice of acceptance
document-kind-extension-notice = Notice of a longer period
document-kind-forward-letter = Forwarding letter
document-kind-assign-letter = Assigning letter
command-register = register a new { word-filed }
command-add-petition = add { word-a-filed }
command-record-history = take earlier work in
command-split-issue = split the issue
command-reword-issue = reword the issue
command-classify = classify the issue
command-propose-route = look the route up
command-forward = forward it
command-assign = assign it
command-entrust = name the officer
command-answer-at-once = answer at once
command-request-instruction = ask for an instruction
command-give-instruction = answer the question
command-take-over = take it over
command-object = object
command-agree-to-objection = agree to the objection
command-insist-on-route = insist on the route
command-designate = designate the unit
command-accept = accept it
command-notify = notify the { word-filer }
command-do-not-accept = decide not to accept it
command-no-longer-accept = decide no longer to accept it
command-lead-into-channel = lead it into a statutory channel
command-log-contact = log a contact
command-log-visit = log a visit
command-add-evidence = add evidence
command-extend = extend the period
command-pause = pause the clock
command-resume = let the clock go on
command-decide = decide the issue
command-write-letter = write a letter that is due
command-issue-document = issue the paper
command-void-document = close the number
command-serve = serve the answer
command-fail-service = record that service failed
command-record-execution = record the execution
command-confirm-execution = confirm the execution
command-request-review = ask for review
command-decide-review = decide the review
command-rate = rate the answer
command-reopen = reopen the issue
command-withdraw = withdraw the { word-filed }
command-undo-withdrawal = take the withdrawal back
command-correct = correct the record
command-replace-code = give another query code
command-link = link the matters
command-unlink = unlink the matters
command-recuse = step back, or take an officer out (recusal)
command-end-recusal = let an officer act on it again
command-end = end the issue otherwise
command-confirm-end = confirm the end that another officer proposed
command-start-clock = start a further clock
command-meet-clock = record a further clock as met
command-turn-ordinary = turn to the ordinary procedure
command-pass-deadline = record that the period ran out
command-rederive-clock = derive the period anew
appeal-way-way-1 = court, procuratorate or police procedure
appeal-way-way-2 = arbitration
appeal-way-way-3 = appeal within the Party
appeal-way-way-4 = administrative procedure
appeal-way-way-5 = a duty that the law gives
appeal-way-way-6 = handling opinion
channel-visit = visit
channel-letter = letter
channel-call = telephone call
channel-online = online
channel-email = e-mail
channel-from-above = from another office
channel-machine = from another system
contact-way-phone = by telephone
contact-way-in-person = face to face
contact-way-on-site = at the place itself
contact-way-writing = in writing
service-way-hand = handed over
service-way-post = by registered post
service-way-query-code = opened with the query code
service-way-public-notice = by public notice
score-satisfied = satisfied
score-mostly = mostly satisfied
score-dissatisfied = not satisfied
relation-repeat = the same person and the same matter
relation-same-cause = the same cause, other { word-filer }s
person-role-petitioner = { word-filer }
recusal-ground-own-interest = own interest
recusal-ground-kin = interest of a near relative
recusal-ground-took-part = took part in what is complained of
recusal-ground-other-tie = another tie
person-role-representative = representative
person-role-agent = agent
person-role-co-signer = co-signer
void-reason-not-pressed = the letter could not be made
void-reason-taken-back = the decision was taken back before it was sent
unit-kind-registry = { $catalogue ->
    [petition] petition office
   *[other] registry
}
unit-kind-government = government
unit-kind-department = department
unit-kind-township = township or subdistrict
unit-kind-discipline = discipline and supervision
unit-kind-court = court or procuratorate
unit-kind-superior = organ above
unit-kind-outside = organ outside
figure-received = { word-filed }s received
figure-persons = persons in them
figure-matters = matters
figure-open = issues open
figure-accepted = issues accepted
figure-notified-in-time = notices in time
figure-notified-late = notices late
figure-answered = issues answered
figure-answered-in-time = answered in time
figure-answered-late = answered late
figure-not-accepted = not accepted, or led elsewhere
figure-extended = periods extended
figure-reviews-asked = reviews asked for
figure-reviews-decided = reviews decided
figure-rated-satisfied = rated: satisfied
figure-rated-mostly = rated: mostly satisfied
figure-rated-dissatisfied = rated: not satisfied
figure-ended-otherwise = ended otherwise
figure-units-proposed = issues sent on with a unit proposed
figure-proposals-taken = issues sent to the unit proposed first
figure-proposals-returned = issues to which the unit proposed first objected
figure-history = earlier work taken in
publication-part-question = question
publication-part-answer = answer
publication-stage-prepared = waits to be read
publication-stage-published = published
publication-stage-taken-back = taken back

# Laws, by the code that refusals cite.
article-xf22 = Regulations on the Handling of Petitions (2022), art. { $number }
article-civil-code = Civil Code, art. { $number }
article-office = Office rule { $number }

# What is filed, and who files, as the law in force calls them; any text may name them so.
word-filed = { $filed }
word-filed-capital = { $catalogue ->
    [complaint] Complaint
    [grievance] Grievance
    [application] Application
   *[petition] Petition
}
word-a-filed = { $catalogue ->
    [application] an application
   *[other] a { $filed }
}
word-filer = { $catalogue ->
    [complaint] complainant
    [grievance] complainant
    [application] applicant
   *[petition] petitioner
}

# What the law calls what people bring.
catalogue-petition = petition
catalogue-complaint = complaint
catalogue-application = application
catalogue-grievance = grievance
