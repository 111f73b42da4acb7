# What the window says, in English. Short and plain; verbs on buttons.
# PLURAL($n) gives the plural category of a number (see src/gui/i18n.rs).

## The program

app-name = Hawashi
app-name-native = حواشي
app-description = Read and annotate news articles in Arabic.
theme-light = Light
theme-dark = Dark
theme-sepia = Sepia
theme-contrast = Contrast
list-separator = ,{" "}
# Between names that hold commas themselves
names-separator = ;{" "}

## Menus

menu-file = File
menu-edit = Edit
menu-view = View
menu-go = Go
menu-help = Help
menu-recent = Recent articles
menu-recent-empty = No recent articles
menu-label = Tag as
menu-theme = Theme
menu-direction = Text direction

## Commands: the text of the menu row, and what the tooltip adds

command-open = Open…
command-open-tip = Open an article or an annotation file
command-new-from-clipboard = New article from the clipboard…
command-new-from-clipboard-tip = Keep the copied text as an article, with a name from its first line
command-open-recent = { $file }
command-open-recent-tip = Open this article again
command-save = Save
command-save-tip = Save the annotations beside the article
command-save-as = Save as…
command-save-as-tip = Save the annotations under another name
command-toggle-autosave = Save by itself
command-toggle-autosave-tip = Once annotations have a file, save what you do in it after five seconds of rest
command-toggle-save-beside = Always save beside the article
command-toggle-save-beside-tip = Give annotations their file beside the article without asking
command-clear-recent = Clear recent articles
command-clear-recent-tip = Forget which articles were opened, and where they were read
# $format: the name of the format
command-export = Export as { $format }…
command-export-tip = Choose how to export the annotations in this format
command-export-page = Export…
command-export-page-tip = See what a format keeps and leaves out, and export annotations
command-import = Import…
command-import-tip = See what becomes of the annotations of another program, and import them
command-close-tab = Close article
command-close-tab-tip = Close this article
command-close-others = Close the other articles
command-close-others-tip = Close all articles but this one; open folders stay
command-close-before = Close the articles before it
command-close-before-tip = Close the articles whose tabs come before this one
command-close-after = Close the articles after it
command-close-after-tip = Close the articles whose tabs come after this one
menu-tabs = Tabs
command-copy-path = Copy path
command-copy-path-tip = Copy where the article lies, with its folders
command-open-its-folder = Open its folder
command-open-its-folder-tip = List the articles of the folder that this one is in
command-find-in-folder = Find in the folder
command-find-in-folder-tip = List the articles of the folder with these words in their headline or file name
command-context-menu = Menu of what is selected
command-context-menu-tip = Show what can be done with the selected words or mark, a row or a tab
context-words = Selected words
context-mark = Selected mark
context-relation = Selected relation
context-page = Article
context-article = Article in the folder
context-field = Text
command-quit = Quit
command-quit-tip = Close all articles and quit
command-undo = Undo
command-undo-tip = Undo the last change
command-redo = Redo
command-redo-tip = Redo the change that was undone
command-copy = Copy
command-copy-tip = Copy the selected text
command-copy-with-source = Copy with source
command-copy-with-source-tip = Copy the selected text with title, date, page and address
command-select-all = Select all
command-select-all-tip = Select the whole article
command-whole-words = Select whole words
command-whole-words-tip = Dragging and double click keep to words, without joined و ف ب ك ل and punctuation; with Alt they take letters exactly
command-tag = Tag as { $label }
command-tag-number = Tag with label { $number }
command-tag-tip = Tag the selected text with this label
command-add-note = Write a note
command-add-note-tip = Write a note about the selected text
command-move-start = Move the start
command-move-start-tip = Move the start of the selected annotation with the arrow keys
command-move-end = Move the end
command-move-end-tip = Move the end of the selected annotation with the arrow keys
command-delete = Delete annotation
command-delete-tip = Delete the selected annotation
command-accept = Accept suggestion
command-accept-tip = Keep this suggestion
command-reject = Reject suggestion
command-reject-tip = Dismiss this suggestion
command-reopen = Undo rejection
command-choose-entity = Choose place or faction…
command-choose-entity-tip = Choose the place or faction that the selected name refers to
command-next-mention = Next mention
command-next-mention-tip = Go to the next highlighted name
command-previous-mention = Previous mention
command-previous-mention-tip = Go to the previous highlighted name
command-next-paragraph = Next paragraph
command-next-paragraph-tip = Go to the next paragraph
command-previous-paragraph = Previous paragraph
command-previous-paragraph-tip = Go to the previous paragraph
command-done-and-next = Done and next
command-done-and-next-tip = Say that the article is done, and go on to the next one in the folder
command-put-aside = Put aside
command-put-aside-tip = Leave the article for later, and go on to the next one
command-take-up = Take up again
command-take-up-tip = The article is neither done nor put aside any more
command-open-behind = Open in the background
command-open-behind-tip = Open the chosen article without leaving the list
command-open-beside = Open beside
command-open-beside-tip = Open the article beside the one that was read last, and show both; if none is open, open it alone
command-next-to-decide = Next undecided article
command-next-to-decide-tip = Go to the next article of the folder in which something is undecided
command-previous-to-decide = Previous undecided article
command-previous-to-decide-tip = Go to the article before it in which something is undecided
command-next-article = Next article of the folder
command-next-article-tip = Go to the next article of the folder
command-previous-article = Previous article of the folder
command-previous-article-tip = Go to the previous article of the folder
menu-folder = In the folder
notice-done = Done.
# $file: the article. $count: how many are left
notice-done-left = { PLURAL($count) ->
        [one] { $file } is done, one more to go.
       *[other] { $file } is done, { $count } to go.
    }
