# Several annotators' files of one article side by side, and their decisions.
command-compare = Compare annotators' files…
command-compare-tip = Choose two or more annotation files of one article and decide what becomes of their differences
command-compare-annotators = Compare annotators
command-compare-annotators-tip = Put the annotation files beside this article side by side, or return from there to the page
chooser-compare-title = Compare: choose two or more annotation files
chooser-filter-annotations = Annotation files
notice-compare-none = There is only one annotation file beside { $file }. Choose the others.
warning-compare-nothing = There is no annotation file beside { $file }. Choose two or more, or annotate first.
warning-compare-too-few = Choose two or more annotation files of one article.
warning-compare-other-text = { $file } belongs to another text than { $first }. Choose annotation files of one article.
warning-save-over-compared = { $compared } is one of the compared files and stays as it is. Choose another name.
history-in-common = What all have in common
attribute-adjudicated-files = Made from these files
adjudication-title = Comparison
adjudication-on = on { $file }
adjudication-letters = A B C D E F G H I
adjudication-next = Next
adjudication-previous = Previous
adjudication-to-page = To the page
adjudication-back = Back to the comparison
adjudication-bar = This is the result: { $done } of { $total } differences are decided. What you change here counts as your decision.
adjudication-column-kind = Difference
adjudication-column-decision = Decision
adjudication-alike = { $count ->
    [one] All agree on the only annotation.
   *[other] All agree on all { $count } annotations.
}
adjudication-kind-only = Missing
adjudication-kind-lacks = Missing: { $name }
adjudication-kind-label = Label
adjudication-kind-ends = Ends
adjudication-kind-label-and-ends = Ends and label
adjudication-kind-attributes = Attribute
adjudication-kind-entity = Entity
adjudication-paragraph = Paragraph { $paragraph }
adjudication-grey-line = Grey line: what all have
adjudication-nothing-there = Nothing here
adjudication-note = Note: { $note }
adjudication-note-field = Note on this difference
adjudication-take = Take from { $name }
adjudication-all = All of them
adjudication-none = None of them
adjudication-own = Edited
adjudication-edit = Edit
adjudication-write-note = Note
adjudication-agreement = Agreement
adjudication-has = { $count ->
    [one] { $name }: 1 annotation
   *[other] { $name }: { $count } annotations
}
adjudication-label = Label
adjudication-kappa = Kappa
adjudication-f1 = F1
adjudication-f1-overlapping = F1 ≈
adjudication-all-labels = All labels
adjudication-counted = Annotations: { $counts }. Cohen's kappa over { $words } words: { $kappa }; Krippendorff's alpha, nominal: { $alpha }, for unitizing: { $unitized }. F1 of the same ends: { $exact }, of overlapping ones: { $overlapping }.
adjudication-alpha = Krippendorff's alpha (nominal)
adjudication-alpha-unitizing = Alpha for unitizing
adjudication-same-entity = Same entity
adjudication-same-attribute = Same { $name }
adjudication-share = { $equal } of { $compared }
adjudication-dashed = Dashed line: 0.8. F1 ≈ counts what overlaps.
adjudication-differ-in = What they differ in
adjudication-result = Result
adjudication-counts = { $agreed } agreed, { $decided } decided, { $open } left.
adjudication-kept = Each decision is kept with who made it, when, and whose annotation it is about.
adjudication-relations-apart = { $count ->
    [one] One relation that not all have is left out.
   *[other] { $count } relations that not all have are left out.
}
adjudication-hide-names = Hide the names while deciding
adjudication-step = Each decision is one step to undo
