# The plan's text: what changed, who stands behind it and against it, how plans line up.

changed-title = What changed in the text
changed-lead = From “{ $from }” to “{ $to }”: every clause that reads otherwise, with who changed it and why.
changed-from = From
changed-to = To
changed-show = Show
changed-step = { $from } → { $to }
changed-outline = Outline, as first published
changed-now = The text as it stands
changed-none = Nothing: every clause reads the same in both texts.
changed-reworded = Reworded
changed-new = New clauses
changed-gone = Withdrawn clauses
changed-gone-note = They keep their numbers, which are not given again, so that what was said of them can be found.
changed-gone-on = Withdrawn { $on }
changed-orders = Order and headings
changed-orders-note = A clause keeps its number wherever it stands.
changed-order-on = Arranged anew { $on }
changed-moved = Clauses that stand elsewhere
changed-retitled = Clauses with another heading
changed-versions = Version { $from } → version { $to }
changed-link = What changed between the published texts

order-title = Does the order depend on how we count?
order-same = No. Whichever way contributions are weighed, the themes stand in the same order.
order-differs = Yes. The order of the themes depends on what counts as one; where it does, the table says so.
order-note = None of these ways is the right one. Each answers another question.
order-table = The place of each theme, largest first
weight-contributions = Per contribution
weight-people = Per person
weight-campaigns-once = Campaigns once
weight-constituencies-equal = Constituencies alike
weight-means-contributions = Every contribution counts as one.
weight-means-people = Every person counts as one, however much they wrote.
weight-means-campaigns-once = Every letter that many sent, and every text sent twice, counts as one.
weight-means-constituencies-equal = The public, experts and each other constituency count alike, however many of each wrote.
weight-unknown = not known
weight-unknown-people = Not known: none of the { $of } contributions says who sent it.
weight-unknown-constituencies = Not known: nobody's constituency is stated or may be shown.
weight-people-known = { $known } of { $of } contributions say who sent them; the others are not counted here.
weight-no-change = The order stays.
weight-changes = { $n ->
    [one] One theme changes its place.
   *[other] { $n } themes change their places.
  }
weight-higher = higher
weight-lower = lower

voices-title = The voices behind it
voices-link = The voices behind it, by constituency
voices-none = Nobody's: no theme and no contribution bears on this.
voices-lead = { $n } of { $of } contributions, in { $themes ->
    [one] one theme
   *[other] { $themes } themes
  }, bear on it.
voices-single-only = { $n ->
    [one] One single contribution bears on it.
   *[other] { $n } single contributions bear on it.
  }
voices-themes = Themes that bear on it
voices-by-whom = By whom
voices-by-whom-note = Of all contributions of each constituency, how many raise one of these themes.
voices-count = { $n } of { $of } contributions
voices-single = Single contributions
voices-single-note = Quoted by the clause, or answered with it by themselves.
voices-statements = Statements it draws on, and how they were voted on

followed-lead = From what was said to what came of it.
followed-no-words = The words of this contribution are not shown: they are held, hidden, withdrawn or erased.
followed-theme = Its theme
followed-no-theme = No analysis has sorted it into a theme that may be shown.
followed-answer = The answer
followed-no-answer = No answer yet.
followed-own = Its own answer
followed-of-theme = The answer to its theme
followed-no-measures = No measure follows from it yet.

dissent-title = Who stands against it
dissent-note = Shown where at least one in ten of a group or constituency is against what the text says.
dissent-group = Group { $group } ({ $size } of those placed): { $disagree } of its votes on “{ $statement }” disagree.
dissent-constituency = { $who }: { $share } asked for this, and it was not adopted.

coverage-loose-title = Answers that point at a clause withdrawn since
coverage-loose-note = They are to be answered anew.

passage-no-words = Not shown: its author did not agree to be quoted, or the words are no longer public.
links-title = Links confirmed by drafters
link-quoted = “{ $words }”
link-statement = Statement { $id }
link-confirmed = { $what }: { $likeness }% alike, confirmed by { $by }, { $on }.
link-found = { $what }: found by { $by }, { $on }.
