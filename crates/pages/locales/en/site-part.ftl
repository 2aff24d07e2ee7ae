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
done-receipt = A signed receipt that anyone can check without us is not part of this version yet.
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

## Vote

vote-title = Vote: { $round }
vote-progress = { $at } of { $n }
vote-question = Do you agree with this statement?
vote-number = Statement no. { $number }
vote-by-office = written by the office
vote-by-participant = written by a participant
vote-form = Your answer
vote-pass-long = Pass / not sure
vote-stop = Stop here
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
