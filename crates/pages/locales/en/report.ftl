# report.html: what an analysis found, for the office or for everyone.

report-title = What people said
report-office = <b>For the office.</b> This report contains individual texts and votes. Do not publish it: <code>canvass analyse --public</code> writes one that may be published.
report-public = <b>For everyone.</b> Figures that could point to a single person are left out, and only those who agreed to it are quoted.
report-contents = In this report
report-brief = In short

lead-texts = { $texts ->
    [one] One contribution came in.
   *[other] { $texts } contributions came in.
  }
lead-votes = { $voters ->
    [one] One person
   *[other] { $voters } people
  } voted on { $statements ->
    [one] one statement.
   *[other] { $statements } statements.
  }
lead-nothing = Nothing came in.

## What came in

in-title = What came in
in-sentence = { $rows ->
    [one] One row was read.
   *[other] { $rows } rows were read.
  } { $quarantined ->
    [0] All of them are counted.
    [one] One could not be used and was set aside.
   *[other] { $quarantined } could not be used and were set aside.
  }
in-adds-up = They add up, to the last one:
in-accepted = accepted
in-set-aside = set aside
in-unexplained = unexplained
in-files = The files read
in-file = File
in-kind = Read as
in-rows = Rows
in-file-accepted = Accepted
in-file-set-aside = Set aside
in-figures = The figures in a row
in-contributions = contributions
in-statements = statements put to a vote
in-voters = people who voted
in-votes = votes that stand
in-votes-cast = votes as cast; a person's later vote on a statement replaces the earlier one
in-also-statements = Each statement is also counted once as a contribution.
by-title = How they reached us, who is speaking, in which language
by-note = Counts, no estimates. Share of all { $n } contributions.
by-channel = How it reached us
by-constituency = Who is speaking
by-round = Round
asked-round-other = Others, too few to show apart
by-language = Language
by-count = Contributions
by-share = Share
by-only = All came by one channel ({ $channel }), from one constituency ({ $constituency }) and in one language ({ $language }).
by-more = { $n ->
    [one] One more has
   *[other] { $n } more have
  } { $count ->
    [one] one contribution.
   *[other] { $count } contributions together.
  }
chart = Chart

channel-web = Web form
channel-api = Another program
channel-form-import = Another form tool
channel-csv = CSV file
channel-xlsx = Workbook
channel-mbox = E-mail
channel-paper = Paper and post
channel-phone = Telephone
channel-meeting = Meetings
constituency-public = The public
constituency-expert = Experts and scholars
constituency-official = Officials
channel-other = Others, too few to show apart
constituency-other = Others, too few to show apart
language-ar = Arabic
language-de = German
language-en = English
language-es = Spanish
language-fa = Persian
language-fr = French
language-hi = Hindi
language-id = Indonesian
language-it = Italian
language-ja = Japanese
language-ko = Korean
language-nl = Dutch
language-pl = Polish
language-pt = Portuguese
language-ru = Russian
language-sv = Swedish
language-sw = Swahili
language-th = Thai
language-tr = Turkish
language-uk = Ukrainian
language-ur = Urdu
language-vi = Vietnamese
language-zh = Chinese
language-und = Not known
language-other = Others, too few to show apart
kind-csv = Table (CSV)
kind-xlsx = Workbook (XLSX)
kind-jsonl = Records (JSONL)
kind-polis-comments = Polis statements
kind-polis-votes = Polis votes
kind-polis-matrix = Polis vote matrix
kind-polis-comments-json = Polis statements (JSON)
kind-polis-votes-json = Polis votes (JSON)

## The same words

same-title = The same words more than once
same-none = No two contributions have the same or nearly the same words.
same-many = { $n } of { $of } contributions share their words with at least one other.
same-distinct = Counting each set of like words once, { $distinct ->
    [one] one contribution is left.
   *[other] { $distinct } contributions are left.
  } Both counts are given wherever they differ.
