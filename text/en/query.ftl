# Query by code, and the petitioner's own page.
page-query = Where is it now?
page-query-text = With your query code: where it is, the letters, and what you can do.
field-code = Query code
field-code-hint = Six groups of four, as on your receipt. Spaces, dashes and capitals do not matter.
query-open = Show it
query-unknown = This code is not known here. Please compare it with your receipt, sign by sign.
query-ended = Your visit has ended, so that nobody else reads on. Please enter the code again.
query-kept = What you typed is kept.
kept-title = Send what you typed
kept-lead = You are back in. What you typed before is not lost: look at it once more, then send it.
query-lost = If you have lost the code, come to the office with an identity document and the number of your { word-filed }.
my-title = Your { word-filed }
my-untold = Your { word-filed }
my-demand = What you asked for
my-is-withdrawn = You have withdrawn this { word-filed }.
my-letters = Letters
my-letters-hint = Opening the { $letter } counts as receiving it; a period for a review runs from that day.
my-files = Files
my-review = Ask for a review
my-review-why = What should be looked at again?
my-review-until = You can ask until { $day }.
my-review-late = The last day was { $day }. You can still ask: it is registered, marked late, and put to the organ that reviews.
my-rate = How do you find the answer?
my-rate-do = Rate the answer
my-confirm = Confirm that it was carried out
my-way = The way it went
my-opened = Who opened your identity
my-opened-none = Nobody has.
my-opened-whole = { $day }: { $by }, for: { $purpose }
my-opened-contact = { $day }: { $by }, salutation and telephone only, for: { $purpose }
actor-public = the public
actor-petitioner = the { word-filer }
actor-job = the system
actor-import = an import
my-published = What was published of your answer
my-published-hint = It names nobody. If you think that somebody could tell that it is yours, you can ask that it be taken back; the office decides.
my-wish-back = Ask that it be taken back
my-wished-back = You have asked that it be taken back.
my-deeds = What you can do
my-add = Add something
my-add-lead = What you add gets a number and a query code of its own and goes the same way.
my-withdraw = Withdraw the { word-filed }
my-withdraw-hint = You need give no reason, and you can take it back.
my-undo = Take the withdrawal back
my-leave = Close
my-leave-hint = On a machine that others use, please close before you go.
done-rated = Thank you. Your rating is recorded.
done-asked = Your request for review is recorded.
done-withdrawn = Your { word-filed } is withdrawn.
done-undone = The withdrawal is taken back.
done-confirmed = Thank you. It is recorded that it was carried out.
done-wished = Your wish is recorded.
where-registered = It is with { $unit }, which must send it on.
where-routed = It was sent to { $unit }, which must tell you in writing whether it is accepted.
where-objected-to = The body it was sent to holds that it is not the one; { $unit } must answer that.
where-in-dispute = Two bodies disagree who must answer; { $unit } must name one.
where-accepted = { $unit } has accepted it and must answer.
where-decided = { $unit } has decided; the answer is on its way to you.
where-served = { $unit } has answered, and you have the answer.
where-under-review = { $unit } is looking at the answer again.
where-reviewed = { $unit } has decided on the review; its answer is on its way to you.
where-ended = It has ended: { $end }.
where-end-answered = answered, and nothing more was asked
where-end-history = answered long ago
clock-title = { $step }: by { $day }
clock-left-days = { $days ->
    [1] 1 day left
   *[other] { $days } days left
 }
clock-left-today = today is the last day
clock-left-past = { $days ->
    [1] 1 day overdue
   *[other] { $days } days overdue
 }
clock-left-paused = stands still
