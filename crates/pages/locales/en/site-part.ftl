# The participation side of the site: take part, vote, where mine went, what people said, check it.

title-error = Error: { $title }
error-title = There is a problem
error-word = Error:

## Rounds

take-part-lead = Write in your own words, or say what you think of short statements. No account is needed.
take-part-none = No round has been opened yet. When the office asks, the questions stand here with their dates.
take-part-elsewhere = Rounds of other plans
rounds-open = Open now
rounds-later = Opening later
rounds-closed = Closed
round-open-until = Open until { $closes }
round-opens = Opens on { $opens }
round-closed-on = Closed on { $closes }
round-questions = { $n ->
    [0] no questions
    [one] one question
   *[other] { $n } questions
  }
round-statements = { $n ->
    [0] no statements
    [one] one statement to vote on
   *[other] { $n } statements to vote on
  }
round-recorded = { $n ->
    [0] no contribution recorded yet
    [one] one contribution recorded
   *[other] { $n } contributions recorded
  }
round-start = Take part
round-read = See the questions
round-lead = { $office } asks. Answer one question or all of them, in any language, in your own words.
round-lead-votes = { $office } asks. Say what you think of each statement.
round-closed-lead = This round closed on { $closes }. It ran from { $opens }. Nothing more is taken in.
round-later-lead = This round opens on { $opens } and closes on { $closes }. The questions can be read already.
round-questions-title = The questions
round-chapter = Chapter { $id }, { $title }
answer-act = Answer
answer-any = Anything else about the plan
answer-any-hint = Not covered by a question? Write it here.
vote-act = Vote on statements
vote-instead = Rather vote than write?
vote-instead-text = { $n ->
    [one] One short statement. Say whether you agree.
   *[other] { $n } short statements, one at a time: agree, disagree or pass.
  }
said-act = Read what people said
votes-page-act = Where people agree and differ
mine-act = Where did mine go?
mine-act-hint = You have written already and kept your follow-up code?
round-consent-title = What you are told before you write
round-used-title = How answers are used
round-used = A program sorts all answers into themes by their words; people check and name the themes. Every theme gets a written answer: adopted, partly adopted, not adopted or noted, each with its reason. With your follow-up code you can see what became of yours.
round-public-title = What becomes public
round-public-held = The number, time and channel of your answer at once. Its words only after a person has checked them. Telephone numbers, e-mail addresses and the like are masked.
round-public-at-once = The number, time, channel and words of your answer at once. Telephone numbers, e-mail addresses and the like are masked.
round-public-votes = Of votes, only totals of at least { $k } people. Nobody's single votes are shown.
round-not-election-title = This is not an election
round-not-election = Your answers are advice. They are not a ballot: whoever runs this site could see them. Whoever wishes takes part, so numbers here say nothing about how many in the country think so. Do not use this to elect people or to decide binding questions.

## Answer

answer-hint = In your own words, in any language. Up to { $most } characters.
answer-text = Your answer
answer-speak = I speak as
speak-as-public = a member of the public
speak-as-expert = an expert or scholar
speak-as-official = an official
answer-language = Language of your answer
answer-language-none = Not stated: the analysis finds out
answer-quotable = My words may be quoted in public, without a name
answer-quotable-hint = If you leave this empty, your answer counts just the same.
answer-continue = Continue
answer-continue-hint = You can look at it once more before it is sent.
answer-back = Back to the questions
answer-before = Before you write
answer-no-name = Do not write names, addresses or numbers of other people, or your own.
fault-empty = Write your answer.
fault-long = Your answer has { $chars } characters. Shorten it to { $most } or fewer, or send it in parts.
fault-constituency = Choose for whom you speak.
fault-language = Choose a language from the list.
fault-busy = Many people are writing at this moment. Nothing was recorded. Your text is safe on this page: press Send again.
fault-full = We could not record this: there is no room. Nothing was recorded, and your text is still on this page. Try again later.
fault-unknown = We cannot say whether this was recorded. Your text is still on this page. Press Send again: it will not be recorded twice.
fault-ours = We could not record this, and the fault is ours. Nothing is sent twice. Your text is still on this page; try again in a minute.

## Check before you send

