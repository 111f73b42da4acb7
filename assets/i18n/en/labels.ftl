## The label editor.

labels-title = Labels
labels-form = The chosen label
labels-list = Labels
labels-count = { PLURAL($count) ->
    [one] One label in this article
   *[other] { $count } labels in this article
}
labels-close = Back to the article
labels-search = Search labels
# $text: what was typed
labels-search-empty = No label with “{ $text }” in its name. Clear the search (Esc).
labels-new = New label
labels-new-below = Below this one
labels-new-name = Name of the new label
labels-none-chosen = Choose a label on the side.
labels-empty = No labels yet. Make one (Ctrl+L).
labels-article = The whole article
labels-article-text = What is noted of each article, such as its title, its source or its date.

# Spoken with a row of the tree.
labels-row-key = key { $key }
labels-row-hidden = hidden
labels-row-used = { PLURAL($count) ->
    [zero] not used
    [one] used once
   *[other] used { $count } times
}

labels-merge = Merge with…
labels-hide = Hide
labels-show = Show
labels-remove = Remove…
# $label: its name; $count: annotations; $relations: of these
labels-ask-merge = “{ $label }”: { PLURAL($count) ->
    [zero] no tags
    [one] one tag
   *[other] { $count } tags
}, { PLURAL($relations) ->
    [zero] no relations
    [one] one relation
   *[other] { $relations } relations
}. Choose the label that gets them; this one goes.
labels-ask-remove = “{ $label }”: { PLURAL($count) ->
    [one] one tag
   *[other] { $count } tags
}, { PLURAL($relations) ->
    [zero] no relations
    [one] one relation
   *[other] { $relations } relations
}. Give them to another label, or remove them with it.
labels-ask-remove-unused = “{ $label }” is not used. Remove it?
labels-remove-now = Remove
labels-remove-all = { PLURAL($count) ->
    [one] Remove the tag, too
   *[other] Remove { $count } tags, too
}
labels-give-to = Give to

labels-name-ar = Name in Arabic
labels-name-en = Name in English
labels-description = Description, shown while tagging
labels-color-caption = Contrast of text, then of the line: the least of light and dark
labels-color-foot = A dot: another label has this colour. Needed: 4.5 for text, 3 for the line.
# $color: its name; $label: the label that has it
labels-color-of = { $color }, also of { $label }
# $text, $line: contrasts
labels-contrast = contrast { $text } and { $line }
labels-contrast-low = contrast { $text } and { $line }, too little
labels-line = Line
labels-line-solid = Solid
labels-line-dashed = Dashed
labels-line-dotted = Dotted
labels-line-double = Double
# $line: its name; $label: the label that looks like this
labels-line-of = { $line }: { $label } looks like this
labels-key = Key
labels-key-none = No key
labels-key-is = Key { $key }
labels-key-free = { $key }, free
labels-key-swap = { $key }, swap with { $label }
labels-key-take = { $key }, take it from { $label }
labels-parent = Below
labels-parent-none = At the top

labels-attributes = Attributes
labels-attribute-add = Attribute
labels-attribute-name = Name of the new attribute
labels-attribute-remove = Remove the attribute
labels-attributes-empty = Add what you want to know about each, such as a date or a number.
labels-type = Kind
labels-type-choice = Choice
labels-type-choices = Several choices
labels-type-text = Text
labels-type-yes-no = Yes or no
labels-type-number = Number
labels-type-date = Date
labels-choices = Values
labels-choices-hint = With commas between them
labels-required = Required
labels-default = Default
labels-default-none = None
labels-yes = Yes
labels-no = No
labels-up = Move up
labels-down = Move down

labels-relations = Relations
labels-relation-add = Relation
labels-relation-name = Name of the new relation
labels-relations-empty = No relations with this label yet.
labels-relation-any = Any label
labels-relation-more = { $count } more
# $from, $to: names of labels; the arrow follows the reading direction
labels-relation-ends = { $from } → { $to }
labels-relation-both = { $from } ↔ { $to }
labels-relation-from = From
labels-relation-to = To
labels-relation-symmetric = Works both ways
labels-relation-remove = Remove the relation
labels-ask-remove-relation = { PLURAL($count) ->
    [one] One relation of this kind goes with it.
   *[other] { $count } relations of this kind go with it.
}
labels-relation-remove-all = { PLURAL($count) ->
    [one] Remove it with its relation
   *[other] Remove it with { $count } relations
}

labels-sample = How it looks
labels-sample-caption = Undecided: filled. Decided: a line. Chosen: a ring.
labels-use = Where it is used
labels-use-none = Not used yet. The sample above shows how it will look.
labels-use-count = { PLURAL($count) ->
    [one] once
   *[other] { $count } times
}
labels-use-articles = { PLURAL($count) ->
    [one] in one open article
   *[other] in { $count } open articles
}
labels-use-relations = { PLURAL($count) ->
    [zero] no relations
    [one] one relation
   *[other] { $count } relations
}
labels-use-people = Who tagged
labels-use-nobody = Without a name
labels-one-step = { $count ->
    [1] Each change is one step: Ctrl+Z takes it back.
   *[other] Each change is one step in { $count } open articles: Ctrl+Z takes it back in all.
  }

labels-sets = Sets
labels-ready-places = Add: places and factions
labels-ready-events = Add: events
labels-ready-qualitative = Add: qualitative coding
labels-share = Use in the folder { $folder }
labels-import = Add from a file…
# $format: its name
labels-export = Export as { $format }…
labels-import-title = Add labels from a file
labels-export-title = Export labels as { $format }
labels-filter = Label sets
labels-added = { PLURAL($count) ->
    [zero] All labels of the set are here already.
    [one] One label was added.
   *[other] { $count } labels were added.
}
# $file: its name; $reason: a sentence with line and column
labels-import-failed = No label was added from { $file }. { $reason }
labels-exported = The labels are in { $file }.
command-label-from-words = Label from the selected words
command-label-from-words-tip = Make a label of this name, and tag the words with it
command-edit-attributes = Attributes
command-edit-attributes-tip = Set what the label asks for about this mark
popover-attributes = Attributes
popover-attributes-missing = Attributes ({ $count } missing)
details-title = Attributes: { $label }
details-done = Done
details-note = Note
attribute-none = No value
popover-here = { $count } here
page-here = Marks here: { $count }
command-add-fragment = Add the words to the mark
command-add-fragment-tip = The selected words become a further part of the mark that was selected last (Ctrl and dragging does the same)
command-marks-here = Marks at this place
command-marks-here-tip = List the marks that lie over each other here, to choose one
