# 期限如何得出，逐行說明，次序同人工推算。
clock-due = { $step }：{ $day }屆滿
clock-due-make-up-workday = { $step }：{ $day }屆滿，當日為調休上班日
clock-due-rest-day = { $step }：{ $day }屆滿，當日為休息日，不順延
clock-counted-from = 自{ $start }起算，次日{ $first }為第1日　{ $article }
clock-period = 期限{ $length }，至{ $to }
clock-period-office = 法律未規定日數，本單位規定期限{ $length }，至{ $to }
clock-period-given = 來源指定期限{ $length }，至{ $to }
clock-extended = 延長{ $length }，至{ $to }，{ $on }批准
clock-paused = { $from }至{ $to }因{ $reason }不計入，共{ $days }
clock-paused-day = { $from }因{ $reason }不計入
clock-skipped = { $from }至{ $to }為{ $why }，跳過{ $days }
clock-skipped-day = { $from }為{ $why }，跳過
clock-rolled = 末日{ $from }為{ $why }，順延至{ $to }
clock-not-rolled = 末日{ $to }為工作日，不順延
clock-closes = 當日{ $hour }停止辦公時期限屆滿
clock-closes-midnight = 當日24時期限屆滿
clock-provisional = 當年放假安排尚未公布，日期為暫定（日曆第{ $calendar }版）