same-kinds = How alike they are
same-kind = Likeness
same-exact = the same, apart from case, spaces and punctuation
same-near = nearly the same
same-template = mostly one shared passage
same-count = Contributions
campaigns-none = No letter was sent often enough to be listed as a campaign.
campaigns = { $n ->
    [one] One letter came from several people:
   *[other] { $n } letters came from several people each:
  } { $signers } contributions carry { $n ->
    [one] its words.
   *[other] their words.
  } Every one is counted, and the letter is shown once.
campaigns-note = That someone organised a letter is not known, only that many contributions are alike.
campaign = Letter { $n }
campaign-signers = { $signers } signers, { $share } of { $of } contributions.
campaign-people = { $people ->
    [one] One signer
   *[other] { $people } signers
  } with { $signers } contributions, { $share } of { $of }. Everybody is one signer, however often they sent it.
campaign-exact = { $exact ->
    [0] No two are word for word the same.
    [1] No two are word for word the same.
   *[other] { $exact } are word for word the same.
  }
campaign-own = { $n ->
    [0] None adds a sentence of its own.
    [one] One adds a sentence of its own or more ({ $share }).
   *[other] { $n } add a sentence of their own or more ({ $share }).
  }
campaign-added = Words that signers added: { $words }.
campaign-theme = Theme of most signers:
campaigns-more = { $n ->
    [one] One smaller letter is not shown here; <code>findings.json</code> holds it.
   *[other] { $n } smaller letters are not shown here; <code>findings.json</code> holds them.
  }

## Themes

themes-title = What people wrote about
themes-none = There are no themes, as no contribution has any words.
themes-between = Between <b>{ $low } and { $high }</b> of { $of } contributions are sorted under “{ $name }”, the largest of { $themes } themes.
themes-about = About <b>{ $share }</b> of { $of } contributions are sorted under “{ $name }”, the largest of { $themes } themes.
themes-few = <b>{ $count }</b> of { $of } contributions are sorted under “{ $name }”, the largest of { $themes } themes.
themes-one = All { $of } contributions are sorted under one theme.
themes-one-text = There is one contribution, and one theme: “{ $name }”.
themes-made = The sorting is done by a program. Each contribution has exactly one theme, and the names are only its most telling words. A person should read, rename, merge or split them before they are used.
themes-per-language = Themes were made language by language, so one idea in two languages is two themes.
themes-caption = Share of contributions sorted under each theme
themes-caption-note = Band: range that holds 95 times in 100. Out of { $of } contributions with words.
themes-theme = Theme
themes-range = Range
themes-share = Share
themes-count = Contributions
themes-once = Like words once
themes-more = { $n ->
    [one] One more theme stands
   *[other] { $n } more themes stand
  } in <code>tables/themes.csv</code>.
themes-details = The themes one by one
themes-narrower = Beneath them stand { $n } narrower themes.
themes-cut = The { $shown } largest of { $n } themes.
themes-response-table = <code>response-table.xlsx</code> has a row for every theme, with quotes and empty columns for your answer.
theme-quotes-rule = The quotes are chosen by rule, not by hand.
theme-quotes-agreed = The quotes are chosen by rule, not by hand, from those who agreed to be quoted.
theme-between = Between <b>{ $low } and { $high }</b> of { $of } contributions are sorted under this theme: { $count } of them, or { $share }.
theme-about = About <b>{ $share }</b> of { $of } contributions are sorted under this theme: { $count } of them.
theme-small = Fewer than <b>1 in 100</b> of { $of } contributions are sorted under this theme: { $count } of them.
theme-few = { $count ->
    [one] <b>One</b> of { $of } contributions is sorted under this theme.
   *[other] <b>{ $count }</b> of { $of } contributions are sorted under this theme.
  }
theme-campaigns-inside = { $signers ->
    [one] One of these contributions
   *[other] { $signers } of these contributions
  } ({ $share }) { $signers ->
    [one] carries
   *[other] carry
  } the words of { $n ->
    [one] a letter
   *[other] { $n } letters
  }. Every one is counted, and the letter is shown once.
