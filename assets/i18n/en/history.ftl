# What was done since an article was opened, and going back to any point.

panel-history = History
history-here-and-now = Since it was opened
command-history = History
command-history-tip = Show what was done since the article was opened, and go back to any point
history-tagged = Tagged as { $label }
history-accepted = Accepted
history-rejected = Rejected
history-reopened = Made undecided
history-deleted = Deleted
history-noted = Note
history-relabelled = Changed to { $label }
history-moved = Ends moved
history-linked = What it means
history-described = Attributes
history-changed = Changed
history-related = Relation
history-relation-changed = Relation changed
history-document = About the article
history-labels = Labels
history-label-added = New label { $label }
history-label-changed = Label { $label } changed
history-label-removed = Label { $label } removed
history-relation-kinds = Kinds of relations
history-document-attributes = What is asked about articles
history-done = Article done
history-put-aside = Article put aside
history-taken-up = Article taken up again
history-orphans = Places of annotations
history-decided = Decided about a conflict
history-taken-in = Taken in from the annotation file
history-recovered = Restored: what was not saved
history-discarded = Discarded: what was restored
history-version = An earlier version restored
history-imported = A file of another program imported
history-folder-labels = Labels of the folder
history-many = { $what } · { $count }
history-here = You are here
history-saved = saved
history-opened = Opened
history-empty = What you do appears here.
history-back = Back to before { $time }
history-forward = Forward to { $time }
history-takes-back = { $count ->
    [one] Takes back this step. It stays in the list until something else is done.
   *[other] Takes back { $count } steps. They stay in the list until something else is done.
}
history-does-again = { $count ->
    [one] Does this step again.
   *[other] Does { $count } steps again.
}
history-go = Go there
history-show = Show on the page
