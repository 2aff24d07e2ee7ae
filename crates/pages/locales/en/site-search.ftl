# Search among what people wrote.

nav-search = Search
search-title = Search what people wrote
search-title-of = { $words } - search
search-words = Words to look for
search-hint = One word or several; all of them must be there. Chinese can be written without spaces.
search-act = Search
search-narrow = Narrow it down
search-any = Any
search-by-theme = Theme
search-by-constituency = Speaking as
search-by-channel = How it came
search-by-language = Language
search-by-round = Round
search-by-kind = Kind
search-kind-own-words = In own words
search-kind-shared-words = The same or nearly the same as others
search-kind-reply = Reply to another
search-option = { $name } ({ $n })
search-found-title = What was found
search-found = { $n ->
    [0] No contribution that anyone may read has these words.
    [one] One contribution.
   *[other] { $n } contributions.
  }
search-by-relevance = The best matches first.
search-by-number = In the order of their numbers.
search-page = Page { $page } of { $pages }.
search-left = { $n } newer entries of the record are still being read in; search again in a moment.
search-like = More like this
search-like-found = Contributions whose words are like those of number { $index }, the most alike first. A program compares them; it does not know what they mean.
search-like-none = Nothing that anyone may read is known to be like number { $index }.
search-in-theme = Theme
search-before = Previous page
search-next = Next page
search-pages = Pages of what was found
search-note = Only contributions that were checked and released are searched. Personal data is masked and cannot be searched for. Numbers under 10 are not shown beside the choices.

# Drift between two analyses.

drift-title = What changed between analyses
drift-act = What changed since the analysis before
drift-none = There is no earlier analysis to compare with.
drift-lead = Analysis { $to } beside analysis { $from }: what became of each theme. A share is given with the range within which it could move by chance.
drift-by-members = { $n ->
    [one] One contribution is in both; themes are matched by the contributions they share.
   *[other] { $n } contributions are in both; themes are matched by the contributions they share.
  }
drift-by-words = The two have few contributions in common, so themes are matched by their words.
drift-caption = Themes of both analyses, the largest first
drift-change = What happened
drift-before = Before
drift-after = After
drift-nothing = Nothing that matches
drift-change-grown = Grown
drift-change-shrunk = Shrunk
drift-change-steady = About the same
drift-change-new = New
drift-change-gone = Gone
drift-change-merged = Several became one
drift-change-split = One became several
drift-change-rearranged = Rearranged
drift-note = Two themes match where one has at least half of the contributions that the other shares with the other analysis. Grown and shrunk means that the two ranges do not overlap; everything else is about the same.