theme-without-title = Does that change the picture?
theme-without-same = Leaving the letters out everywhere, the share is <b>{ $share }</b> (range { $range }; { $count } contributions). By size the theme stays in place { $place }.
theme-without-other = Leaving the letters out everywhere, the share is <b>{ $share }</b> (range { $range }; { $count } contributions). By size the theme goes from place { $before } to place { $place }.
theme-once = Counting each letter and each set of like words once, the range is { $range } ({ $count }).
theme-under = Part of “{ $parent }”.
theme-stability = When half of the contributions are drawn and grouped again, the theme shares { $share } with the group most like it, in the mean.
theme-words = Words that set it apart
theme-quotes = In people's words
concerns-title = Small distinct concerns
concerns-note = Few people raise each of these. They are counted in the theme named, and lie farther from its middle than the nearest other theme does. A person should read them before they are lost in a large number.
concern-size = { $count ->
    [one] One contribution, counted in “{ $theme }”.
   *[other] { $count } contributions, counted in “{ $theme }”.
  }
theme-who = Who raised it
theme-who-note = Share of each part's own contributions. Band: range that holds 95 times in 100. Dashed line: all contributions, { $all }.
differ = More often: { $more }, { $high }. Less often: { $less }, { $low }. The ranges do not overlap.
differ-not = { $parts }: no difference can be told, as the ranges overlap.
out-of = Out of
quote-number = no. { $id }
quote-goes-on = The text goes on.
quote-role-typical = nearest the middle of the theme
quote-role-distant = farthest from the middle
quote-role-constituency = nearest the middle for its constituency

## Votes

groups-title = Where people agree, and where they differ
votes-none = No votes came in, so there is nothing to say about agreement.
groups-found = <b>{ $voters }</b> people voted on { $statements } statements. Their votes form <b>{ $groups } groups</b>.
groups-one = <b>{ $voters }</b> people voted on { $statements } statements. All who could be placed are in one group.
groups-not-found = <b>{ $voters }</b> people voted on { $statements } statements. No groups were formed.
groups-few = Groups are looked for among people who have each voted on at least { $needed ->
    [one] one statement.
   *[other] { $needed } statements.
  } So far { $placed ->
    [0] none has.
    [one] one has.
   *[other] { $placed } have.
  }
groups-from-votes = The groups come from votes alone. Nobody was asked who they are, and no group has a name but a letter.
groups-polis = The method used here (profile <code>polis</code>) always divides people into groups, even when their votes have no lasting pattern. That there are groups is therefore no finding. Whether they would come back with other voters was not tested.
groups-silhouette = Clearness of the groups: { $value } on a scale from −1 to 1. At 1 everyone is far nearer to their own group than to any other; near 0 the groups run into each other.
groups-placed = { $placed } of { $voters } voters are placed: those with at least { $needed ->
    [one] one vote.
   *[other] { $needed } votes.
  } The others' votes count in the totals.
groups-brief = The votes form <b>{ $groups } groups</b> of people who vote alike.
groups-brief-untested = The votes form <b>{ $groups } groups</b> of people who vote alike. Whether the groups would last was not tested.
groups-real = Are the groups real?
groups-why-none = Why no groups are shown
groups-none-stable = <b>{ $voters }</b> people voted on { $statements } statements. <b>No stable groups</b> were found.
groups-too-few = Groups are looked for once { $people } people have each voted on at least { $needed ->
    [one] one statement.
   *[other] { $needed } statements.
  } So far { $placed ->
    [0] none has.
    [one] one has.
   *[other] { $placed } have.
  }
