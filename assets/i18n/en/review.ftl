# Review: one suggestion after the other is decided.

menu-several = Several at once
menu-review = Review
menu-ends = Ends of the mark
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
command-new-entity = New place or faction…
command-new-entity-tip = Make a place or faction that no lexicon has, for the selected name
command-rename-entity = Rename place or faction…
command-rename-entity-tip = Change names, kind, country and coordinates of one of your own
command-merge-entity = Merge with another…
command-merge-entity-tip = Give everything that means this place or faction to another one
menu-entity = Place or faction
command-stretch-left = Move the end left by a word
command-stretch-left-tip = Make the selected mark longer or shorter by a word
command-stretch-right = Move the end right by a word
command-stretch-right-tip = Make the selected mark longer or shorter by a word
command-stretch-letter-left = Move the end left by a letter
command-stretch-letter-left-tip = Make the selected mark longer or shorter by a letter
command-stretch-letter-right = Move the end right by a letter
command-stretch-letter-right-tip = Make the selected mark longer or shorter by a letter
command-stretch-start-left = Move the start left by a word
command-stretch-start-left-tip = Make the selected mark longer or shorter by a word at its start
command-stretch-start-right = Move the start right by a word
command-stretch-start-right-tip = Make the selected mark longer or shorter by a word at its start
command-stretch-start-letter-left = Move the start left by a letter
command-stretch-start-letter-left-tip = Make the selected mark longer or shorter by a letter at its start
command-stretch-start-letter-right = Move the start right by a letter
command-stretch-start-letter-right-tip = Make the selected mark longer or shorter by a letter at its start

review-card = Decision
review-sure = suggested, { $percent } %
review-others = Another place or faction
review-others-short = Other
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

# Several at once.

command-accept-name = Accept all of this name
command-accept-name-tip = Accept every undecided suggestion with this name, in one step
command-reject-name = Reject all of this name
command-reject-name-tip = Reject every undecided suggestion with this name, in one step
command-accept-alike = Accept those alike
command-accept-alike-tip = Accept the suggestions with this name that have the same label and meaning and are about as sure
command-reject-alike = Reject those alike
command-reject-alike-tip = Reject the suggestions with this name that have the same label and meaning and are about as sure
command-next-differing = Next that differs
command-next-differing-tip = Go to the next suggestion with this name that differs from most of them
command-decide-sure = Accept the sure ones…
command-decide-sure-tip = Accept everything that was found with enough confidence; the rest is left to decide
command-decide-several = Accept or reject several…
command-decide-several-tip = Decide at once about a name, a label, the sure ones, a passage, or the rest of the article

several-title = Accept or reject several
several-name = This name
several-entity = This meaning
several-label = This label
several-sure = Sure ones
several-selection = Selection
several-rest = From here on
several-all = All
several-least = How sure at least
several-reach = { $count ->
    [one] { $count } suggestion
   *[other] { $count } suggestions
  }{ $differ ->
    [0] {""}
    [one] , { $differ } of them differs
   *[other] , { $differ } of them differ
  }
several-accept = Accept all { $count }
several-accept-alike = Accept the { $count } alike
several-reject = Reject all { $count }
several-cancel = Cancel
several-none = Nothing undecided is meant.
several-unknown = meaning unknown
several-percent = { $percent } %
review-differ = { $count ->
    [one] { $count } differs
   *[other] { $count } differ
  }
review-go-through = go through them
notice-accepted-name = Accepted { $count } of { $name }.
notice-rejected-name = Rejected { $count } of { $name }.
notice-accepted-several = { $count ->
    [one] Accepted { $count } suggestion.
   *[other] Accepted { $count } suggestions.
  }
notice-rejected-several = { $count ->
    [one] Rejected { $count } suggestion.
   *[other] Rejected { $count } suggestions.
  }

# All places like one.

command-all-like-this = All like this…
command-all-like-this-tip = Tag the same words everywhere, or change, link, note or delete all their tags
command-tag-matches = Tag all matches…
command-tag-matches-tip = Tag all matches of the search
alike-title = All like this
alike-tag = Tag
alike-relabel = Other label
alike-link = Meaning
alike-note = Note
alike-delete = Delete
alike-places = { $words }: { $count ->
    [0] nothing to change
    [one] { $count } place
   *[other] { $count } places
  }
alike-do-tag = { $count ->
    [one] Tag { $count } place
   *[other] Tag { $count } places
  }
alike-do-relabel = Relabel { $count }
alike-do-link = Set the meaning of { $count }
alike-do-note = Add the note to { $count }
alike-do-delete = Delete { $count }
alike-by-words = These words
alike-by-meaning = This meaning
alike-choose-entity = Choose what they mean…
alike-note-field = Note for all of them
alike-untagged = no tag
alike-suggested = { $label }, suggested
alike-rejected = { $label }, rejected
alike-left-out = left out
alike-in-article = In this article
alike-in-folder = In the folder
alike-looked = { $done } of { $count } articles read
alike-doing = { $done } of { $count } articles changed
alike-stop = Stop
alike-articles = { $count ->
    [one] in { $count } article
   *[other] in { $count } articles
  }
alike-unreadable = { $count ->
    [one] · { $count } article could not be read
   *[other] · { $count } articles could not be read
  }
alike-cut = · the search ended after { $count } places
alike-some = { $on } of { $count }
alike-hint = ↑ ↓ choose a place, Space or a click leaves it out
notice-alike-tag = { $count ->
    [one] Tagged { $words } in { $count } place
   *[other] Tagged { $words } in { $count } places
  }{ $articles ->
    [1] .
   *[other] {""} in { $articles } articles.
  }
notice-alike-relabel = { $count ->
    [one] { $count } tag of { $words } has another label
   *[other] { $count } tags of { $words } have another label
  }{ $articles ->
    [1] .
   *[other] {""} in { $articles } articles.
  }
notice-alike-link = { $count ->
    [one] The meaning of { $count } tag of { $words } is set
   *[other] The meaning of { $count } tags of { $words } is set
  }{ $articles ->
    [1] .
   *[other] {""} in { $articles } articles.
  }
notice-alike-note = { $count ->
    [one] { $count } tag of { $words } has the note
   *[other] { $count } tags of { $words } have the note
  }{ $articles ->
    [1] .
   *[other] {""} in { $articles } articles.
  }
notice-alike-delete = { $count ->
    [one] Deleted { $count } tag of { $words }
   *[other] Deleted { $count } tags of { $words }
  }{ $articles ->
    [1] .
   *[other] {""} in { $articles } articles.
  }

# One step over several articles.

joint-stale = { $count ->
    [one] { $count } article was left as it is, because its text has changed meanwhile. Look again in the folder.
   *[other] { $count } articles were left as they are, because their texts have changed meanwhile. Look again in the folder.
  }
joint-left = { $count ->
    [one] { $count } place stays as it is, because somebody has changed it since.
   *[other] { $count } places stay as they are, because somebody has changed them since.
  }
joint-failed = { $count ->
    [one] { $count } article could not be changed: { $reason }
   *[other] { $count } articles could not be changed. The first: { $reason }
  }