check-answer-title = Check before you send
check-answer-nothing = Nothing is sent yet.
check-answer-words = Your answer
check-answer-question = Question
check-answer-speak = I speak as
check-answer-language = Language
check-answer-quote = May be quoted
check-answer-yes = yes, without a name
check-answer-no = no
check-answer-change-long = Change your answer
check-answer-send = Send
check-answer-public-title = What becomes public
closed-meanwhile = The round closed at { $closes }, before this was sent. Nothing was recorded. Your text is below, so that you can copy it.
sent-before-title = This form was sent before
sent-before = An answer was already recorded from this form, with other words. Nothing was recorded a second time. Your new text is below.
sent-before-correct = To change what was recorded, open it and correct it.
sent-before-open = Open what was recorded
sent-before-new = Or send the new text as a further answer of its own.
sent-before-send = Send as a further answer
withdrawn-before-title = This answer was withdrawn
withdrawn-before = What was sent from this form was withdrawn or replaced since. Nothing was recorded a second time.
your-text = Your text

## Done

done-title = Recorded
done-number = Your contribution is number <b>{ $index }</b>.
done-time = Recorded { $time }.
done-code = Your follow-up code
done-code-keep = Keep it like a key. Whoever has it can see what became of your words, correct them or withdraw them. We cannot send it again, so write it down now.
done-browser = This page can be opened again in this browser for half an hour.
done-recorded-title = What is recorded
done-held = Your words are kept unchanged. They are shown once a person has checked them.
done-public = Your words are kept unchanged and can be read by everyone.
done-numbered = Number, time and channel stand in the public record. Its sum is shown under “{ $check }”.
done-receipt = The receipt below proves this to anyone, without us.
done-next = What happens next
done-next-themes = Themes
done-next-themes-open = After the round closes on { $closes }, your answer is sorted into a theme; you will see which.
done-next-themes-closed = With the next analysis your answer is sorted into a theme; you will see which.
done-next-answers = Answers
done-next-answers-text = Every theme gets a written answer with its reason.
done-next-plan = Plan and measures
done-next-plan-text = What was taken up stands in a clause, with measures, figures and work reports. No day is set for this yet.
done-see = See where it went
done-another = Answer another question

## Receipt

receipt-title = Your receipt
receipt-open = Open the receipt
receipt-lead = This file proves to anyone, without this server, that your words are in the record. You may show it: it holds your words, but not who you are, and with it nobody can correct or withdraw them.
receipt-save = Save the receipt
receipt-text = The receipt as text
receipt-checked = What was checked
receipt-record = The words lead to the fingerprint of entry { $index }.
receipt-record-fails = The words do not lead to the fingerprint of entry { $index }.
receipt-tree = Entry { $index } is in the record of { $size } entries.
receipt-tree-fails = Entry { $index } is not in the record of { $size } entries that the receipt names.
receipt-signature = The fingerprint of that record is signed.
receipt-signature-fails = The signature under the fingerprint does not hold.
receipt-signature-unknown = The signature was not checked: this browser cannot do it. The commands on the page for receipts of others can.
receipt-key = The key that signed it is the one of this site.
receipt-key-fails = The key that signed it is not one of this site.
receipt-by-server = Checked by this server. With JavaScript your own browser checks it instead.
receipt-by-browser = Checked just now in your browser, without asking the server.
receipt-by-browser-unsigned = Checked just now in your browser, without asking the server, apart from the signature.
receipt-fails = The check in your browser failed. Keep the receipt as it is and tell the office.
receipt-unread = This is no receipt, or a part of it is missing or was changed.
receipt-others = Check a receipt that somebody shows you
slip-title = Your private slip
slip-lead = Keep this one to yourself. It holds the follow-up code, and what was recorded about you beside your words, with the random number that opens it.
slip-save = Save the private slip
slip-text = The private slip as text
shown-title = Check a receipt
shown-lead = Somebody shows you a receipt, and you want to know whether those words are in the record. It is checked in your browser and sent nowhere.
shown-field = Text of the receipt
shown-file = Or choose the file
shown-act = Check
shown-nothing-yet = Nothing is checked yet. This page needs JavaScript to check by itself; the commands beside need neither it nor this site.
shown-words = Words
shown-minute = Recorded
shown-plan = Plan
shown-round = Round
shown-log = Name of the record
shown-without-title = Without this site
shown-without = Both programs come with the source of this software and check offline. Add --policy FILE with a key that you had from elsewhere, for instance from the gazette, so that you need not believe the receipt’s own.
shown-says-not = A receipt says what was recorded at that minute. Whether the words were corrected, withdrawn or hidden since then stands in the record, not in the receipt. The titles of plan and round are not vouched for.
shown-keys = Keys of this site

