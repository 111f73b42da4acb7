# Earlier states of annotation files.
panel-versions = Versions
command-versions = Earlier versions
command-versions-tip = List the saved states of these annotations, and restore one
versions-now = Now
versions-unsaved = not saved
versions-saved = saved
versions-autosaved = saved by itself
versions-found = found on disk
versions-restored = restored
versions-before-restore = before restoring
versions-before-migration = before the new format
versions-before-import = before import
versions-before-merge = before merge
versions-before-fix = before repair
versions-before-export = before export
versions-interrupted = interrupted save
versions-empty = Nothing saved yet. Ten states will be kept here.
versions-about = Ten states are kept, and the one before each import, merge or new format.
versions-card = The chosen version
versions-against = { $what }, against { $time }
versions-more = { $count ->
        [one] 1 more
       *[other] { $count } more
    }
versions-look = Look
versions-restore = Restore
versions-read = Read it
versions-since = Changes since
versions-can-be-undone = Restoring is one step, which can be undone.
versions-tab = { $file } ({ $time })
differences-title-unsaved = What is not saved
differences-title-step = Changed in the version of { $time }
differences-title-since = Changed since { $time }
notice-version-restored = { $file } is as it was saved at { $time } again. What it was before is kept as a version, too.
notice-version-same = { $file } is the same as the version of { $time } already.
notice-version-not-kept = The annotations are saved, but this state could not be kept as a version: { $reason }

# Journals that were put aside.
command-aside = Copies set aside…
command-aside-tip = List what was restored after a crash or discarded, and bring it back
aside-title = Copies set aside
aside-text = What was restored after a crash stays here for 30 days, also if you discarded it.
aside-empty = There are none.
aside-restore = Bring back
aside-note = a note
aside-changes = { $count ->
        [one] 1 change
       *[other] { $count } changes
    }
