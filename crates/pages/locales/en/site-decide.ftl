# What is decided: coverage, publications, the statement of consideration.

coverage-exceptions = { $n ->
    [one] One contribution has an answer of its own, which its theme's answer does not reach.
   *[other] { $n } contributions have answers of their own, which their themes' answers do not reach.
  }
coverage-by-channel = By how it arrived
coverage-no-words-title = Reasons not given in this language
coverage-no-words-note = These answers have a reason in another language; it stands where the answer stands.
stage-draft = Draft
stage-final = Final text
publications-title = Published texts
publications-note = What was without an answer on the day of publication is listed with it.
publication-name = { $stage }, publication { $n }
publication-approved = { $n ->
    [one] Approved by one person
   *[other] Approved by { $n } people
  }
publication-unanswered = { $n ->
    [0] Every theme had an answer
    [one] One theme without an answer
   *[other] { $n } themes without an answer
  }
consideration-title = Statement of consideration
consideration-note = Every theme with what was answered and why, and every clause that changed, in one document.
consideration-markdown = The same as Markdown
consideration-came = { $n } contributions were read in analysis run { $run }.
consideration-made = This statement is generated from the record; nothing in it was written by hand but the answers and the reasons.
consideration-answered = What was answered, and why
consideration-open = What has no answer yet
consideration-clauses = What changed in the text
consideration-no-clauses = No clause has changed yet.
consideration-part = { $who }: { $n }
clause-by = Changed by:
tensions-title = Themes that pull against a direction
tensions-note = Noted by the office; each must be answered like any other theme.
tension-direction = Direction:
measure-partners = With