groups-lists-stay = Below are the statements that most people agree with, and those that divide them most.
groups-none-means = That is a finding, not a failure: what people share and what divides them is below, counted over everyone. It does not show that there are no groups; it shows that these votes do not carry any.
groups-alike = On every statement, all who voted gave the same answer. There is nothing to tell groups apart by.
groups-no-pattern = How people voted on one statement tells nothing of how they voted on another: answers dealt anew among them look the same.
groups-not-stable = We looked for groups and found none that last. People's votes differ, but not along lines that come back when voters are drawn anew.
groups-gradient = People's votes differ along lines that come back, but people shade from one view into another. Votes made up without any groups look as clear-cut.
groups-stable-word = Stable
groups-stable = Voters were drawn anew { $repeats } times, some of them several times and others not at all, and the groups formed again. In { $same } of these repeats the best number of groups was the same, and { $stayed } of 100 people stayed with the same others.
groups-tested-gradient = Of { $draws } sets of votes made up from the same directions of opinion, but without groups, { $n ->
    [0] none was
    [one] one was
   *[other] { $n } were
  } as clear-cut; of all such sets at most { $most } would be, 95 times in 100.
groups-tested-shuffles = Answers were dealt anew { $shuffles } times among those who gave them. What differences between people remained was at most { $share } of those in the true votes.
groups-tested-held-out = One vote in ten was held out and foretold from the others: with { $n ->
    [0] no direction of opinion helping
    [one] one direction of opinion
   *[other] { $n } directions of opinion
  } the mean square error is { $with }, from each statement's mean alone { $without }.
groups-ranges = In brackets: the range that holds 95 times in 100, had other people from the same source voted. It comes from drawing the voters anew; for errors and for shares of the differences, from how much people differ. For agreement, overlap and those who stayed it is what 95 in 100 repeats lie between.
groups-ranges-untested = In brackets: the range that holds 95 times in 100 when the voters are drawn anew and the groups formed again along the same directions.
groups-other = The profile <code>{ $profile }</code> forms { $groups } groups from the same votes; the two agree by { $agreement }, where 1 is the same groups and 0 as by chance. It fills statements that people have not seen with the mean, looks along two directions only, and forms groups whether or not they last. So what was tested stands first here.
groups-other-alone = The profile <code>{ $profile }</code> forms { $groups } groups from the same votes. It fills statements that people have not seen with the mean, looks along two directions only, and forms groups whether or not they last. So what was tested stands first here.
groups-test = The test and its limits
groups-test-limits = Groups are shown when they come back in the repeats (agreement of 0.8 at the median, every group overlapping by 0.75 on average), when none is smaller than one person in a hundred, and when at most one made-up set in twenty is as clear-cut. Groups are formed and described on the same votes, and everybody is put with the nearest group, also people who stand between two.
groups-numbers = Numbers of groups tried
groups-number = Groups
groups-number-clear = Clear-cut, 0 to 1
groups-number-in-gradient = The same without groups
groups-number-gradient = { $mean } (at most { $highest })
groups-number-not-drawn = not needed
groups-number-agreement = Agreement of repeats
groups-number-weakest = Overlap of the weakest group
groups-number-smallest = People in the smallest
map-variance-fit = The two directions of the map carry { $first } and { $second } of the differences found between people; the rest cannot be drawn.
groups-size = A group's size here says nothing about its size in the country.
map-title = The map of votes
map-alt = Map of { $placed } voters by how they voted
map-about = People who voted alike are near each other. The stronger the colour, the more people. Left, right, up and down have no meaning of their own.
map-shared = { $n ->
    [0] No cell holds people of two groups.
    [one] One cell holds people of more than one group and has the colour of most of them.
   *[other] { $n } cells hold people of more than one group and have the colour of most of them.
  }
map-variance = The two directions of the map carry { $first } and { $second } of all differences between votes; the rest cannot be drawn.
map-key = People in a cell, from the weakest colour to the strongest: { $steps }.
map-step = { $low } to { $high }
map-words = In words
map-largest = Group { $group } is the largest: { $n } people, { $share } ({ $range }) of those placed.
map-table = The groups in figures
group = Group { $group }
group-letter = Group
group-people = People
group-share = Share of those placed
group-range = Range
group-more = <b>{ $n } people, { $share }</b> ({ $range }) of those placed. What sets them apart:
group-agree = { $inside } ({ $inside-range }) agree; of the others { $outside } ({ $outside-range })
group-disagree = { $inside } ({ $inside-range }) disagree; of the others { $outside } ({ $outside-range })
group-nothing = No statement sets this group apart beyond doubt.
groups-tried = Numbers of groups tried, with their clearness: { $tried }.
groups-tried-one = { $n } with { $value }

