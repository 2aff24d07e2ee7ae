# The plan's side of the site: home, outline, clauses, progress, account.

## Frame

year = { $year }
month-of-year = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
  } { $year }
record-line = The public record holds { $leaves ->
    [one] one entry
   *[other] { $leaves } entries
  }.
record-with-run = The public record holds { $leaves ->
    [one] one entry
   *[other] { $leaves } entries
  }. Figures are those of analysis run { $run }, which read the first { $read }.
foot-how = How this works
foot-more = More pages
foot-group-plan = About the plan
foot-group-said = What was said and answered
foot-group-done = What is done
runs-title = Every analysis
runs-lead = Each analysis that was published stays where it is. The pages of one show what it found, whatever came since; only words that their author took back are gone.
runs-none = Nothing was analysed yet.
runs-run = Analysis { $run }
runs-read = { $leaves ->
    [one] Read the record up to { $leaves } entry.
   *[other] Read the record up to { $leaves } entries.
}
runs-result = Its result, as anyone can compute it again:
pinned = This is analysis { $run } as it was published; later ones may say something else.
pinned-latest = To the latest analysis
foot-mine = Where did mine go?
coverage-title = What is answered
risks-title = Problems and risks
reports-title = Work reports
evidence-title = Evidence library

## Tags

decision-adopted = Adopted
decision-partly-adopted = Partly adopted
decision-not-adopted = Not adopted
decision-noted = Noted
decision-none = No answer yet
standing-reached = Target reached
standing-on-pace = On pace
standing-behind = Behind pace
standing-no-target = No target stated
standing-no-baseline = No baseline stated
standing-no-data = No data yet
status-done = Done
status-under-way = Under way
status-intended = Intended
status-asked-for = Asked for
status-claimed = Claimed
status-synthetic = Synthetic
risk-state-open = Open
risk-state-being-answered = Being answered
risk-state-closed = Closed
milestone-reached = Reached { $when }
milestone-missed = { $days ->
    [one] Missed: one day late
   *[other] Missed: { $days } days late
  }
milestone-to-come = Still to come
milestone-no-date = No date stated

## Words that several pages share

not-stated = not stated
source-lines = source: { $lines }
sources-title = Where this comes from
figure-exact = { $n } { $unit }
figure-over = over { $n } { $unit }
figure-under = under { $n } { $unit }
figure-about = about { $n } { $unit }
figure-derived = derived
value-of-period = { $value } ({ $period })
count-of = { $n } of { $of }
share-range = { $low } to { $high } of { $of } contributions
share-point = { $share } of { $of } contributions
theme-of-run = Theme { $theme } of analysis run { $run }
theme-not-shown = Too few contributions to be shown.
contribution-number = Contribution no. { $index }
voted-agree = Agree: { $agree } of about { $n } votes
clause = Clause
clauses-title = Clauses
clause-numbered = { $id } { $title }
chapter-number = Chapter { $id }
chapter-numbered = { $id } { $title }
reason = Reason:
plans-title = Other plans
plan-above = The plan above
plan-nested = Nested under this plan
plan-clauses = { $n ->
    [one] 1 clause
   *[other] { $n } clauses
  }
plan-carries-out = { $n ->
    [one] 1 clause
   *[other] { $n } clauses
  }; { $own ->
    [0] none carries out a clause of this plan yet.
    [one] one carries out a clause of this plan.
   *[other] { $own } carry out clauses of this plan.
  }

## Home

home-question = What should be done by { $year }?
home-question-later = What is to be done by { $year }, and how far is it?
home-comment = Comment on the outline
home-read = Read the outline
home-deadline = Open until <b>{ $closes }</b>. No account needed. You can write in any language.
phases-title = Where the plan stands
phase-frame = Outline published
phase-hear = Everyone is asked
phase-weigh = What people said
phase-draft = Answers and clauses
phase-deliver = Carried out
phase-account = Reported
phase-frame-facts = { $chapters ->
    [one] 1 chapter
   *[other] { $chapters } chapters
  }, { $clauses ->
    [one] 1 clause
   *[other] { $clauses } clauses
  }
