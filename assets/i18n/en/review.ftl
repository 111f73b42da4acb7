# Review: one suggestion after the other is decided.

menu-review = In review
command-review = Review suggestions
command-review-tip = Decide about one suggestion after the other, with one key each
command-stop-review = Stop reviewing
command-stop-review-tip = Go on reading where you are
command-next-undecided = Next undecided
command-next-undecided-tip = Go to the next suggestion that is not decided; after the last to the first
command-previous-undecided = Previous undecided
command-previous-undecided-tip = Go to the suggestion before that is not decided; before the first to the last
command-choose-for-name = Choose place or faction for the whole name
command-choose-for-name-tip = Choose what all mentions of the selected name refer to
command-search-entity = Search a place or faction…
command-search-entity-tip = Search what the selected name refers to
command-stretch-left = Move the end left by a word
command-stretch-left-tip = Make the selected mark longer or shorter by a word
command-stretch-right = Move the end right by a word
command-stretch-right-tip = Make the selected mark longer or shorter by a word
command-stretch-letter-left = Move the end left by a letter
command-stretch-letter-left-tip = Make the selected mark longer or shorter by a letter
command-stretch-letter-right = Move the end right by a letter
command-stretch-letter-right-tip = Make the selected mark longer or shorter by a letter

review-card = Decision
review-sure = suggested, { $percent } %
review-others = Another place or faction
review-which = What is meant?
review-which-all = What is meant, everywhere?
review-back = back to labels
review-no-others = No other place of this name.
review-search = Search for another
review-digits = Digits choose what is meant
review-nothing-left = Nothing left
review-nothing-left-why = All that was suggested is decided: { $accepted ->
    [0] none accepted
    [one] { $accepted } accepted
   *[other] { $accepted } accepted
  }, { $rejected ->
    [0] none rejected
    [one] { $rejected } rejected
   *[other] { $rejected } rejected
  }.
review-looking = Looking for names…
review-nothing-found = Nothing is suggested
review-nothing-found-why = Select words and press 1, or look again with other lexicons.
review-show-rejected = Show rejected
review-left = { $left ->
    [0] nothing left
    [one] { $left } left in { $names ->
        [one] { $names } name
       *[other] { $names } names
      }
   *[other] { $left } left in { $names ->
        [one] { $names } name
       *[other] { $names } names
      }
  }
review-mode = Review
review-hint-next = next, previous undecided
review-hint-widen = widen, narrow
review-hint-back = back
review-hint-names = names
review-hint-stop = stop reviewing