statements-title = The statements
statement = Statement
statement-all = All
votes-by-sentence = { $n ->
    [one] One statement that leads a list
   *[other] { $n } statements that lead the lists
  }, as those voted on it who came in each way or speak for each. Parts with few voters are not shown apart; the ranges say how sure each share is.
statement-agree = Agree
statement-disagree = Disagree
statement-caption = Each list holds the clearest cases, ten at most. Share of those who voted on it, passes included. Smaller figures: range that holds 95 times in 100.
agreed-title = Most people agree
agreed-sentence = { $n ->
    [0] There is no statement that most people clearly agree with.
    [one] There is one statement that most people clearly agree with.
   *[other] These are the { $n } statements that most people most clearly agree with.
  }
rejected-title = Most people disagree
rejected-sentence = { $n ->
    [0] There is no statement that most people clearly disagree with.
    [one] There is one statement that most people clearly disagree with.
   *[other] These are the { $n } statements that most people most clearly disagree with.
  }
across-title = Every group agrees
across-sentence = { $n ->
    [0] With no statement do more than half of the votes agree in every group.
    [one] In every group, more than half of the votes agree with one statement.
   *[other] In every group, more than half of the votes agree with these { $n } statements.
  }
bridging-title = Agreed by people who usually disagree
bridging-sentence = { $n ->
    [0] No statement has more than half of the votes on each side of what divides people most, and in each group that is shown.
    [one] With one statement more than half agree on each side of what divides people most, and in each group that is shown.
   *[other] With these { $n } statements more than half agree on each side of what divides people most, and in each group that is shown.
  }
bridging-about = More than half means: also at the lower end of the range. They stand in the order of the bridging score, the part of the agreement that the divide does not explain. A score only stands in for what matters, that people come to understand each other.
bridging-score = Bridging score { $score } ({ $low } to { $high }). On one side of the divide { $first } agree, on the other { $second }.
bridging-informed = Group-informed consensus { $value } ({ $low } to { $high }).
statement-again = Listed again in { $n } of 100 drawings of the voters.
across-brief = What every group agrees with most: “{ $text }” { $agree } of all who voted on it agree.
divisive-brief = What divides people most: “{ $text }” { $agree } agree, { $disagree } disagree.
agreed-brief = What most people agree with most clearly: “{ $text }” { $agree } of those who voted on it agree.
divisive-title = Where they part
divisive-sentence = { $n ->
    [0] There is no statement with clearly many people on both sides.
    [one] There is one statement with clearly many people on both sides.
   *[other] These are the { $n } statements with the most people on both sides.
  }
divisive-most = Of the most divided one, { $agree } agree and { $disagree } disagree.
statements-cut = { $n ->
    [one] One more stands
   *[other] { $n } more stand
  } in <code>tables/statements.csv</code>.
statements-rest = All { $n } statements with their votes stand in <code>tables/statements.csv</code>. Most have too few votes, or no clear side, to be listed here.
statements-all = All { $n } statements with their votes
statements-all-cut = { $shown } of { $n } statements with their votes, those with the most votes first
slates-title = A short list that speaks for everyone
slates-sentence = { $n ->
    [one] One statement,
   *[other] { $n } statements,
  } chosen so that every part of the voters finds its share among them: { $represented } of { $voters } voters ({ $range }) agree with at least one, { $left } with none.
slate-rule = Chosen by the rule <code>{ $rule }</code>, in this order: each place goes where it is worth most to those who have least.
slate-check-title = Is anyone left short?
slate-place = { $n ->
    [one] One place stands
   *[other] Each of the { $n } places stands
  } for { $place } people.
slate-holds = Nobody is left short: no statement outside the list is shared by enough people for a place, or for several, who agree with too few on the list. { $checked ->
    [one] One possible claim was
   *[other] { $checked } possible claims were
  } checked. The rule is called { $axiom }.