phase-hear-facts = { $opens } to { $closes }: { $n ->
    [0] no contributions yet
    [one] 1 contribution
   *[other] { $n } contributions
  }
phase-hear-none = No round of its own
phase-weigh-facts = { $themes ->
    [one] 1 theme
   *[other] { $themes } themes
  } (run { $run })
phase-draft-answered = { $n } of { $of } themes answered
phase-draft-changed = { $n ->
    [one] 1 clause rewritten
   *[other] { $n } clauses rewritten
  }
phase-deliver-facts = { $measures ->
    [one] 1 measure
   *[other] { $measures } measures
  }, { $indicators ->
    [one] 1 indicator
   *[other] { $indicators } indicators
  }
phase-account-facts = { $n ->
    [one] 1 work report
   *[other] { $n } work reports
  }
alerts-title = What needs attention
alerts-none = Nothing: no milestone is missed, no indicator is behind or slipping, no report is late, no review is due.
alert-slipping-tag = Slipping
alert-report-tag = Report late
alert-report = Report for { $period }, owed by { $due }
pace-slipped = { $now } of the way asked for is covered; it was { $before } at the value before.
alert-milestone = Milestone of measure { $measure }
alert-review = Review due by { $due }
alert-review-tag = Review overdue
home-progress = All progress
home-chapters = Chapter by chapter
home-chapters-caption = What was asked, what came, what became of it, what follows
home-chapters-note = Share of the contributions whose theme reaches a clause of the chapter. One theme can reach several chapters. Band: the range, 95 times in 100.
home-chapter = Chapter and question
home-came = Share
home-range = Range
home-became = What became of the themes
home-far = What follows
home-source = Source: analysis run { $run }, { $of } contributions with a theme.
chapter-measures = { $n ->
    [0] No measure yet
    [one] 1 measure
   *[other] { $n } measures
  }
chapter-asked = Asked
chapter-questions-count = { $n ->
    [one] 1 question
   *[other] { $n } questions
  }
chapter-came = Came
chapter-became = Became of it
decided-adopted = { $n } adopted
decided-partly = { $n } partly adopted
decided-not = { $n } not adopted
decided-noted = { $n } noted
decided-open = { $n } without an answer
decided-nothing = No theme yet
account-title = Every entry is accounted for
account-sentence = The public record holds <b>{ $n }</b> entries. They add up, to the last one:
account-contributions = contributions anyone may read
account-votes = votes as cast
account-withheld = counted, words not shown
account-erased = words erased or replaced
account-documents = documents of the office: plans, answers, runs
account-unexplained = unexplained
account-check = Check the sum yourself
home-changed = What changed because people wrote
home-all-changed = All { $n } changed clauses
drawn-from = Drawn from: { $size }.
home-agreed = Agreed by people who otherwise differ
home-agreed-lead = { $voters } people voted on { $statements ->
    [one] one statement
   *[other] { $statements } statements
  }. These found agreement { $groups ->
    [0] among all voters.
    [one] in the one opinion group found.
   *[other] in all { $groups } opinion groups.
  }
home-groups = See where people agree and differ

## The outline and a chapter

outline-chapters = chapters
outline-clauses = clauses
outline-changed = clauses rewritten
outline-answered = themes answered
clause-measures = { $n ->
    [one] 1 measure
   *[other] { $n } measures
  }
clause-changed = Rewritten
clause-as-published = As first published
on-this-page = On this page
show-title = Which text to show
show-now = Text in force
show-changes = Changes marked
show-first = As first published
public-basis-none = Public basis: none.
public-basis-size = { $statements ->
    [0] Public basis: { $themes ->
        [one] one theme
       *[other] { $themes } themes
      }. { $size }.
    [one] Public basis: { $themes ->
        [one] one theme
       *[other] { $themes } themes
      } and one statement. { $size }.
   *[other] Public basis: { $themes ->
        [one] one theme
       *[other] { $themes } themes
      } and { $statements } statements. { $size }.
  }
