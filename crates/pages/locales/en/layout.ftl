# The frame of every page, and how numbers and dates are written.

percent = { $n }%
range = { $low }% to { $high }%
share-none = none
share-all = all
share-under = under { $n }%
share-over = over { $n }%
share-none-asked = no votes
list-more = { $a }, { $b }
list-last = { $a } and { $b }
date = { $day } { $month ->
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
date-time = { $date }, { $time } UTC

skip = Skip to the main content
languages = Language
nav-main = Main
nav-crumbs = Breadcrumb
nav-plan = The plan
nav-take-part = Take part
nav-said = What people said
nav-progress = Progress
nav-check = Check it
title-of = { $page } - { $plan }
not-election = <b>This is not an election.</b> Whoever wished to take part did so. The office weighs reasons as well as numbers, and must answer every theme in writing.
vote-agree = Agree
vote-disagree = Disagree
vote-pass = Pass
key = Key
