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
foot-mine = Where did mine go?
coverage-title = What is answered
risks-title = Problems and risks
reports-title = Work reports
evidence-title = Evidence library