notice-nothing-to-paste = There is no text in the clipboard. Copy one first.
notice-none-undecided = Nothing is undecided in the other articles of the folder.
command-next-tab = Next article
command-next-tab-tip = Go to the next open article
command-previous-tab = Previous article
command-previous-tab-tip = Go to the previous open article
command-menus = Menus
command-menus-tip = Move the keyboard to the menus
command-interface-size = { $percent }%
command-interface-size-tip = Make bars, panels and page larger or smaller
menu-interface-size = Interface size
command-next-part = Next part of the window
command-next-part-tip = Move the keyboard between bars, page and side panel
command-previous-part = Previous part of the window
command-previous-part-tip = Move the keyboard back between bars, page and side panel
command-list-tabs = All open articles
command-list-tabs-tip = Find an open article by its name or folder
command-zoom-in = Larger text
command-zoom-in-tip = Make the article’s text larger
command-zoom-out = Smaller text
command-zoom-out-tip = Make the article’s text smaller
command-zoom-reset = Normal text size
command-zoom-reset-tip = Return the article’s text to its normal size
command-appearance = Appearance
command-appearance-tip = Choose theme, font and sizes
command-toggle-diacritics = Hide diacritics
command-toggle-diacritics-tip = Read the text without vowel marks; the file does not change
command-toggle-invisibles = Show invisible characters
command-toggle-invisibles-tip = Show small signs for tabs, direction marks and other invisible characters
command-toggle-rejected = Show rejected names
command-toggle-rejected-tip = Show rejected names, and those that are hidden because of your decisions, on the page and in the lists
command-detect = Find names again
command-detect-tip = Search the whole article for places and factions once more
command-suggest-from-tags = Suggest from my tags
command-suggest-from-tags-tip = Find more passages like those you tagged or accepted
command-stop-detecting = Stop looking for names
command-stop-detecting-tip = Stop now; names found so far stay
command-lexicons = My lexicons…
command-lexicons-tip = Add names of your own to look for
command-direct-auto = Automatic
command-direct-auto-tip = Take each paragraph’s direction from its words
command-direct-rtl = Right to left
command-direct-rtl-tip = Set all paragraphs from right to left
command-direct-ltr = Left to right
command-direct-ltr-tip = Set all paragraphs from left to right
command-full-screen = Full screen
command-full-screen-tip = Fill the screen, or return to the window
command-theme-system = Match system
command-theme-system-tip = Light or dark, following the system
command-theme-light = Light
command-theme-light-tip = Dark text on light paper
command-theme-sepia = Sepia
command-theme-sepia-tip = Brown text on yellowed paper
command-theme-dark = Dark
command-theme-dark-tip = Light text on dark paper
command-theme-contrast = High contrast
command-theme-contrast-tip = White text on black
command-toggle-theme = Light or dark
command-toggle-theme-tip = Switch between light and dark
command-toggle-language = العربية
command-toggle-language-tip = Switch to Arabic
command-toggle-side-panel = Side panel
command-toggle-side-panel-tip = Show or hide the side panel
command-move-side-panel = Side panel at the other side
command-move-side-panel-tip = Move the side panel to the other side of the page, or back
command-toggle-beside = Two articles side by side
command-toggle-beside-tip = Show another open article beside this one, or this one alone
command-switch-beside = Go to the article beside
command-switch-beside-tip = Work in the article that stands beside this one; both stay where they are
beside-go = Go to { $file }
beside-take-away = Take { $file } from beside
beside-edge = Share of the first article in the width
panel-width = Width of the side panel
command-toggle-pace = Working time and pace
command-toggle-pace-tip = Time of work in this window, without pauses of more than a minute, and decisions an hour. Counted only while it is shown; nothing of it is kept or leaves this machine.
notice-pace = Working time and decisions an hour are shown below from now on. Nothing of it is kept or leaves this machine.
status-pace = { PLURAL($count) ->
        [one] { $time } h of work, one decision an hour
       *[other] { $time } h of work, { $count } decisions an hour
    }
status-pace-begun = { PLURAL($count) ->
        [one] { $time } h of work, one decision
       *[other] { $time } h of work, { $count } decisions
    }