## Vote

vote-title = Vote: { $round }
vote-progress = { $at } of { $n }
vote-question = Do you agree with this statement?
vote-number = Statement no. { $number }
vote-by-office = written by the office
vote-by-participant = written by a participant
vote-form = Your answer
vote-speak = I vote as (optional)
vote-speak-hint = Asked once: it holds for all your votes here. It stands in no public entry, and no part with fewer than { $k } people is shown.
vote-pass-long = Pass / not sure
vote-stop = Stop here
vote-skip = Show me another
vote-end-skipped = You have answered { $n } statements of this round and left { $left } unanswered. Your answers are recorded.
vote-skipped-act = Answer one that you left out
vote-changed = You said “{ $vote }” on this statement. A new answer takes its place.
vote-last = Recorded: “{ $vote }” on statement no. { $number }.
vote-last-change = Change it
vote-back = Go on without changing it
vote-note = Your answers are advice. They are not a ballot: whoever runs this site could see them. No result is shown before you have voted, so that it does not sway you.
vote-cookie = Your answers are kept together by a cookie in this browser. It says nothing about who you are.
vote-choose = Choose one of the three answers.
vote-end-title = You have seen all statements
vote-end = { $n ->
    [one] You have answered the one statement of this round. Your answer is recorded.
   *[other] You have answered all { $n } statements of this round. Your answers are recorded.
  }
vote-end-next = Opinion groups are worked out with the next analysis. You can change any answer until the round closes on { $closes }.
vote-answers = Your answers
vote-change = Change
vote-change-long = Change your answer to statement no. { $number }
vote-write = Write an answer in your own words

## Where did mine go?

mine-title = Where did mine go?
mine-lead = Enter the follow-up code you received when you sent your contribution. It opens what became of it.
mine-code = Follow-up code
mine-code-hint = 27 letters and digits, for example 0FDPB-WF66G-3Y8EK-6X4YN-GC99B-Q5. Capitals, spaces and hyphens do not matter.
mine-open = Open
mine-unknown = No contribution has this code. Check it letter by letter.
mine-lost = If you have lost the code, we cannot find your contribution: we do not keep who wrote what.
mine-done-over = The page you opened shows a contribution for half an hour after it was sent. Enter the code to see it again.
way-withdraw-fault = Tick the box if your words are to be erased.

## A page that could not be given

refused-not-found-title = There is no page at this address
refused-not-found = If you typed it, check it. If a link led here, the page may belong to another plan or has not been published.
refused-form-title = Something is missing
refused-form = What was sent is not complete, so nothing was recorded. Open the page again and send it once more.
refused-long-title = This is too long
refused-long = What was sent is longer than this page takes. Nothing was recorded. Go back, copy your text, and send it in parts.
refused-busy-title = Many people are here at this moment
refused-busy = The page could not be given. Nothing was recorded. Go back and try again in a minute.
refused-ours-title = We could not do this
refused-ours = The fault is ours. Nothing was sent twice. Go back and try again in a minute.
refused-home = To the first page

## Vote

vote-none = This round puts no statements to the vote.
vote-closed = Voting closed on { $closes }.
vote-later = Voting opens on { $opens }.

## Where did mine go?

way-title = Where your contribution went
way-wrote = You wrote on { $date }.
way-adopted = What you raised is in the plan. How, stands below.
way-partly-adopted = Part of what you raised is in the plan. The reason for the rest is below.
way-not-adopted = What you raised was not adopted. The reason is below.
way-noted = What you raised was noted. What that means is below.
way-open = It has been sorted into a theme. The theme has no answer yet.
way-unsorted = It is recorded and waits for the next analysis.
way-words = Your words
way-recorded-title = Recorded
way-number = Number { $index }, { $time }
way-kept = Your words are kept, unchanged
way-corrected = You corrected it; this is the later version. The earlier one was number { $index } and its words are erased.
way-shown = Everyone can read them
way-held = Held until a person has checked them
way-held-note = They count already; only the words are not shown yet.
way-hidden = Not shown to others: { $reason }
way-hidden-note = They count all the same. Only the words are not shown.
hidden-personal-data = they name or reveal a person
hidden-threat = they threaten somebody
hidden-hate = they incite hatred
hidden-advertising = they advertise
hidden-off-topic = they are not about the plan
hidden-not-stated = no reason was stated
way-counted = Counted in analysis run { $run }
way-counted-note = Once, like every other contribution.
way-not-counted = Not yet counted in an analysis
way-not-counted-run = It came after analysis run { $run }. The next run includes it.
way-not-counted-none = There has been no analysis yet. The first follows after the round closes on { $closes }.
way-quotable = may be quoted
way-trail = The way it took
way-theme-step = A theme
way-theme-when = Analysis run { $run }
way-theme-with = With between { $low } and { $high } of { $of } contributions.
way-theme-about = With about { $share } of { $of } contributions.
way-theme-few = { $count ->
    [one] It is the only contribution sorted there.
   *[other] With { $count } contributions in all.
  }
