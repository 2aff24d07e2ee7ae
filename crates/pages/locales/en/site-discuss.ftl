# Discussion: on clauses, questions and themes.

discussions-title = Discussion
discussions-lead = What people say of single clauses, questions and themes, with the replies to it. In the order of the plan; nothing is ranked by how much was said.
discussions-all = Everything that is discussed
discussions-none = Nothing that anyone may read has been said of a single clause, question or theme yet.
discussion-count = { $n ->
    [one] one contribution
   *[other] { $n } contributions
  }
discussion-of = Discussion: { $what }
discussion-question = Question
discussion-theme = Theme
discussion-clause = The clause with all that stands behind it
discussion-theme-page = The theme with all that people wrote
discussion-title = What people say
discussion-say = Say something about this
discussion-closed = No round is open, so nothing can be added now.
discussion-order = Order
discussion-by-time = By time
discussion-by-bridging = By agreement across groups
discussion-rule-time = The oldest stands first. Nothing is ranked by how many reply or agree.
discussion-rule-bridging = Words that were put to the vote come first, those before that every opinion group agrees with more (group-informed consensus, of this page). Words nobody votes on follow by time. Nothing is ranked by how many reply or agree.
discussion-none = Nothing that anyone may read has been said here yet.
discussion-replies = Replies to contribution { $index }
discussion-reply = Reply to contribution { $index }
discussion-to = Reply to contribution { $index }
discussion-expert = Expert submission with sources
discussion-sources = Sources the author names
discussion-office = The office answers
discussion-voted-on = Put to the vote
discussion-gone = These words are no longer shown. The replies to them stand.
discussion-more = More of this discussion
discussion-first = From the beginning
discussion-next = Further contributions
discussion-place = What it is about
stance-for = For
stance-against = Against
stance-neither = Neither for nor against
answer-stance = How do your words stand to it?
answer-sources = Sources (optional)
answer-sources-hint = One on each line, at most { $most }. Experts’ submissions with sources are marked as such.
check-answer-stance = How they stand to it
check-answer-sources = Sources
discuss-act = Discuss
clause-discuss = Read what people say of this clause
theme-discuss = Discuss this theme
fault-place = What you reply to, or write about, is not there.
fault-sources = Name at most { $most } sources, each on a line of at most { $chars } characters.