command-find-label = Find a label…
command-find-label-tip = Tag the selected text with a label found, or made, by typing its name
command-new-label = New label…
command-edit-labels = Edit labels
command-edit-labels-tip = Names, colours, keys, attributes and relations of the labels
command-new-label-tip = Make a label, and tag the selected text with it
command-choose-encoding = Encoding…
command-choose-encoding-tip = Read the file in another encoding
command-open-original = Open in its own program
command-open-original-tip = Open the file with the program that you use for such files
command-whole-page = The whole web page
command-whole-page-tip = Show all that the page shows, with menus and advertisements, instead of its article
notice-table-column = The articles of this table are in the column “{ $column }”.
notice-other-column = Take the next column
notice-original-not-opened = This computer has no program that opens { $file }.
copied-page = p. { $page }
command-read-again = Read again
command-read-again-tip = Read the article’s file again and keep the annotations
command-shortcuts = Keyboard shortcuts
command-shortcuts-tip = Show all keyboard shortcuts
command-tour = A tour in five steps
command-tour-tip = Learn to tag, to decide, to note and to save, on a sample
start-first = New here?
start-tour = on a sample, at your pace
tour-tag = { $number } of { $total }: Select words on the page with the mouse, and press { $key } to tag them as a location, or { $other } to find another label.
tour-decide = { $number } of { $total }: Filled names are suggestions. Click one; { $key } accepts it, { $other } rejects it.
tour-note = { $number } of { $total }: Click a mark, press { $key } and write a note; Ctrl+Enter keeps it. It stands in the margin.
tour-save = { $number } of { $total }: { $key } saves the annotations in a file of their own beside the text, which stays as it is. How far they are saved is said below.
tour-go-on = { $number } of { $total }: { $key } finds every command by its name. In a folder of articles, { $other } goes on to the next one with something undecided.
tour-next = Next
tour-skip = Skip the tour
tour-end = End the tour
notice-tour-ended = The tour has ended. It is in the Help menu.
command-about = About Hawashi
command-about-tip = Version and licence

## Tabs

bar-top = Menus and tools
bar-tabs = Open articles
bar-status = State of the article
tab-close = Close { $file }
tab-unsaved = { $file }, not saved
tab-in-folder = { $file } in { $folder }
tabs-back = Earlier tabs
tabs-on = More tabs
tabs-search = Search the open articles
tabs-none = No open article has this name.
tabs-opening = Opening…
tab-new-tip = Open another article

## Start page

start-title = Open an article
start-hint = Or drop a file on this window.
start-open = Open…
start-recent = Recent articles
start-clear-recent = Clear
start-recent-empty = Articles you open are listed here.
start-samples = Samples
start-drop = Drop the file to open it

## A folder: the list of its articles

folder-articles = { PLURAL($count) ->
        [one] { $count } article
       *[other] { $count } articles
    }
folder-unreadable = { $count } cannot be read
folder-done = { $done } of { $total } done
folder-undecided = { $count } undecided
folder-mentions = { PLURAL($count) ->
        [one] { $count } mention
       *[other] { $count } mentions
    }
folder-notes = { PLURAL($count) ->
        [one] { $count } note
       *[other] { $count } notes
    }
folder-counting = Counting… { $done } of { $total }
folder-reading = Looking through the folder…
folder-empty = There are no articles (.txt, .text, .md) in this folder. Drop texts here, paste one (Ctrl+Shift+N), or open another folder.
folder-none = No headline or file name contains “{ $text }”. Press Esc to clear the search.
folder-none-at-stage = No article is here. Press Esc to show all.
folder-all = All
folder-anyone = Anyone
folder-search = Search headlines and files
folder-done-today = { $count } done today
folder-decisions-today = { PLURAL($count) ->
        [one] { $count } decision today
       *[other] { $count } decisions today
    }
# $count: all articles
folder-all-done = All { $count } done. Open the next folder (Ctrl+O), or export an article.
# $count: those that are done. $aside: those that are put aside
folder-all-done-but = { $count } done, { $aside } put aside: nothing else is left here.
folder-preview = Preview
folder-none-chosen = Choose an article to see how it begins.
folder-preview-undecided = Undecided:
# $label: the name of a label
folder-preview-label = { $count } { $label }
folder-review = Review
folder-open = Open
folder-open-beside = Beside
folder-mark-done = Finish
folder-hint-choose = choose
folder-hint-next = next with something left
folder-hint-done = done and next
folder-hint-aside = put aside
folder-column-headline = Headline
folder-column-file = File
folder-column-modified = Modified
# $day, $time
date-and-time = { $day }, { $time }
folder-column-mentions = Mentions
folder-column-undecided = Undecided
folder-column-published = Published
folder-column-source = Source
folder-column-size = Size
folder-column-state = State
folder-column-decided = Decided
folder-column-who = Who
folder-column-notes = Notes
folder-sort = Sort by { $column }
folder-sorted-up = Sorted by { $column }, ascending
folder-sorted-down = Sorted by { $column }, descending
stage-new = New
stage-begun = Begun
stage-done = Done
stage-put-aside = Put aside
stage-waiting = Not counted yet
stage-unreadable = Unreadable
stage-unusable = Its annotation file cannot be read

## Side panel

panel-mentions = Mentions
panel-labels = Labels
panel-labels-unused = { $count } unused
panel-labels-fewer = Fewer
panel-annotations = Annotations
panel-show-rejected = Show rejected ({ $count })
mentions-empty = Names of places and factions found in the article are listed here.
mentions-detecting = Looking for names…
mentions-hidden = All labels are hidden. Show one above.
annotations-empty = Nothing tagged yet. Select some text and press 1 for a location or 2 for a faction.
list-all = All
list-undecided = Undecided
list-decided = Decided
list-head = { $undecided } of { $total } undecided
row-left = { $undecided } of { $total } left
list-search = Search this list
list-by-place = In text order
list-by-name = By name
list-by-count = By count
list-by-label = By label
list-none-found = Nothing in this list contains “{ $text }”.
list-none-undecided = Nothing is left to decide.
list-orphans = Not found in the text: { $count }
list-none-decided = Nothing has been decided yet.
row-occurrences = { $name }, { PLURAL($count) ->
        [one] once
       *[other] { $count } times
    }