way-theme-hidden = So few contributions are sorted here that the theme is not shown to others. You see it because yours is one of them.
way-theme-why = A program sorted it by its words; nobody has looked at yours alone. The name of the theme is a working name.
way-theme-none = It could not be sorted into a theme, as it has no words that can be compared.
way-theme-later = Not sorted yet
way-similar = Others who wrote about it
way-same-words = Your words are the same as, or much like, those of others. Each is counted once.
way-answer-step = An answer
way-answer-later = No answer yet
way-answer-later-text = The office must answer every theme in writing, with a reason. When it does, the answer stands here.
way-answer-reason = Reason.
way-answer-for-parent = Given for the whole theme “{ $theme }”.
way-decided = Decided { $date }
way-clause = Clause { $id }
way-clause-changed = What changed
way-clause-since = Version { $number }, adopted { $date }
way-clause-first = Version { $number }
way-clause-why = Why it reads so now.
way-clause-named = The answer names this clause, which does not take up what you raised.
way-measures-named = { $n ->
    [one] A measure under that clause
   *[other] { $n } measures under that clause
  }
way-clause-none = No clause takes this up. Nothing in the plan follows from it.
way-clause-later = If a clause takes it up, its text and what changed in it stand here.
way-measures-step = { $n ->
    [one] A measure
   *[other] { $n } measures
  }
way-measures-later = No measure yet
way-measures-later-text = When a measure follows from the clause, it stands here with its date.
way-measure-due = due { $date }
way-measure-due-not = due date not stated
way-measure-owner-not = responsible body not stated
way-milestones = Milestones
way-outcome-step = What came of it
way-outcome-later = No figures or reports yet
way-outcome-later-text = Figures and work reports on these measures stand here as they come.
way-reports = Work reports that mention it
way-report-for = { $body }, for { $period }
way-rights = What you can do
way-code = Your follow-up code
way-code-note = Whoever has it can see this page and withdraw your contribution. Keep it as you would a key. We cannot send it again.
way-correct = Correct what I wrote
way-correct-hint = The new words take the place of the old ones, under the same code. The old words are erased; their place in the record remains.
way-correct-held = The new words are held until a person has checked them.
way-correct-act = Replace my words
way-withdraw = Withdraw what I wrote
way-withdraw-hint = Your words are erased and no longer count. The number remains in the record, so that the sum still holds. This cannot be undone.
way-withdraw-sure = Yes, erase my words
way-withdraw-act = Withdraw
way-close = Close this page on this device
way-close-hint = The browser then forgets the code. Use this on a shared computer.
gone-title = Number { $index }
gone-place = Its place in the record remains, so the sum still holds. It no longer counts in analyses.
way-latest = Latest figure: { $value } ({ $period }).
way-needed = To be on pace, { $needed } were needed by then; the target is { $target } ({ $period }).
way-answer-own-step = An answer to this contribution itself
way-theme-later-text = A program sorts every contribution into a theme. Once it has, you see here which one, and how many others raised it.
said-more = { $n ->
    [one] One smaller theme is not shown.
   *[other] { $n } smaller themes are not shown.
  }
said-parts-answered = { $answered } of { $of } parts answered
theme-plan-parts = Share of this theme's contributions by the answer that their part of it has.
votes-groups-title = The groups
gone-author = The author withdrew this contribution. Its words are erased.
gone-legal-order = The words of this contribution were erased on the order of a court or authority.
gone-third-party-data = The words of this contribution were erased, as they held data of somebody else.
gone-retention-expiry = The words of this contribution were erased, as the time they may be kept is over.

## What people said

said-none = No findings yet.
said-none-open = The round is open until { $closes }; the first findings follow after that.
said-none-closed = The first findings follow with the first analysis.
said-run = Analysis run { $run }, which read the first { $leaves } entries of the public record.
said-newer = { $n ->
    [one] One newer contribution is not in it yet.
   *[other] { $n } newer contributions are not in it yet.
  }
