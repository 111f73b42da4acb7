# The audit: what asks for a look.

seen-view-audit = Audit
command-audit = Audit
command-audit-tip = See what is called otherwise elsewhere, overlooked, or cut in the wrong place, with a cure for each
audit-kind = Kind
audit-what = What it is
audit-finding = Finding
audit-all-kinds = All kinds
audit-kind-count = { $name }: { $count }
audit-show-fine = fine as they are
audit-progress = { $done } of { $all } articles looked through
audit-unlisted = { $count ->
    [one] { $count } more is listed when some of these are cured.
   *[other] { $count } more are listed when some of these are cured.
  }
audit-none = { $count ->
    [one] Nothing to mend here.
   *[other] Nothing to mend in { $count } articles.
  }
audit-none-of-kind = Nothing of this kind is left.
audit-none-fine = Nothing was called fine as it is.
audit-label = Another label
audit-entity = Another entity
audit-unmarked = Not marked here
audit-border-blank = White space
audit-border-punctuation = Punctuation
audit-border-quotation = Quotation marks
audit-border-particle = Joined particle
audit-border-half-word = Part of a word
audit-overlap = Overlap
audit-missing = Value missing
audit-ends = Ends of a relation
audit-orphan = Not in the text
audit-label-said = “{ $words }” is { $here } here and { $usual } elsewhere ({ $count }).
audit-entity-said = “{ $words }” means { $here } here and { $usual } elsewhere ({ $count }).
audit-entity-none-said = “{ $words }” means nothing here and { $usual } elsewhere ({ $count }).
audit-unmarked-said = “{ $words }” is not marked here and { $label } elsewhere ({ $count }).
audit-border-has-said = “{ $words }”: { $letters } does not belong to it.
audit-border-lacks-said = “{ $words }”: { $letters } is missing from it.
audit-overlap-said = “{ $words }” and “{ $other }” are both { $label }.
audit-missing-said = “{ $words }” has no value for { $attribute }.
audit-ends-said = “{ $words }”: { $kind } cannot lead from { $from } to { $to }.
audit-orphan-said = “{ $words }” was not found in the text.
audit-cure-relabel = Make it { $value }
audit-cure-link = It means { $value }
audit-cure-mark = Mark it as { $value }
audit-cure-move = Mark { $value }
audit-cure-delete = Keep { $value }
audit-cure-value = { $value }
audit-cure-turn = Turn the relation round
audit-cure-unrelate = Delete the relation
audit-cure-discard = Give it up
audit-ask = All of this kind…
audit-ask-all = { $count ->
    [one] Cure the one in the list in its first way?
   *[other] Cure all { $count } in the list, each in its first way? It is one step that can be undone.
  }
audit-cure-all = Cure them
audit-fine = Fine as it is
audit-not-fine = Not fine after all
notice-cured = { $count ->
    [one] { $count } finding cured
   *[other] { $count } findings cured
  }{ $articles ->
    [1] .
   *[other] {""} in { $articles } articles.
  }
audit-differing = Another annotator
audit-differing-none-said = { $by } has not marked { $words }.
audit-differing-only-said = { $by } has marked { $words } as { $label }.
audit-differing-label-said = { $by } calls { $words } { $label }.
audit-differing-ends-said = { $by } has marked other ends at { $words }.
audit-differing-entity-said = { $by } means another entity by { $words }.
audit-differing-attributes-said = { $by } has other attributes at { $words }.
