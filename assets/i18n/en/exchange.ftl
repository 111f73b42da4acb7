# Formats, in the list of the pages for export and import
exchange-formats = Formats
exchange-find-format = Find a format
exchange-no-format = No format is called that.
exchange-for-analysis = For analysis software
exchange-for-training = For training
exchange-for-reading = For reading
exchange-for-tables = For tables and maps
exchange-for-web = For the web
exchange-for-own = For Hawashi

# The page for export
export-title = Export
export-close = Close the export
export-what = Articles
export-scope-open = Open articles
export-scope-folder = Folder
export-status = Status
export-accepted = accepted
export-suggested = suggestions
export-rejected = rejected
export-unit = Offsets in
export-unit-char = characters
export-unit-byte = bytes
export-unit-utf16 = UTF-16 units
export-line-ends = Line ends
export-lf = LF
export-columns = Columns
export-columns-2002 = CoNLL-2002: two
export-columns-2003 = CoNLL-2003: four
export-crlf = CRLF, for MAXQDA
export-table = Table
export-mark = begins with a byte order mark, for spreadsheets
export-along = What goes along
export-here = here
export-how = how it is written
export-marks = Annotations
export-kept = kept
export-changed = changed
export-left-out = left out
export-how-char = counted in characters
export-how-byte = counted in bytes
export-how-utf16 = counted in UTF-16 units
export-how-passages = as passages, without numbers
export-how-nested = of those inside each other only the outer one
export-how-events = only events have a row
export-how-places = only places with coordinates
export-how-fragments = as one passage, or each part by itself
export-how-widened = widened to the whole word
export-how-types = as text, until the label set says what they are
export-how-references = like any other annotation
export-how-cut = an end of it is left out
export-how-no-place = no place for it
export-how-whole = in full
export-reading = Reading…
# $done and $count: articles
export-read = { $done } of { $count } articles read
export-nothing = Nothing goes along: there are no annotations of these statuses.
export-nothing-accepted = Nothing is accepted yet. Tick “suggestions” to export what Hawashi finds.
export-verdict-all = Everything goes along.
# $changed: how many things are written differently
export-verdict-changed = { $changed ->
        [one] Everything goes along, { $changed } thing in another form.
       *[other] Everything goes along, { $changed } things in another form.
    }
# $count: how many things are left out
export-verdict-some = { $count ->
        [one] { $count } detail stays behind. It is kept in Hawashi’s own file, which does not change.
       *[other] { $count } details stay behind. They are kept in Hawashi’s own file, which does not change.
    }
export-one-way = Hawashi writes this format and does not read it.
# $count: of annotations
export-incomplete = { $count ->
        [one] { $count } annotation lacks an attribute that its label requires.
       *[other] { $count } annotations lack an attribute that their labels require.
    }
# $count: of articles
export-unreadable = { $count ->
        [one] { $count } article cannot be read and is left out.
       *[other] { $count } articles cannot be read and are left out.
    }
# $file: the file's name, $line: the number of the first line that is shown
export-preview = { $file }, from line { $line }
export-preview-first = The first of the articles is shown.
export-empty-file = The file is empty.
export-to = To
export-file = File of the export
export-folder = Folder of the export
export-other-place = Other place…
export-save-list = Save the list
export-do = Export
export-keys = ⁦Ctrl ↵⁩
# $done and $count: articles
export-doing = { $done } of { $count } articles written
export-stop = Stop
export-replace = Replace the files that are there
# $count: of problems
export-more-problems = and { $count } more
export-folder-title = Export into a folder
export-list-title = Save what the export leaves out
# The name of a file with all open articles, without its ending
export-file-open = articles
# $count: of files, $folder: its path
notice-exported-files = { $count ->
        [one] Exported { $count } article to { $folder }.
       *[other] Exported { $count } articles to { $folder }.
    }
notice-export-stopped = The export was stopped. Nothing was written.
# $file: its name
notice-export-list = The list is in { $file }.

# The page for import
exchange-choose-format = Choose a format
import-title = Import
import-close = Close the import
import-choose-title = Import annotations of another program
import-folder-title = Import into a folder
import-folder = Folder of the new articles
# $format: its name
import-recognised = recognised as { $format }
import-read-as = read as { $format }
import-where = Where to
import-new = New articles
import-offsets = Offsets
import-unit-char = characters
import-unit-byte = bytes
import-unit-utf16 = UTF-16 units
import-unit-grapheme = letters with their marks
import-newline-is-one = a line end of two characters is one
import-newline-is-two = a line end of one character is two
import-mark-counts = the byte order mark counts
# $why: one of the two below
import-why = { " " }({ $why })
import-guessed = guessed from the edges of words
# $fitting of $quoted quotations are where the file says
import-quotations = { $fitting } of { $quoted } quotations agree
import-label = Label in the file
import-count = annotations
import-becomes = becomes
import-as-new = a new label
import-reading = Reading…
import-placing = Reading… annotations placed: { $done } of { $all }
import-unknown = Hawashi does not recognise this file. Choose its format, if it is one of these.
# $count: of annotations
import-placed = { $count } in place
import-moved = { $count } found elsewhere
import-unplaced = { $count } without a place
import-same = { $count } here already
# $count: of relations
import-relations = { $count ->
        [one] { $count } relation
       *[other] { $count } relations
    }
# $count: of entries
import-broken = { $count } unusable
# $count: of articles in the file
import-articles = { $count ->
        [one] { $count } article.
       *[other] { $count } articles.
    }
import-verdict-all = All annotations stand where the file says.
import-verdict-some = What has no certain place is kept and waits for you under “Not found in the text”. These ask for a look:
import-no-annotations = There are no annotations in this file.
import-nothing-there = There is no article in this file.
import-another = The file has several articles, and none of them is this one. Import them as new articles.
import-details = To look at
# $quote: the words
import-quote = “{ $quote }”
# $likeness: in percent
import-is-near = no certain place; { $likeness } % alike elsewhere
import-is-unplaced = not in this text
import-is-moved = found elsewhere
import-is-broken = cannot be used
# $count: of what is not listed
import-more = and { $count } more
import-one-step = One step, which Undo takes back.
import-do = Import
# $count: of annotations, $source: the file's name
notice-imported = { $count ->
        [one] Imported { $count } annotation from { $source }.
       *[other] Imported { $count } annotations from { $source }.
    }
notice-import-same = All of { $source } is here already.
# $count: of articles, $folder: its path
notice-imported-files = { $count ->
        [one] Imported { $count } article into { $folder }.
       *[other] Imported { $count } articles into { $folder }.
    }
notice-import-stopped = The import was stopped. Nothing was written.

# What formats may lose, as the kind of a row
loss-nested = Inside others
loss-unlocated = Without coordinates
loss-no-events = No events
loss-references = References
loss-statuses = Not accepted
loss-entities = Entities
loss-notes = Notes
loss-fragments = In several parts
loss-widened = Inside words
loss-attributes = Attributes
loss-origins = Origin, confidence
loss-provenance = Who made them
loss-history = Later changes
loss-relations = Relations
loss-relation-notes = Notes of relations
loss-relation-attributes = Attributes of relations
loss-document-attributes = About the article
loss-links = Names and entities
loss-unplaced = Not found in the text
loss-ids = Ids from elsewhere
loss-label-names = Labels in two languages
loss-label-colors = Colours of labels
loss-relation-ends = What relations may join
loss-number-types = Numbers, yes or no
loss-choice-types = Dates and choices