public-basis-themes = { $statements ->
    [0] Public basis: { $themes ->
        [one] one theme
       *[other] { $themes } themes
      }.
    [one] Public basis: one statement, { $themes ->
        [0] no theme
        [one] one theme
       *[other] { $themes } themes
      }.
   *[other] Public basis: { $statements } statements, { $themes ->
        [0] no theme
        [one] one theme
       *[other] { $themes } themes
      }.
  }
clause-more = What stands behind it
chapter-questions = What is asked about this chapter
chapter-turn = Other chapters
chapter-before = Chapter before
chapter-after = Next chapter

## A clause

version-published = Version { $n }, as published
version-adopted = Version { $n } of { $on }
clause-changes = What changed since version { $n }
change-removed = removed:
change-added = added:
clause-why = Why it reads so now
clause-comment = Comment on this clause
clause-turn = Other clauses
clause-before = Clause before
clause-after = Next clause
basis-title = From above and from the public
basis-note = Two sources of one plan. They stand side by side, and where they pull apart the answers below say what prevailed and why.
directions-title = What those in charge ask
directions-none = Directions: none. Nobody in charge has asked for this clause.
advice-title = What the public advises
advice-none = Public basis: none. This text draws on nothing that people said.
answers-title = What became of what people asked
answers-taken-up = Taken up here
answers-not-taken-up = Asked for and not taken up
answers-none-taken-up = Nothing has been taken up in this clause.
answers-none-refused = Nothing that points at this clause was refused.
follows-title = What follows from it
follows-none = No measure follows from this clause yet.
carries-out-title = Clauses it carries out
carried-out-title = Clauses that carry it out
evidence-cited = Evidence

## Measures and progress

measure = Measure
measures-title = Measures
measures-none = No measure has been decided yet.
measure-owner = Responsible
measure-due = Due
measure-state = State
measure-budget = Planned cost
measure-depends = Must come first
measure-from = Follows from
measure-missed = { $n ->
    [one] 1 milestone missed
   *[other] { $n } milestones missed
  }
measure-all-reached = { $n ->
    [one] Its milestone is reached
   *[other] All { $n } milestones reached
  }
measure-some-reached = { $n ->
    [one] Its milestone is still to come
   *[other] { $reached } of { $n } milestones reached
  }
measure-no-milestone = No milestone yet
measure-changes = What it should change
measure-changes-none = No indicator is tied to this measure.
parameters-title = What is set
parameters-note = A value is never overwritten: each new one is added, the latest stands first.
parameter-history = History
parameter-from = From
parameter-value = Value
parameter-known = What is known of the change
parameter-change-only = { $change }; amount not stated
milestones-title = Milestones
milestones-none = No milestone is set.
milestone-due = Due by { $due }
milestone-due-open = No due date stated
progress-title = How far it is
progress-lead = Every measure and every indicator, with what is late said first. Figures keep the words of their source; where none is stated, it says so.
progress-measures = measures
progress-indicators = indicators
progress-reached = milestones reached
progress-missed = milestones missed
progress-reports = work reports
progress-risks = { $n ->
    [one] One problem or risk is on the register
   *[other] { $n } problems and risks are on the register
  }
indicator = Indicator
indicators-title = Indicators
indicators-none = No indicator has been set yet.
indicators-note = The latest value of each. Pace is judged only where both a baseline and a target are stated.
indicator-latest = Latest value
indicator-target = Target
indicator-standing = Pace

## An indicator

