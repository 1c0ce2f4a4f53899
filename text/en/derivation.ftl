# How a date came about, line by line, in the order in which a clerk counts.
clock-due = { $step }: due by { $day }
clock-due-make-up-workday = { $step }: due by { $day } (a make-up workday by the notice on holidays)
clock-due-rest-day = { $step }: due by { $day } (a day of rest; this period does not move)
clock-counted-from = counted from { $start }; { $first } is day 1 ({ $article })
clock-period = { $length }, to { $to }
clock-period-office = office period of { $length }, to { $to } (the law gives no number)
clock-period-given = given by the source: to { $to } ({ $length })
clock-extended = extended by { $length }, to { $to } (approved { $on })
clock-paused = { $from } to { $to } not counted for { $reason }: { $days }
clock-paused-day = { $from } not counted for { $reason }
clock-skipped = { $from } to { $to } passed over ({ $why }): { $days }
clock-skipped-day = { $from } passed over ({ $why })
clock-rolled = the last day, { $from }, falls on { $why }: moved to { $to }
clock-not-rolled = the last day, { $to }, is a workday: nothing to move
clock-closes = the period ends that day at { $hour }, when the office closes
clock-closes-midnight = the period ends that day at 24:00
clock-provisional = provisional: the holidays of that year are not published yet (calendar version { $calendar })