said-lead = { $n ->
    [one] One contribution was counted.
   *[other] <b>{ $n }</b> contributions were counted.
  }
said-lead-themes = { $n ->
    [0] None is sorted into a theme.
    [one] They raise one theme.
   *[other] They raise { $n } themes.
  }
said-answered = { $answered } of { $themes } themes have an answer.
said-themes-title = Themes, most frequent first
said-answer = Answer
said-source = Source: analysis run { $run }.
said-channels-title = How it reached us, and who is speaking
said-votes-title = Where people agree, and where they differ
said-campaigns-title = The same letter from many people
said-notes-title = What to know about these figures
said-how = How we count, moderate and weigh
theme-number = Theme { $id }
theme-number-under = Theme { $id }, part of “{ $parent }”
theme-working-name = The name is made of the theme's most telling words by a program, until a person gives it a better one.
theme-plan-title = What the plan does
theme-plan-none-text = The office must answer every theme in writing, with a reason. This one is still open.
theme-plan-parent = The answer was given for the whole theme “{ $parent }”.
theme-plan-decided = Decided { $date }
theme-plan-clause = Clause { $id }
theme-decided-title = What staff decided about this theme
theme-decided-lock = Kept as it is: theme { $theme } of analysis { $run }.
theme-decided-merge = Made of themes { $themes } of analysis { $run }, under the name { $name }.
theme-decided-rename = Named { $name }.
theme-decided-split = Contributions with the words { $words } stand apart, under the name { $name }.
theme-decided-move = Contribution { $index } was put into it.
theme-decided-by = { $by }, { $date }
theme-decided-note = The program proposes themes; people decide. Each of these acts is in the public record and can be taken back. It shows from the next analysis on: the contributions stay together, and new ones that are alike join them.
theme-parts-title = What it is made of
theme-parts-note = Share of this theme's contributions.
theme-campaigns-title = Letters inside this theme
theme-read-title = What people wrote
theme-read-note = Contributions of this theme that a person has released, oldest first, with personal data masked.
theme-read-none = No contribution of this theme has been released for reading yet. They count all the same.
theme-quotes-none = Nobody whose words were chosen has agreed to be quoted.
theme-read-more = Further contributions
theme-read-from = From no. { $index } on
theme-read-first = From the beginning
theme-all = All themes
theme-sure-title = How sure is this?
theme-sure = The sorting is done by a program that errs. The range only says how far the share would move if as many contributions had come from the same source again.
theme-repeat-title = How to repeat this
theme-repeat = Every figure is worked out by fixed rules from what is stored. The same input gives the same figures to the last digit. The fingerprint of this run's result is <code>{ $hash }</code>.

## Votes

votes-title = Where people agree, and where they differ
votes-none-yet = No votes are analysed yet.
votes-few = Groups are looked for once enough people have voted.
votes-groups-hidden = Fewer than { $k } people stand in each group that was found, so no group is shown.
votes-rounded = Counts of votes are rounded to the nearest { $k }, so that nobody's vote can be told from a change.
votes-not-title = What this does not show
slate-act = See the list, and whether anyone is left short
slate-list-title = The list
slate-caption = In the order of choice. Share of those who voted on it, passes included. Smaller figures: range that holds 95 times in 100.
slate-not-a-vote = It decides nothing: it shows what to read first if there is little time.
votes-map-hidden = So few people stand together anywhere on the map that it is not shown.

## Check it