indicator-now = Latest value: { $value } ({ $period }).
indicator-target-is = The target is { $value } ({ $period }).
indicator-target-open = No target is stated.
indicator-no-value = No value is known yet.
pace-needed = By the end of { $period }, { $n } { $unit } were needed.
indicator-chart = Values over time
indicator-no-chart = There are not enough values for a picture yet.
key-measured = measured
key-pace = pace needed
key-target = target
chart-unit = The axis begins at { $from }. Each value stands at the end of its period.
chart-gaps = Lines join the known values; nothing is known between them.
chart-bounds = Some values are bounds or approximate, as the table says.
chart-derived = Some values are derived from other figures of the source.
chart-synthetic = Some values are synthetic.
pace-title = How pace is worked out
pace-formula = A straight line runs from { $baseline } ({ $start }) to { $target } ({ $end }). On pace means that at least { $share } of the way that the line asks for by then is covered.
pace-no-target = Pace is the value now against a straight line from baseline to target. No target is stated, so there is no line and nothing is judged.
pace-no-baseline = Pace is the value now against a straight line from baseline to target. No baseline is stated, so there is no line and nothing is judged.
indicator-facts = What is measured
indicator-unit = Unit
indicator-baseline = Baseline
indicator-bindingness = Binding or expected
indicator-binding = binding: must be met
indicator-anticipatory = expected, not binding
indicator-better = Better when
indicator-higher = higher
indicator-lower = lower
indicator-source = Measured by
indicator-frequency = How often
indicator-measures = Measures that should move it
releases-title = Every value and every release
releases-note = A corrected value is a new release; the earlier one stays here.
release-period = Period
release-value = Value
release-needed = Needed for pace
release-day = Released
release-replaced = replaced

## Work reports, risks, evidence

reports-lead = What the responsible bodies reported for a period, in their own words.
reports-none = No work report has been given yet.
reports-none-measure = No work report mentions this measure yet.
reports-all = All work reports
report-of-period = { $body }: { $period }
report-of-body = { $body }
report-period = for { $period }
report-period-open = period not stated
report-given = given on { $day }
report-given-open = day not stated
report-no-text = Only the fact of this report is known; its content is not stated.
report-about = What it reports on
report-about-none = It names no measure and no clause.
risks-lead = What may go wrong and what has gone wrong, with who looks after it and when it is looked at next.
risks-none = Nothing is on the register.
risks-problems = Problems: what has happened
risks-risks = Risks: what may happen
risk-owner = Looked after by
risk-review = Looked at next
risk-measure = Measure that answers it
evidence-lead = The documents and figures that this plan rests on, each with who published it, when and under which licence.
evidence-none = The library is empty.
evidence-documents = Documents
evidence-collections = Published collections
evidence-publisher = Published by
evidence-published = Published
evidence-licence = Licence
evidence-volumes = Volumes
evidence-articles = Articles
evidence-cited-by = Cited by

## Coverage

coverage-lead = { $share } of the contributions with a theme have an answer with its reason.
coverage-lead-none = Nothing that people asked for has an answer yet.
coverage-lead-all = Everything that people asked for has an answer with its reason.
coverage-no-run = Nothing has been analysed yet, so nothing can be answered. The first findings come after the round.
coverage-by-weight = By weight
coverage-themes = { $n } of { $of } themes are answered. An answer to a theme is an answer to every contribution in it.
coverage-decision = Answer
coverage-share = Share
coverage-contributions = Contributions
coverage-by-whom = By who spoke
coverage-other = Counted together, as too few of a kind are in their theme
coverage-by-whom-note = Of the contributions of each, how many have an answer.
coverage-source = Source: analysis run { $run }, { $of } contributions with a theme. Counts, no estimates.
coverage-waiting = { $n ->
    [0] Not answered
    [one] Not answered: one theme
   *[other] Not answered: { $n } themes
  }
coverage-all-answered = Every theme has an answer.
coverage-nowhere-title = Themes that reach no clause
coverage-nowhere-note = No clause draws on them and no answer points at one. An answer may still say why.
coverage-nowhere-none = Every theme reaches a clause.
coverage-same-title = The same reason many times
coverage-same-times = Given { $n } times, word for word
coverage-no-basis-title = Clauses without public basis
coverage-no-basis = { $n } of { $of } clauses draw on nothing that people said.
coverage-no-basis-list = See the list