# How sure suggestions must be to be shown
threshold-name = Confidence
threshold-all = All
threshold-from = { $percent }%+
mentions-unsure = No suggestion is that certain. Lower the confidence above.

## The card of an entity

card-name = About { $name }
card-kind-country = { $kind }, { $country }
card-coordinates = { $latitude }, { $longitude }
card-north = { $degrees }° N
card-south = { $degrees }° S
card-east = { $degrees }° E
card-west = { $degrees }° W
card-found = Source: { $source }
card-found-evidence = Source: { $source } ({ $evidence })
card-sure = { $percent }% confidence
card-others = Others with this name: { $places }
card-empty = Select a name to see what is known about it.
card-note-more = { PLURAL($count) ->
        [one] … one more line
       *[other] … { $count } more lines
    }
card-occurrences = { PLURAL($count) ->
        [one] Once in this article
       *[other] { $count } times in this article
    }
card-by-hand = Tagged by hand
# $format: the format of the file that it was read from
card-imported = Imported from { $format }
card-chosen = Chosen by you

source-lexicon = lexicon
source-pattern = phrase
source-model = trained model
source-coreference = earlier mention
source-own = your tags

evidence-entry = name in the lexicon
evidence-noun = after “{ $words }”
evidence-preposition = after “{ $words }”
evidence-neighbour = next to “{ $words }”
evidence-elsewhere = clear elsewhere in the article: “{ $words }”
evidence-quotes = in quotation marks
evidence-nationality = with “{ $words }”
evidence-leader = led by “{ $words }”
evidence-antecedent = refers to “{ $words }”
evidence-tagged-name = the same name as your tag “{ $words }” in paragraph { $paragraph }
evidence-tagged-name-elsewhere = you tagged this name in another article
evidence-tagged-context = used like your tag “{ $words }” in paragraph { $paragraph }
evidence-tagged-context-elsewhere = used like what you tagged in another article

reason-before = the word before it, “{ $words }”
reason-after = the word after it, “{ $words }”
reason-form = the spelling of the name
reason-elsewhere = its other mentions
reason-sentence = the sentence as a whole

status-suggested = Suggested
status-accepted = Accepted
status-rejected = Rejected
status-left-out = Hidden because of your decisions
status-manual = Tagged by hand
status-orphan = Not found in the text

## Kinds of places and factions

kind-country = country
kind-capital = capital
kind-governorate = governorate
kind-city = city
kind-town = town
kind-village = village
kind-quarter = quarter
kind-camp = camp
kind-crossing = border crossing
kind-airport = airport
kind-base = military base
kind-oilfield = oil field
kind-dam = dam
kind-road = road
kind-square = square
kind-sea = sea
kind-river = river
kind-lake = lake
kind-mountain = mountain
kind-desert = desert
kind-island = island
kind-valley = valley
kind-strait = strait
kind-region = region
kind-other = place
kind-armed-group = armed group
kind-military = armed forces
kind-intelligence = intelligence service
kind-police = police
kind-government = government
kind-coalition = coalition
kind-party = party
kind-tribe = tribe
kind-body = public body
kind-location = place
kind-faction = faction

## An article that somebody else has open

# $file, $name, $machine, $time: who has it, where, and since when
sharing-here = { $name } has { $file } open in another window since { $time }.
sharing-there = { $name } has { $file } open on { $machine } since { $time }.
sharing-unknown = { $file } is open in another window, too.
sharing-quiet = The last sign of life was at { $time }.
sharing-both = You can read, or work too: nothing of one is lost to the other.
sharing-reading = You are only reading.
sharing-read = Only read
sharing-work = Work too
notice-sharing-free = Nobody else has { $file } open any more. You can work on it.

## Status bar

status-saved = Saved
status-unsaved = Not saved
status-kept = Kept in the journal, not saved yet
status-kept-for-now = Not safe from a power cut, not saved yet
status-kept-changed = Kept in the journal; article changed on disk
status-kept-gone = Kept in the journal; article missing from disk
# $reason: a few words, see save-trouble-…
status-failed = Cannot be saved: { $reason }
save-trouble-changed = somebody else has changed the file
save-trouble-created = somebody else has made that file
save-trouble-removed = the file is gone
save-trouble-full = the drive is full
save-trouble-denied = no permission
save-trouble-folder = its folder is gone
save-trouble-read-only = the drive is read-only
save-trouble-special = what has its name is not a file
save-trouble-name = the name is too long
save-trouble-size = no file of this size is allowed
save-trouble-drive = the drive reports an error
save-trouble-internal = an error in Hawashi
status-saves-itself = Saves by itself
status-read-only = Open for reading
status-saving = Saving…
status-no-changes = No changes
status-changed = Article changed on disk
status-saved-changed = Saved for the text shown; article changed on disk
status-unsaved-changed = Not saved; article changed on disk
status-gone = Article missing from disk
status-saved-gone = Saved for the text shown; article missing from disk
status-unsaved-gone = Not saved; article missing from disk
status-reviewed = { $done } of { $total } decided
status-paragraph = Paragraph { $current } of { $total }
status-page = Page { $page }
# $count: how many lines
warning-unproven = { $count ->
    [one] One line could not be read for certain
   *[other] { $count } lines could not be read for certain
}: dots stand under what may read otherwise in the original.
warning-recognized-pages = { $count ->
    [one] The text of one page was
   *[other] The text of { $count } pages was
} recognised from pictures by another program: letters of it may be wrong.
warning-pages-without-text = { $count ->
    [one] One page has only pictures
   *[other] { $count } pages have only pictures
}, whose text is not here.
warning-whole-page = The article of this page was not found, so this is all that the page shows.
notice-left-out-deletions = { $count ->
    [one] One tracked deletion is left out.
   *[other] { $count } tracked deletions are left out.
}
notice-attachments = { $count ->
    [one] One attached file is not shown.
   *[other] { $count } attached files are not shown.
}
warning-document-damaged = A part of this file is damaged; what could be read is shown.
status-encoding-tip = The file is read as { $encoding }. Choose another encoding here.
status-detecting-percent = Looking for names… { $percent }%
status-zoom = { $percent }%
status-selected = { PLURAL($count) ->
        [one] { $count } letter selected
       *[other] { $count } letters selected
    }