slate-fails = Some people are left short. { $checked ->
    [one] One possible claim was
   *[other] { $checked } possible claims were
  } checked. The rule is called { $axiom }.
slate-witness = { $voters } people agree with “{ $text }”, which is not on the list. { $needed } are enough for { $members ->
    [one] one place
   *[other] { $members } places
  }, and each of them agrees with fewer on the list than that.
slate-nearest = What comes nearest to a claim: { $voters } people agree with “{ $text }” and with fewer than { $members } on the list; { $needed } would be enough.
slate-unseen = Whoever has not seen a statement counts as not agreeing with it. Where people saw few statements, the check says little.
slate-fare-title = How people fare
slate-fare = { $none } of { $voters } people ({ $range }) agree with none of them; the worst-off tenth agree with at most { $tenth }, the worse-off half with at most { $half }.
slate-at-most = { $n } ({ $low } to { $high })
slate-fare-note = In brackets: the range that holds 95 times in 100. A number without one is the same throughout its range.
slate-fare-table = How many of them people agree with
slate-people = People
slate-share = Share
slate-with-none = Agree with none
slate-tenth = The worst-off tenth agree with at most
slate-members = { $n ->
    [0] none
    [one] one
   *[other] { $n }
  }
method-slate = Choosing statements that speak for everyone

## What was left out

out-title = What was left out, and what this cannot show
out-sentence = { $n ->
    [0] No row was set aside.
    [one] One row could not be used and was set aside.
   *[other] { $n } rows could not be used and were set aside.
  }
out-listed = Each stands with its line and reason in <code>tables/quarantine.csv</code>.
out-reason = Reason
out-rows = Rows or cells
out-count = Number
out-excluded = Accepted, but left out of some figures
out-notes = What else to know
out-limits = What this cannot show
limit-sample = These shares describe the contributions, not the population. Nobody was drawn by lot.
limit-range = A range says how far a share would move if as many contributions had come from the same source again. It does not say how often the sorting errs.
limit-candidates = Themes, names and letters are a program's proposal until people have checked them.
limit-seen = A statement is judged only by those who saw it, and they were not drawn by lot.
limit-suppressed = What fewer than the published least number of people said or voted is not shown, so that nobody can be recognised. Totals may therefore be larger than the parts shown.

set-aside-empty-text = The text is empty
set-aside-undecodable = Bytes that are no letters in the file's encoding
set-aside-too-long = The row is longer than 16 MiB
set-aside-quote-not-closed = A quoted cell is not closed
set-aside-quote-inside = A quote inside a quoted cell is not doubled
set-aside-cell-count = More or fewer cells than the header
set-aside-zero-character = A character that no spreadsheet keeps (U+0000)
set-aside-cell-error = The cell shows an error of the spreadsheet
set-aside-not-an-object = The line is no JSON object
set-aside-not-a-value = A list or an object where a text is needed
set-aside-repeated-key = The same key twice in one record
set-aside-unknown-channel = A channel that is not on the list
set-aside-unknown-constituency = A constituency that the plan does not define
set-aside-unknown-language = A language that is not known
set-aside-bad-date = A date that cannot be read
set-aside-bad-answer = Neither yes nor no
set-aside-no-id = The id is empty
set-aside-bad-vote = A vote that is not 1, 0 or −1
set-aside-bad-moderation = A moderation that is not 1, 0 or −1
set-aside-unknown-statement = A vote on a statement that is not there
set-aside-repeated-participant = A second row of the same participant

excluded-empty-text = No words, so in no theme
excluded-hidden-statement = Statements that moderation hides: they can have votes, and take no part in groups and lists
excluded-meta-statement = Statements about the voters themselves: they take no part in groups and lists
note-given-without-vote = { $a ->
    [one] One participant named in the groups given has no vote here.
   *[other] { $a } participants named in the groups given have no vote here.
  }
