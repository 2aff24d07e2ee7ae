# What follows from the plan: its history, how plans line up, evaluations, what the record holds of a period.

## History

history-title = How this plan came about
history-lead = The plans before it, and every step of this one: when people were asked, when its text was published, when it was looked at as a whole and what was changed after that.
history-before = Plans before this one
history-before-none = No plan before this one is on record.
history-years = { $first } to { $last }
history-steps = Steps of this plan
history-steps-none = Nothing has happened yet since the outline was published.
history-round-opened = People were asked: { $round }
history-round-closed = Closed: { $round }
history-changed = { $n ->
    [0] No clause changed since the publication before
    [one] One clause changed since the publication before:
   *[other] { $n } clauses changed since the publication before:
  }
history-held-by = Held by { $body }
history-amended = { $n ->
    [0] No amendment follows from it yet
    [one] One amendment follows from it:
   *[other] { $n } amendments follow from it:
  }
history-rewritten = { $n ->
    [one] One clause was rewritten
   *[other] { $n } clauses were rewritten
  }
history-asked = Bodies of the administration were asked: { $bodies }
history-comments-until = until { $day }
history-comments = { $n ->
    [0] no comment
    [one] one comment
   *[other] { $n } comments
  }

## Alignment

alignment-title = How the plans line up
alignment-lead = Which clauses of “{ $above }” are carried out by “{ $below }”, what follows there, and where there are gaps.
alignment-carried-out = clauses carried out
alignment-gaps = clauses that nobody carries out
alignment-own = clauses that carry out none above
alignment-rows = Clause by clause
alignment-rows-none = No clause above is carried out yet.
alignment-above = Clause above
alignment-by = Carried out by
alignment-measures = Measures there
alignment-reached = { $n ->
    [0] none set
   *[other] { $reached } of { $n } reached
  }
alignment-gaps-title = Gaps: carried out by nobody
alignment-gaps-note = No clause of a nested plan names these. A gap is not a fault by itself: some clauses are for the plan above alone.
alignment-gaps-none = Every clause above is carried out by somebody.
alignment-own-title = Of their own
alignment-own-note = These clauses of nested plans carry out no clause above.
alignment-own-none = Every clause of the nested plans carries out one above.

## Evaluations

evaluations-title = Evaluations
evaluations-lead = Questions put to an indicator: what a measure did, as far as the values can say, and what they cannot say.
evaluations-all = All evaluations
evaluations-none = No question has been put to an indicator yet.
evaluation-title = Evaluation
evaluation-recovery = In { $period } the value stood at { $ratio } of that of { $reference }.
evaluation-circular = One of the two was worked out from this very ratio, so the ratio confirms nothing.
evaluation-no-value = No value is known yet, so nothing can be said.
evaluation-since = Works since
evaluation-reference = Year it is measured against
evaluation-compared = Before and after
evaluation-compared-none = There is nothing to compare yet.
evaluation-what = What
evaluation-note = How it was worked out
evaluation-before = Mean before
evaluation-after = Mean after
evaluation-difference = Difference
evaluation-values = { $n ->
    [one] one value
   *[other] { $n } values
  }
evaluation-no-interval = no interval: a mean of a few values says nothing of chance
evaluation-ratio = Recovery ratio
evaluation-interrupted = Interrupted series
evaluation-interrupted-note = Least squares with a step and a change of slope at the time from which the measure works. Intervals are 95 %, by Student’s t; values that follow one another are not independent, so the intervals are too narrow.
evaluation-interval = 95 % interval
evaluation-range = { $low } to { $high }
evaluation-step = Step at the beginning
evaluation-slope = Change of slope a year
evaluation-too-few = Not worked out: it needs at least { $n } values on either side of the beginning.
evaluation-since-open = Not worked out: it is not stated from when the measure works.
evaluation-limits = What this cannot say
evaluation-limits-all = Whatever else happened at the same time counts here as the measure. Seasons and prices are not taken out. A change that comes after a measure need not come from it.
evaluation-series = The values used

## The record of a period

report-record = What the record holds of this body’s period
report-record-note = Worked out from the measures that the body answers for and from what belongs to them; not written by the body.
report-record-none = The record holds nothing of this body’s measures in this period.
reports-owed = Reports owed
report-draft-head = { $body } reports for { $period }. What follows is drawn from the record.
report-draft-line = { $what }: { $sentence }
happening-reached = Milestone reached: { $milestone }.
happening-missed = Milestone missed, due by { $due }: { $milestone }.
happening-set = { $name } was set to { $value }.
happening-observed = The value was { $value } ({ $period }).
happening-rewritten = The clause was rewritten. { $why }
happening-reviewed = Looked at again: { $state }. { $note }

## Risks and evidence

risk-raised-by = Raised by
risk-by-report = a work report
risk-by-alert = an alert about { $id }
risk-reviews = Reviews
risk-review-day = Day
risk-review-state = State
risk-review-note = What was found
evidence-answer = the answer to the theme “{ $theme }”
evidence-answer-single = the answer to contribution { $index }
indicator-csv = Values in force as a file (CSV, the layout of Open SDG)
evidence-in-volume = Compiled in
evidence-contents = Contents
evidence-contents-open = The contents are not stated.