status-opening = Opening { $file }…
status-arriving-pages = Reading the other pages… { $percent }%
status-arriving = Reading annotations… { $percent }%
status-arriving-cancel = Stop reading and close the article

## Which place or faction a name stands for

entity-title = Which place or faction is this?
entity-reach = { PLURAL($count) ->
        [one] Your choice holds for this mention of { $name }, and accepts it.
       *[other] Your choice holds for all { $count } mentions of { $name } in this article, and accepts this one.
    }
entity-reach-one = Your choice holds for this mention of { $name } alone, and accepts it.
entity-only-this = Only this mention
near-beside = next to { $place }
near-north = { $km } km north of { $place }
near-north-east = { $km } km north-east of { $place }
near-east = { $km } km east of { $place }
near-south-east = { $km } km south-east of { $place }
near-south = { $km } km south of { $place }
near-south-west = { $km } km south-west of { $place }
near-west = { $km } km west of { $place }
near-north-west = { $km } km north-west of { $place }
entity-search = Search by Arabic or English name
entity-search-hint = Type a name to find a place or a faction.
entity-none = No place or faction with this name is known.
entity-inhabitants = { PLURAL($count) ->
        [one] { $count } inhabitant
       *[other] { $count } inhabitants
    }

## Popover at a selection or an annotation

popover-name = Actions for the selected text
popover-entity = Refers to…
popover-note = Add note
popover-edit-note = Edit note
popover-more = { $count } more
attribute-date-hint = year-month-day
popover-fold = Actions
popover-copy = Copy
popover-accept = Accept
popover-reject = Reject
popover-delete = Delete

## Notes

note-placeholder = Write a note
note-editor = Note on { $quote }
note-done = Done
note-cancel = Cancel
note-more = more
note-by = { $who }, { $when }

## Questions and small windows

dialog-save = Save
dialog-discard = Don’t save
dialog-cancel = Cancel
dialog-close = Close
dialog-open = Open
dialog-add = Add
unsaved-title = Save the changes?
unsaved-text = The annotations of { $file } are not saved.
unsaved-many = { PLURAL($count) ->
        [one] The annotations of { $count } article are not saved.
       *[other] The annotations of { $count } articles are not saved.
    }
unsaved-save-all = Save all
label-new-title = New label
label-name = Name
label-find = Find a label
label-create = New label “{ $name }”
label-name-placeholder = Person, weapon, event
label-color = Colour
label-color-taken = { $color }, used by another label
color-teal = Teal
color-orange = Orange
color-violet = Violet
color-rose = Rose
color-blue = Blue
color-olive = Olive
color-green = Green
color-amber = Amber
color-brick = Brick
color-slate = Slate
color-plum = Plum
color-cyan = Cyan
label-name-taken = A label with this name already exists. Choose another name.
label-too-many = Only nine labels can have a key. Find this one by its name (T).
encoding-title = Read the file as
encoding-reading = Reading the file…
encoding-recognised = recognised
encoding-repairs = repairs the text
encoding-repaired = { $really }, misread as { $encoding }
unreadable-title = { $file } cannot be shown
encoding-warning = Annotations are matched to the text again when the encoding changes.
overwrite-title = Replace { $file }?
overwrite-text = A file with this name already exists.
overwrite-replace = Replace
conflict-keep-mine = Keep mine
conflict-save-again = Save it again
about-version = Version { $version }
about-licence = Free software under the MIT or Apache 2.0 licence.
about-sources = Place names: GeoNames and CLDR. Fonts: Noto.
about-offline = Hawashi never connects to a network.
shortcuts-title = Keyboard shortcuts
shortcuts-search = Command or keys
shortcuts-about = Choose a command to give it other keys.
shortcuts-press = New keys for “{ $command }” (now { $keys }): press them.
shortcuts-no-keys = none
shortcuts-how = Letters mean what is printed on the keys, in every layout. Esc leaves it as it is, Delete takes the keys away, Tab leads to the buttons.
shortcuts-moving = { $keys } moves in the window and in lists: press it with Ctrl or Alt, or press others.
shortcuts-taken = { $keys } belongs to “{ $command }”.
shortcuts-swap = Swap the two
shortcuts-take = Take it from that one
shortcuts-none = No keys
shortcuts-usual = The usual keys
shortcuts-reset = All keys as usual
shortcuts-print = Print…
shortcuts-print-title = Write the keys as a page for printing
shortcuts-file = hawashi-keys
shortcuts-printed-by = Hawashi { $version }, with the keys as they are set now
notice-keys-opened = The keys are in { $file }. Print this page from the browser, which has opened it.
notice-keys-printed = The keys are in { $file }. Open this page in a browser to print it.

