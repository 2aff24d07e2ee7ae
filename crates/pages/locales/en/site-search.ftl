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
search-in-theme = Theme
search-before = Previous page
search-next = Next page
search-pages = Pages of what was found
search-note = Only contributions that were checked and released are searched. Personal data is masked and cannot be searched for. Numbers under 10 are not shown beside the choices.
