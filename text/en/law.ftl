# The law of the office, for who sets it up.
law-title = Law and calendar
law-packs = What this office works by
law-pack = Pack
law-when = In force
law-source = Source
law-in-force = { $from } to { $to }
law-unknown = day unknown
law-now = now
law-founded = with the office's founding
law-calendar = Working calendar
law-published-to = { $land }: days off are published to { $day }; later dates are provisional.
law-published-nothing = { $land }: no days off are published here; only Saturdays and Sundays are passed over, and dates are provisional.
law-no-day = no day
law-try-calendar = Try this notice
law-try-pack = Try this pack
law-moves = { $count ->
    [one] { $count } last day would move.
   *[other] { $count } last days would move.
 }
law-nothing-yet = Nothing is written before you confirm.
law-more = And { $count } more; the command line lists all.
law-move = { $matter }, issue { $issue }, { $rule }: { $from } becomes { $to }
law-move-provisional = { $matter }, issue { $issue }, { $rule }: { $from } becomes { $to }, provisional
law-confirm = Confirm
law-done = It is recorded. Open periods are being counted anew.
law-history = What changed
law-changed-calendar = { $day }: calendar of { $land } published to { $to }
law-changed-pack = { $day }: { $pack }
field-calendar = Whose days off
field-rows = Days of the notice
field-rows-hint = One day a line: 2027-01-01,holiday,name. A weekend day that is worked: workday_swap.
field-pack = Pack that is off
field-beside = Only as periods beside the law
field-beside-hint = Its periods can be started on an issue; what the office decides by stays as it is.
field-source = Source
field-source-hint = The gazette, number and date in which the office read it.
field-moves = Moves
error-wrong-row = Line { $bound } is no day of a calendar.
error-does-not-fit = It does not stand beside the packs that are on.
error-other-moves = { $bound } last days would move now. Please try it again.
