# 期限如何得出，逐行说明，次序同人工推算。
clock-due = { $step }：{ $day }届满
clock-due-make-up-workday = { $step }：{ $day }届满，当日为调休上班日
clock-due-rest-day = { $step }：{ $day }届满，当日为休息日，不顺延
clock-counted-from = 自{ $start }起算，次日{ $first }为第1日　{ $article }
clock-period = 期限{ $length }，至{ $to }
clock-period-office = 法律未规定日数，本单位规定期限{ $length }，至{ $to }
clock-period-given = 来源指定期限{ $length }，至{ $to }
clock-extended = 延长{ $length }，至{ $to }，{ $on }批准
clock-paused = { $from }至{ $to }因{ $reason }不计入，共{ $days }
clock-paused-day = { $from }因{ $reason }不计入
clock-skipped = { $from }至{ $to }为{ $why }，跳过{ $days }
clock-skipped-day = { $from }为{ $why }，跳过
clock-rolled = 末日{ $from }为{ $why }，顺延至{ $to }
clock-not-rolled = 末日{ $to }为工作日，不顺延
clock-closes = 当日{ $hour }停止办公时期限届满
clock-closes-midnight = 当日24时期限届满
clock-provisional = 当年放假安排尚未公布，日期为暂定（日历第{ $calendar }版）