note-themes-fewer-than-asked = { $a ->
    [one] One theme was asked for,
   *[other] { $a } themes were asked for,
  } but there are only { $b ->
    [one] one: the texts are all the same.
   *[other] { $b }: there are no more different texts.
  }
note-disclosure-k = Nothing is shown of fewer than { $a } people or contributions, and counts of votes are rounded to the nearest { $a }.
note-themes-not-shown = { $a ->
    [one] One theme is not shown, as too few contributions are sorted under it.
   *[other] { $a } themes are not shown, as too few contributions are sorted under each.
  }
note-concerns-not-shown = { $a ->
    [one] One small concern is not shown, as too few contributions raise it.
   *[other] { $a } small concerns are not shown, as too few contributions raise each.
  }
note-campaigns-not-shown = { $a ->
    [one] One letter is not shown, as too few people signed it.
   *[other] { $a } letters are not shown, as too few people signed each.
  }
note-themes-per-language = { themes-per-language }
note-vectors-teacher = Themes were made across languages: the vector model { $a } read every text.
note-vectors-student = Themes were made across languages: the vector model { $a } read { $b } texts, and what it says of them was learned for all others.
note-personal-data = Personal data was found by its form in { $a ->
    [one] one contribution:
   *[other] { $a } contributions:
  } { $b ->
    [one] one telephone number,
   *[other] { $b } telephone numbers,
  } { $c ->
    [one] one e-mail address,
   *[other] { $c } e-mail addresses,
  } { $d ->
    [one] one other number
   *[other] { $d } other numbers
  } (identity, card, bank account, number plate). It is masked wherever words are shown to the public. Names and addresses have no form and are not found: a person has to read words before they are published.
note-unknown = The analysis also noted: { $code } ({ $values }).

## How it was made

made-title = How this was made
made-sentence = A program read the input and worked out every figure by fixed rules. No language model wrote, sorted or counted anything. The same input gives the same figures, to the last digit.
made-lsa = Texts are compared by the words they share (latent semantic analysis), language by language. Like ideas in different words may be sorted apart.
made-model = Texts are compared with the vector model <code>{ $name }</code>, which was added and named by the office.
made-votes = Votes were analysed with the profile <code>{ $profile }</code>.
made-methods = Methods and their versions
made-method = Method
method-normalise = Bringing texts to one form
method-language = Telling the language of a text
method-duplicates = Finding the same and nearly the same words
method-vectors = Turning texts into numbers
method-themes = Sorting texts into themes
method-labels = Naming themes by their words
method-votes = Opinion groups and statements
made-version = Version
made-seed = Every choice by chance starts from the seed { $seed }.
made-files = The other files of this analysis
made-file-findings = every figure of this report, for programs
made-file-manifest = what was read, how, and the fingerprint of the result
made-file-themes = every theme with its size
made-file-statements = every statement with its votes
made-file-assignments = the theme of each contribution
made-file-duplicates = which contributions share their words
made-file-groups = the opinion group of each voter
made-file-quarantine = each row that was set aside, with the reason
made-file-tables = all tables in one workbook
made-file-response = a row for each theme, to be answered

## Accuracy

accuracy-none = How often the sorting errs is not known: nobody has sorted a sample by hand yet.
accuracy-texts = To find out how often the sorting errs, { $coders ->
    [one] one person
   *[other] { $coders } people
  } sorted a sample of { $n } contributions by hand.
accuracy-correct = Of all contributions, { $range } stand in a theme that a person would give them too.
accuracy-kappa = The two agree beyond chance by a kappa of { $range }; 1 would be always, 0 no more than chance.
accuracy-alpha = Krippendorff's alpha of all who sorted is { $range }.
accuracy-sampled = People sorted a sample by hand; { $n ->
    [one] one contribution of it stands
   *[other] { $n } contributions of it stand
  } in this theme.
accuracy-precision = Of the contributions that stand here, { $range } belong here in their reading.
accuracy-recall = Of those that belong here in their reading, { $range } stand here.
accuracy-share = As they would sort, the theme would have { $range } of all contributions.
figure-range = { $value } ({ $low } to { $high })