## The person's own lexicons

lexicons-title = My lexicons
lexicons-text = Names in these files are found in every article, along with those Hawashi knows.
lexicons-add = Add a file…
lexicons-remove = Remove { $file } from the list
lexicons-reading = Reading… { $percent }%
lexicons-ron = List of entries (RON)
lexicons-csv = Table (CSV)
lexicons-geonames = GeoNames dump
lexicons-entries = { PLURAL($count) ->
        [one] { $count } entry
       *[other] { $count } entries
    }
lexicons-folder = In the folder { $folder }
lexicons-folder-text = Files added here are used by everyone who works on the folder, while it is open.
lexicons-folder-add = Add to the folder…
lexicons-folder-remove = Remove { $file } from the folder’s lexicons
lexicons-keep-names = Keep new names in the folder
lexicons-names-own = Names that you make in its articles are kept in your own lexicon.
lexicons-names-shared = Names made in its articles are kept in { $file }, for everyone who works on it.
notice-lexicon-copied = { $file } was copied into the folder. Its articles use this copy.

## Who works on a folder

people-title = Who works on the folder
people-text = These names stand in { $folder }, for everyone to see. Anyone who has decided something in an article is shown in the list of articles as well.
people-empty = No names yet
people-name = Name
people-remove = Remove { $name } from the list
people-blind = Annotate without seeing each other's work
people-blind-text = Each article then gets a file for each person (article.name.hawashi.ron), which begins with the shared file. The others' work on an article is shown once you have said that it is done; then compare it. Switched off, everything goes on in the shared file; the persons' files stay, to be compared and brought together.
folder-blind = annotated blind
warning-blind-name = This folder is annotated blind: your annotations are saved in a file with your name. Say first what you are called.
warning-save-over-begun = { $begun } is what everybody begins with and stays as it is while the folder is annotated blind. Choose another name.
command-people = Who works on the folder…
command-people-tip = Show and change the names of those who work on this folder

## Choosing a file, where the desktop offers no file dialog

chooser-open-title = Open an article
chooser-lexicon-title = Add a lexicon
chooser-folder-lexicon-title = Add a lexicon to the folder
chooser-new-title = Keep the copied text as an article
new-article-name = article
chooser-save-title = Save as
# $format: the name of the format
chooser-export-title = Export as { $format }
save-elsewhere = { $file } cannot be read. It is kept as it is. Save under another name.
save-elsewhere-line = { $file } cannot be read (line { $line }). It is kept as it is. Save under another name.
save-elsewhere-newer = { $file } was written by a newer Hawashi (format { $found }). It is kept as it is. Save under another name.
chooser-parent = Parent folder
chooser-file-name = File name
chooser-empty = No articles in this folder.
chooser-empty-annotations = No annotation files in this folder.
chooser-filter-articles = Articles and annotation files
chooser-filter-lexicons = Lexicons
chooser-filter-all = All files
chooser-folder = { $name }, folder
chooser-home = Home
chooser-filter = Type to filter, or a path
chooser-reading = Reading the folder…
chooser-list = Files
chooser-column-name = Name
chooser-column-size = Size
chooser-none = Nothing here is called { $name }. Check the name, or go to another folder.
chooser-none-fits = No name contains what you typed.
chooser-no-folder = There is no such folder.
chooser-exists = A file with this name exists. You will be asked before it is replaced.
chooser-open-folder = Open this folder
chooser-open-several = Open { $count } files
size-bytes = { $count } B
size-kilobytes = { $count } kB
size-megabytes = { $count } MB
size-gigabytes = { $count } GB

## Notices

notice-dismiss = Dismiss
notices-title = Messages
notice-times = { $text } ({ $count } times)
notices-more = { $count } more
notices-dismiss-all = Dismiss all
notices-place = { $current } of { $total }
# $file: the name under which it was kept
notice-kept-earlier = The annotation file was in an earlier format. It is now in the current one; the former file was kept as { $file }.
notice-open-elsewhere = Open that article
notice-exported-accepted = Exported to { $file }. Accepted: { $accepted }.
notice-exported-suggested = Exported to { $file }. Suggested: { $suggested }.
notice-exported-undecided = Exported to { $file }. Accepted: { $accepted }; suggested: { $suggested }.
notice-exported-decided = Exported to { $file }. Accepted: { $accepted }; rejected: { $rejected }.
notice-exported-all = Exported to { $file }. Accepted: { $accepted }; suggested: { $suggested }; rejected: { $rejected }.
notice-saved = Saved to { $file }.
notice-needs-article = “{ $command }” works in an article: open one with Enter.
notice-articles-arrived = { PLURAL($count) ->
        [one] A new article has come into { $folder }.
       *[other] { $count } new articles have come into { $folder }.
    }
notice-labels-shared = { PLURAL($count) ->
        [one] The folder’s articles use this label from now on.
       *[other] The folder’s articles use these { $count } labels from now on.
    }
