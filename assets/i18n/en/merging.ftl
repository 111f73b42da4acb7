# What others have written into the annotation file of an open article: the bar, and the view in which the person decides.
# $who: own (the same name in another window), others, or unknown. $names: their names. $counts: how much, as in differences-…
merging-taken = { $who ->
        [own] What you did in another window was taken in: { $counts }.
        [others] Taken in from { $names }: { $counts }.
       *[unknown] The annotation file has changed. Taken in: { $counts }.
    }
# $count: how many decisions are open
merging-open = { $count ->
        [one] One thing was changed in different ways here and in the file. Decide what holds; until then nothing is saved by itself.
       *[other] { $count } things were changed in different ways here and in the file. Decide what holds; until then nothing is saved by itself.
    }
merging-undone = { $who ->
        [own] What you did in another window is undone here. The file still has it.
        [others] What { $names } did is undone here. The file still has it.
       *[unknown] What others did is undone here. The file still has it.
    } Take it in again, or leave it out: then the next save takes it out of the file, and a version keeps it.
merging-decide = Decide
merging-look = Look
merging-keep = OK
merging-take-again = Take it in again
merging-leave-out = Leave it out
differences-title-taken = What was taken in
differences-side-before = Before
differences-side-taken = Now
differences-title-decisions = Decide
decisions-side-removed = Removed
decisions-mine = Mine
decisions-theirs = Theirs
decisions-theirs-of = { $name }
decisions-take-mine = Take mine
decisions-take-theirs = Take theirs
decisions-take-theirs-of = Take that of { $name }
decisions-both = Both
decisions-before = As before
decisions-neither = Neither
decisions-show-before = Show what was before
decisions-hide-before = Hide what was before
decisions-side-before = Before
decisions-later = Later
decisions-removed-here = Removed here, changed there
decisions-removed-there = Changed here, removed there
# $who: whose side was taken
decisions-decided = ✓ { $who }
decisions-progress = { $done } of { $total } decided
notice-decided = { $count ->
        [one] Decided.
       *[other] All { $count } are decided.
    }
# $reason: save-waits-…
status-waits = Kept in the journal: { $reason }
save-waits-open = decisions are open
save-waits-undone = the file has more than is shown