check-title = Check it yourself
check-lead = Every contribution and every vote has a number in a public record. Nothing is taken out of it: what is withheld or erased keeps its place. So the sum must hold at any time.
check-sum-title = Does the sum hold?
check-sum-holds = It holds: { $size } entries = { $published } published + { $withheld } withheld + { $erased } erased + { $events } acts of the office.
check-sum-fails = It does not hold: { $n } entries are not explained. This should never happen. Tell the office.
check-published = Published
check-withheld = Withheld
check-erased = Erased
check-events = Acts of the office
check-published-note = Contributions that anyone may read, and votes, which count as cast.
check-withheld-note = Counted, but the words are not shown: not checked yet, or hidden for a reason that is stated.
check-erased-note = Words erased because the author withdrew or corrected them, or the law asked for it. The place remains.
check-events-note = Openings, imports, analyses, answers, changes of the plan and decisions on showing or hiding. All of them are public.
check-kinds-title = Entry by entry
check-kind = Kind of entry
check-round = Round
check-channel = Channel
check-state = How it stands
check-count = Entries
state-published = published
state-held = held until checked
state-withheld-personal-data = hidden: personal data
state-withheld-threat = hidden: threat
state-withheld-hate = hidden: hatred
state-withheld-advertising = hidden: advertising
state-withheld-off-topic = hidden: not about the plan
state-withheld-not-stated = hidden: reason not stated
state-erased-author = erased: the author asked
state-erased-legal-order = erased: order of a court or authority
state-erased-third-party-data = erased: data of somebody else
state-erased-retention-expiry = erased: time of keeping over
state-replaced = erased: corrected by the author
state-system-event = public document
check-record-title = The record
check-size = Entries
check-root = Fingerprint
check-record = The fingerprint is worked out from all entries in their order. If a single one were changed, taken out or put in before the end, it would be another. Write it down with the number of entries, and compare later.
check-record-how = Technically: the root hash of a Merkle tree after RFC 9162, in hexadecimal.
check-repeat-title = Can the result be repeated?
check-repeat = Analysis run { $run } read the first { $leaves } entries. The fingerprint of its result is <code>{ $hash }</code>. The same program gives the same figures from the same input.
check-repeat-none = No analysis has been made yet.
check-mine-title = Is mine in?
check-mine = With your follow-up code you see your number, your words and what became of them.
check-shown = A receipt proves to others that words are in the record.
check-shown-act = Check a receipt
check-later-title = What is not there yet
check-later-witnesses = Witnesses: bodies outside the office that sign the fingerprint, so that it cannot be rewritten unseen.
check-now = Until then nobody but those who kept a receipt or an older copy would notice if the record were shown to different people in different versions.

## How

how-title = How we count, moderate and weigh
how-lead = Figures on these pages come from fixed rules. Here they are, with what they cannot show.
how-count-title = How we count
how-count-once = Every contribution counts once, whether it stands alone or is one of ten thousand copies of a letter. Letters and copies are shown as such, and where it makes a difference the count with each letter taken once stands beside.
how-count-sorted = A program sorts each contribution into exactly one theme, by its words alone. No language model writes, sorts or counts anything.
how-count-range = Every share is given as a range first. The range holds 95 times in 100 (Wilson score interval). It says how far the share would move if as many contributions had come from the same source again.
how-count-k = Nothing is shown of fewer than { $k } people, and counts of votes are rounded to the nearest { $k }.
how-votes-title = How votes are read
how-votes = People who vote alike form a group. Groups come from the votes alone and have letters, not names. A statement that every group agrees with says more than one that a single large group agrees with.
how-moderate-title = How we moderate
how-moderate-held = New contributions are held until a person has looked at them, unless the round says otherwise. Held ones count already.
how-moderate-reasons = Words are hidden only for one of these reasons, and each decision has an entry in the public record:
how-moderate-never = Nothing is deleted by staff. What is hidden keeps its number and still counts.
how-mask = Telephone numbers, e-mail addresses, identity, card and bank account numbers and number plates are masked by their form before words are shown. Names and addresses have no form and are not found this way: a person reads words before they are shown, unless the round shows them at once.
how-weigh-title = How the office weighs
how-weigh = The office weighs reasons as well as numbers. It must answer every theme in writing: adopted, partly adopted, not adopted or noted, each with a reason. What those in charge ask (directions) and what people ask stand side by side beside each clause.
how-limits-title = What this cannot show
how-methods-title = Methods and their versions
how-not-election-title = This is not an election
how-not-election = This software takes opinions from whoever chooses to take part. It does not give the secrecy of a ballot against whoever runs the server, nor protection against pressure or the buying of votes. Do not use it for binding votes or to elect people.
entry-contribution = Contributions
entry-vote = Votes cast
entry-replacement = Corrected contributions
entry-withdrawal = Withdrawals
entry-moderation = Decisions on showing or hiding
entry-import = Files brought in
entry-plan = Plans published, and directions, evidence, risks and reports added
entry-run = Analysis runs
entry-disposition = Answers to themes
entry-clause = Versions of clauses
entry-measure = Measures, milestones and figures
entry-key = Changes of keys or policy
entry-closing = Closings of rounds
entry-opening = Openings of rounds

votes-further = { $n ->
    [one] One more
   *[other] { $n } more
  }
said-all = { $n ->
    [one] The theme
   *[other] All { $n } themes, with the parts they are made of
  }