notice-choice-shared = In all articles of the folder, { $name } means this from now on.
notice-share-choice = In the whole folder
notice-entity = { PLURAL($count) ->
        [one] This mention of { $name } is accepted and now means { $entity }.
       *[other] { $count } mentions of { $name } now mean { $entity }; this one is accepted.
    }
notice-suggested = { PLURAL($count) ->
        [one] One new suggestion
       *[other] { $count } new suggestions
    } from { PLURAL($tags) ->
        [one] one tag.
       *[other] { $tags } tags.
    }
notice-suggested-none = Nothing else in { $file } resembles your tags.
notice-article-changed = { $file } has changed on disk since it was opened. What you see is the text as it was then.
notice-article-gone = { $file } is no longer where it was: it was deleted, moved or renamed. Its text stays open here.
notice-article-same = { $file } has not changed on disk.
notice-article-reread = { $file } was read again.{ $steps ->
        [one] { "" } Earlier steps can no longer be undone.
       *[other] { "" }
    }
notice-article-read = { $file } was read again. Annotations still in place: { $kept }; found elsewhere: { $moved }; found approximately: { $near }; not found: { $lost }.{ $steps ->
        [one] { "" } Earlier steps can no longer be undone.
       *[other] { "" }
    }
notice-failed = Something failed in the background because of an error in Hawashi. Your annotations are safe. If it happens again, please report it.
notice-failed-open = { $file } could not be opened because of an error in Hawashi. Try again; if it happens again, please report it.
notice-failed-read-again = { $file } could not be read again because of an error in Hawashi. The text stays as it is.
notice-failed-learn = Hawashi could not learn from the annotations in { $file } because of an error in the program. They are safe, and names are found without them.
notice-failed-detect = The search for names in { $file } ended early because of an error in Hawashi. You can tag by hand, or look for names again.
notice-failed-save = { $file } could not be saved because of an error in Hawashi. Your annotations are still here: save again, or under another name.
notice-failed-export = The export failed because of an error in Hawashi. Try another format.
notice-failed-import = The import failed because of an error in Hawashi. Nothing here was changed.
notice-failed-find = The search failed because of an error in Hawashi. Try searching for something else.
notice-failed-lexicons = Your lexicons could not be read because of an error in Hawashi. Those read before stay in use. Switch them off one by one to find which one fails.
notice-failed-fonts = The installed fonts could not be read because of an error in Hawashi. The built-in ones remain.
notice-failed-folder = The folder { $file } could not be read because of an error in Hawashi. Try again; if it happens again, please report it.
notice-keep-text = Keep this text
notice-take-away = Remove
notice-show = Show
notice-undo = Undo
notice-left-out-name = { PLURAL($count) ->
        [one] One other suggestion was removed
       *[other] { $count } other suggestions were removed
    } because you rejected { $name }.
notice-left-out = { PLURAL($count) ->
        [one] One suggestion was removed
       *[other] { $count } suggestions were removed
    } because of your decisions.
notice-left-out-earlier = { PLURAL($count) ->
        [one] One suggestion is hidden
       *[other] { $count } suggestions are hidden
    } because of earlier decisions.
notice-back = { PLURAL($count) ->
        [one] One suggestion is back.
       *[other] { $count } suggestions are back.
    }

## Characters that are not seen

invisible-tab = Tab
invisible-line-break = Line break
invisible-control = Control character
invisible-nbsp = No-break space
invisible-nnbsp = Narrow no-break space
invisible-figure-space = Figure space
invisible-space = Space of special width
invisible-shy = Soft hyphen
invisible-cgj = Combining grapheme joiner
invisible-alm = Arabic letter mark
invisible-variation = Variation selector
invisible-zwsp = Zero-width space
invisible-zwnj = Zero-width non-joiner
invisible-zwj = Zero-width joiner
invisible-lrm = Left-to-right mark
invisible-rlm = Right-to-left mark
invisible-lre = Left-to-right embedding
invisible-rle = Right-to-left embedding
invisible-pdf = End of embedding or override
invisible-lro = Left-to-right override
invisible-rlo = Right-to-left override
invisible-wj = Word joiner
invisible-lri = Left-to-right isolate
invisible-rli = Right-to-left isolate
invisible-fsi = First-strong isolate
invisible-pdi = End of isolate
invisible-bom = Byte order mark
invisible-tag = Tag character
invisible-other = Invisible character

## The page

page-name = Article { $file }
page-name-beside = Article { $file }, beside the front one; Enter goes to it
page-mark = { $label }: { $quote }
page-mark-note = { $label }: { $quote }. Note: { $note }
page-mark-more = { PLURAL($count) ->
        [one] one more like it
       *[other] { $count } more like it
    }
page-pile = { $label }: { PLURAL($count) ->
        [one] one annotation here
       *[other] { $count } annotations here
    }
page-scrollbar = Overview of the article
find-placeholder = Find in article

## Warnings

warning-turned = { PLURAL($count) ->
        [one] { $file }: invisible characters change the order in which paragraph { $paragraph } is displayed.
       *[other] { $file }: invisible characters change the order in which { $count } paragraphs are displayed. The first is paragraph { $paragraph }.
    }
warning-save-first = Save the annotations of { $file } before choosing another encoding: their positions belong to the text as it is read now.
warning-undecodable = { PLURAL($line-count) ->
        [one] { $file }: line { $lines } is damaged. What cannot be read as { $encoding } is shown as a replacement mark.
       *[other] { $file }: { $line-count } lines are damaged ({ $rest ->
            [0] { $lines }
           *[other] { $lines } and { $rest } more
        }). What cannot be read as { $encoding } is shown as a replacement mark.
    }
# $file, $line-count, $lines: the first ones, $rest: how many more
warning-zeros = { PLURAL($line-count) ->
        [one] { $file }: line { $lines } holds zero bytes, as damaged files do. They were read as they stand.
       *[other] { $file }: { $line-count } lines hold zero bytes, as damaged files do ({ $rest ->
            [0] { $lines }
           *[other] { $lines } and { $rest } more
        }). They were read as they stand.
    }
warning-misread = { $file } looks like text that was decoded as { $encoding } by mistake and then saved. The file stays as it is; only the way it is read changes.
notice-repair = Repair
notice-other-encoding = Another encoding…

## Finding

command-find = Find…
command-find-tip = Find text in the article
command-find-next = Next match
command-find-next-tip = Go to the next match
command-find-previous = Previous match
command-find-previous-tip = Go to the previous match
find-whole-word = Whole words
find-joined = Also after joined و، ب، ل، ال
find-exact = Exact spelling
find-regex = Regular expression
find-searching = Searching…
find-count = { $current } of { $total }
find-total = { PLURAL($total) ->
        [zero] Nothing found
        [one] { $total } match
       *[other] { $total } matches
    }
error-query-regex = This regular expression cannot be read: { $message }
error-query-too-long = What you are looking for is { $chars } characters long. Shorten it to at most { $most }.

## How the article looks

appearance-font = Font
appearance-font-search = Search fonts
appearance-font-reading = Reading the installed fonts…
appearance-font-none = No font of this name
appearance-size = Text size
appearance-line = Line height
appearance-column = Column width
appearance-paragraphs = Paragraph spacing
appearance-reset = Reset to defaults
theme-system = System

# The menu of a text field
field-cut = Cut
field-copy = Copy
field-paste = Paste
field-select-all = Select all

## The name in annotations

author-title = Your name
author-name = Your name
author-question = Your name, for the annotations you make:
author-keep = Keep
author-later = Use the system user name
author-text = It is written into each annotation you make or decide on, so that others know whose it is.
author-earlier = Annotations signed { $name } before keep that name.
command-author = Your name…
command-author-tip = Set the name that is written into your annotations
## What can be copied from the card

card-copy-coordinates = Copy coordinates: { $text }
card-copy-id = Copy id: { $text }
notice-text-copied = Copied: { $text }

## What the keys do now

hint-full-screen = F11 or Esc leaves full screen. Move the pointer to the top edge, or press F10, to see the bars.
hint-move-start = Moving the start: Left and Right by word, with Alt by letter. Tab: the end. Enter: confirm. Esc: cancel.
hint-move-end = Moving the end: Left and Right by word, with Alt by letter. Tab: the start. Enter: confirm. Esc: cancel.

# After an end that nobody asked for, and the journals
restored-changes = { $count ->
    [one] One unsaved change was restored ({ $time }).
   *[other] { $count } unsaved changes were restored (the last one: { $time }).
} A copy stays for 30 days.
restored-changes-and-note = { $count ->
    [one] One unsaved change and the note you were writing were restored ({ $time }).
   *[other] { $count } unsaved changes and the note you were writing were restored (the last one: { $time }).
} A copy stays for 30 days.
restored-note = The note you were writing was restored. A copy stays for 30 days.
restored-keep = Keep
restored-look = Look
restored-discard = Discard
notice-restored-discarded = What was restored in { $file } was discarded. A copy stays for 30 days.
notice-restored-text = { $file } has changed since. What was restored was carried over to the text as it is now; what is no longer found stands in the list of annotations.
notice-restored-file = The annotation file of { $file } was saved elsewhere since. That is merged with your work.
notice-journal-damaged = A part of what was kept of { $file } is damaged. What stands before and behind it was restored.
notice-journal-waits = What was not saved in { $file } is kept, and comes back when its annotation file can be read again.
notice-journal-other-text = { $file } is too long to be kept with its changes, and its text is another one now. The changes were not restored; they stay in { $path }.
notice-journal-unreadable = Changes kept in { $path } cannot be read. The file stays where it is.
notice-opening-ended = Hawashi ended unexpectedly while { $name } was being opened, so it is not opened again by itself.
notice-opening-ended-work = Hawashi ended unexpectedly while { $name } was being opened, so it is not opened again by itself. Your unsaved work on it is kept.
notice-open-again = Open it
notice-open-without-file = Open without the file
notice-interrupted-read = The annotation file of { $file } is half written, because a save came to no end. Your annotations were read from { $copy }, which is complete. Save to put the file right.
notice-interrupted-kept = A save of { $file } came to no end. The annotation file is as it was before; what was to be saved is among its versions.
notice-interrupted-beside = A save of { $file } came to no end. The annotation file is as it was before; what was to be saved is in { $copy } beside it.
notice-not-kept = What you do now would be lost in a crash: { $reason } Save your work, here or elsewhere.
# $folder: where it is kept; $reason: a sentence
notice-kept-for-now = What you do is kept for now in { $folder }, and is lost when the machine is switched off: { $reason } Save your work.
notice-kept-again = What you do is safe from crashes again.
