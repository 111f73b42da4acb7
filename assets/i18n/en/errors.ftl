# Errors and warnings of the layers below the window, in English. The keys and the arguments are
# those of `text::Explain`. Paths and quotations come as they are.

## Files

# $path
error-file-missing = { $path } does not exist. Check the name.
# $path
error-file-folder = { $path } is a folder. Choose a file inside it.
# $path
error-file-special = { $path } is a device, a pipe or a socket, not a file. Choose a file.
# $path, $folder: where it was to be saved
error-folder-missing = There is no folder { $folder } to save { $path } in. Create it, or choose another place.
# $path: an article in $folder
error-folder-away = The folder { $folder } is not there, or the drive that it is on. Your unsaved work on { $path } is kept, and comes back when you open the article again.
# $path, $folder: where it was to be saved
error-folder-denied = You do not have permission to create files in the folder { $folder }, so { $path } cannot be saved there. Change the folder’s permissions, or choose another place.
# $path
error-drive-read-only = The drive is read-only, so { $path } could not be saved. Choose another place.
# $path
error-drive-full = The drive, or your share of it, is full, so { $path } could not be saved. Free some space, or choose another place.
# $path
error-file-too-long = { $path } could not be saved, because the system or the drive allows no file of this size. Choose another place.
# $path
error-file-half-written = { $path } could not be written completely; the system reports: { $message }. All of it is in { $copy }; save in another place, or free some space and save again.
error-file-name-long = The name { $path } is longer than the drive allows. Choose a shorter one.
# $path, $endings: of the names of articles
error-folder-no-articles = The folder { $path } holds no articles ({ $endings }). Choose another one.
# $path
error-file-denied = You do not have permission to open { $path }. Change its permissions, or copy it to a folder of yours.
# $path
error-file-write-denied = You do not have permission to change { $path }. Change its permissions, or save under another name.
# $path
error-file-no-text = { $path } is not a text file any more, so nothing in it can be read. It stays as it is; put a copy of it in its place, or move it away.
# All: $path, a folder of the program's own; $variable: what names another one
error-own-folder-full = Nothing can be kept in Hawashi’s own folder { $path }, because the drive, or your share of it, is full. Free some space, or name another folder in { $variable }.
error-own-folder-size = Nothing can be kept in Hawashi’s own folder { $path }, because the system or the drive allows no file of this size. Raise that limit, or name another folder in { $variable }.
error-own-folder-denied = Nothing can be kept in Hawashi’s own folder { $path }, because you do not have permission to write there. Change its permissions, or name another folder in { $variable }.
error-own-folder-read-only = Nothing can be kept in Hawashi’s own folder { $path }, because the drive is read-only. Make it writable, or name another folder in { $variable }.
# $there: what is in the folder's place
error-own-folder-none = Nothing can be kept in Hawashi’s own folder { $path }, because { $there } is not a folder. Move that away, or name another folder in { $variable }.
# $message: what the system says
error-own-folder-drive = Nothing can be kept in Hawashi’s own folder { $path }. The system says: “{ $message }”. Check the drive, or name another folder in { $variable }.
# $path, $message: what the system says
error-file-io = { $path } cannot be used. The system says: “{ $message }”. Check the drive, or use a copy in another place.
# $path
error-internal = { $path } could not be read because of an error in Hawashi. Please report it.
# $path
error-file-empty = { $path } is empty. Choose a file that holds text.
# $path
error-file-binary = { $path } is not a text file: it holds too many zero bytes and control characters, and is not UTF-16. Choose its encoding if it is a text, or save the article as plain text and open that.
error-file-binary-kind = { $path } is not a text file: it looks like { $kind }. Save the article as plain text and open that.
# $path
error-file-too-large = { $path } is too large: files of at most 4 GB can be read. Split it into smaller ones.
# $path, $limit: megabytes
error-file-endless = { $path } has no end after { $limit } MB. Save the text as a file and open that.
# $path
error-version-damaged = The earlier state in { $path } is damaged. Choose another one.
# $path
error-file-locked = { $path } is locked by a password. Open it in its own program, save it without the password, and open that.
# $path, $kind: what it should be, $what: what is wrong
error-file-damaged = { $path } is damaged: it is no whole { $kind } ({ $what }). Open it in its own program and save it again.
# $path, $pages: how many
error-file-pictures = { $path } holds pictures of { $pages ->
    [one] a page
   *[other] { $pages } pages
} and no text. Let an OCR program recognise the text, and open what it saves.
# $path, $kind, $limit: a number, $what: of what
error-file-too-much = { $path } has more than { $limit } { $what }, more than is read of a { $kind }. Save the part that you need as a file of its own.
# $path, $kind
error-file-not-built = { $path } is a { $kind }, which this build of Hawashi cannot read. Use a build with documents.
error-file-exists = { $path } already exists. Choose another name, or replace it.
# $path
error-file-changed = Somebody else has changed { $path } since it was read. Your work is kept; save it under another name, or replace what they wrote.
error-file-created = Somebody else has made { $path } since the article was opened. Your work is kept; save it under another name, or replace what they wrote.
error-file-removed = { $path } was deleted, moved or emptied since it was read. Your work is kept; save it there again, or under another name.
error-file-unsynced = { $path } was written, but the drive does not confirm that it is safe: { $message }. Save a copy on another drive.

## Annotation files

# $path, $line, $column, $message
error-annotations-syntax = { $path }, line { $line }, column { $column }: { $message } The file was not changed; correct that line in a text editor.
# $error: what is wrong with an annotation file; $kept: what is kept of it, see kept-…
error-annotations-kept = { $error } It is not lost: { $kept }.
# $copy: a file
kept-copy = all of it is in { $copy }, which is read with the article
kept-journal = unsaved work is in the journal and comes back with the article
# $count: earlier states of the file
kept-versions = { $count ->
    [one] one earlier state is kept
   *[other] { $count } earlier states are kept
} and listed in the article by Ctrl+H
# $path, $field: the field that is missing
error-annotations-other-file = { $path } is not an annotation file of Hawashi: “{ $field }” is missing.
# $path, $found, $known: versions of the format
error-annotations-newer = { $path } is in version { $found } of the format; this program knows version { $known }. The file was not changed. Open it with a newer Hawashi.
# $path, $file: the article's name
error-annotations-article-missing = { $path } belongs to the article { $file }, which is not in its folder. Put it there.

# $file: the article; $kept, $moved, $lost: numbers of annotations
warning-annotations-other-text = { $file } has changed since it was annotated. Annotations still in place: { $kept }; found elsewhere: { $moved }; found approximately: { $near }; not found: { $lost }.
# $file, $quote, $label, $paragraph
warning-annotation-moved = { $file }: “{ $quote }” ({ $label }) is no longer where it was; it was found in paragraph { $paragraph }.
# $file, $quote, $label, $now, $paragraph
warning-annotation-near = { $file }: “{ $quote }” ({ $label }) has changed; it may now be “{ $now }” in paragraph { $paragraph }. The annotation is kept, and is put there only when you confirm it.
# $file, $quote, $label
warning-annotation-lost = { $file }: “{ $quote }” ({ $label }) was not found in the text. The annotation is kept, and listed with the others.
# $file, $line, $label
warning-annotation-lost-unquoted = { $file }: an annotation ({ $label }, line { $line } of its file) points outside the text and names no words to look for. It is kept, and listed with the others.
# $file, $line, $column, $message
warning-annotation-broken = { $file }: line { $line } of the annotation file cannot be read. Column { $column }: { $message } This entry is kept, but not used.
# $file, $quote, $line, $column, $message
warning-annotation-broken-quote = { $file }: the annotation of “{ $quote }” (line { $line } of the annotation file, column { $column }) cannot be read. { $message } It is kept, but not used.
# $file, $id: the label
warning-annotation-label = { $file }: the annotations use the label { $id }, which their file does not list. It was added.
# $file, $line
warning-annotation-same-id = { $file }: two annotations have the same id. The one on line { $line } of the annotation file got a new one.
# $path, $article
error-annotations-blind = This folder is annotated blind: the others' work on { $article } is hidden until you have finished it. Say first that it is done, and save.
error-annotations-article-elsewhere = { $path } belongs to { $file }, which is outside its folder. Hawashi opens such a file only if you say so.
error-annotations-empty = { $path } is empty. Restore an earlier state of it, or delete it to begin anew.
error-annotations-no-version = { $path } says that it is in version 0 of the format, which never existed. Write version: 2 in a text editor, or version: 1 if the file is an old one.
# $path, $lines: numbers
error-annotations-conflict = Git left conflict marks in { $path }, in these lines: { $lines }. Keep what is right and delete the marks in a text editor.
# $file, $line, $column, $message
warning-annotation-fault = { $file }: line { $line } of the annotation file, column { $column }: { $message } It is kept as it is.
# $file, $line, $column, $message, $more: how many other places
warning-annotation-faults = { $file }: line { $line } of the annotation file, column { $column }: { $message } It is kept as it is. The same in other places: { $more }.
# $file, $line, $field
warning-annotations-repeated = { $file }: “{ $field }” is there twice in the annotation file (again on line { $line }). Both were read, and saving makes one of them.
# $file, $line
warning-annotations-conflict = { $file }: Git left conflict marks in the annotation file (the first on line { $line }). Both sides were read; saving removes the marks.
# $file, $line, $count
warning-annotations-undecided = { $file }: two people have changed { $count ->
    [one] one entry
   *[other] { $count } entries
} in different ways (the first mark is on line { $line } of the annotation file). What stands first is used until you delete one side and the marks in the file.
# $file, $line, $name: an id or a field
warning-annotations-other-side = { $file }: the two sides of a merge differ on “{ $name }” (line { $line } of the annotation file). The first one is used; the other is kept as a comment in the file.

## Passages, annotations, labels

error-span-empty = There is no text between these two ends.
error-span-out-of-range = The passage ends beyond the text.
error-span-inside-character = The passage begins or ends inside a character.
# $id
error-annotation-exists = There is already an annotation { $id }.
# $id
error-annotation-missing = There is no annotation { $id }. It may have been deleted.
# $start, $end: bytes; $id: the label
# The buttons of that sentence are sharing-…
error-read-only = This article is open for reading only, because somebody else has it. Choose “Work too” above the page to change it.
error-annotation-duplicate = This passage already has the label { $id }. Delete one of the two.
# $start, $end: bytes; $kind: location or faction
error-candidate-missing = This passage is no longer suggested. Tag it by hand.
# $id
error-label-exists = There is already a label { $id }. Choose another name.
# $id
error-label-missing = There is no label { $id }. Add it first.
# $id, $count
error-label-in-use = The label { $id } is in use ({ $count }). Give those passages another label first.
error-label-no-id = A label needs an id.
# $id
error-label-no-name = The label { $id } needs a name.
# $id, $color
error-label-color = “{ $color }” is not a colour. Write it like teal or #1f9e89.
# $key, $other: the label that has it
error-label-key-taken = The key { $key } already belongs to the label { $other }. Choose another one.
# $id, $other: labels
error-label-look-taken = The label { $other } has this colour with this line. Choose another colour or line for { $id }.
# $id, $parent: labels
error-label-parent = The label { $id } cannot be placed under { $parent }. Choose another parent.
# $name: the attribute
error-attribute-unknown = There is no attribute “{ $name }” here. Add it to the labels first.
# $name: the attribute
error-attribute-type = This value does not fit the attribute “{ $name }”. Enter one of its type.
# $name: the attribute, $choice
error-attribute-choice = “{ $choice }” is not one of the choices of “{ $name }”.
# $id: the annotation, $relation
error-annotation-related = The relation { $relation } leads to the annotation { $id }. Delete the relation first.
# $id
error-relation-exists = There is already a relation { $id }.
# $id
error-relation-missing = There is no relation { $id }. It may have been deleted.
# $kind
error-relation-kind-missing = There are no relations of the kind “{ $kind }”. Add it to the labels first.
# $kind, $count
error-relation-kind-in-use = Relations of the kind “{ $kind }” are in use ({ $count }). Delete them first.
# $kind, $from, $to: labels
error-relation-ends = A relation “{ $kind }” cannot lead from { $from } to { $to }.

## What contradicts the labels

# $name: the attribute, $message
fault-unreadable = The value of “{ $name }” cannot be read. { $message }
# $id
fault-twice = “{ $id }” is there twice. The first one counts.
fault-fragments = These parts of a passage touch or overlap. They are read as one.
fault-loop = The relation leads from an annotation to itself.
# $time
fault-time = “{ $time }” is not a time. Write it like 2026-11-22T09:33:00Z.
# $kind, $choices
fault-detects = Hawashi does not detect anything of the kind “{ $kind }”. Possible values: { $choices }.

## Export

# $format, $fixed, $wish: units
error-export-unit = The format { $format } counts in the unit { $fixed }, not in { $wish }.
# $format, $wish: a unit
error-export-no-offsets = The format { $format } has no offsets, and counts nothing in the unit { $wish }.
# $format, $articles
error-export-one-article = A { $format } file holds one article, not { $articles }. Choose a folder.
# $format, $message: what the system says
error-export-read-only = { $format } is only read here, not written. Choose another format.
error-export-failed = The { $format } export failed. The system says: “{ $message }”.
# $path: the file
error-export-is-read = { $path } is open here or is read for this, and stays as it is. Choose another name.
# $input: the article, $path: the file of the other one
error-export-twice = { $input }: another article of this name was written to { $path } just now. Export it elsewhere.
# $path: the article
error-export-other-encoding = { $path } is the article in another encoding, and its text must stand there in UTF-8. Choose another folder.
error-export-stopped = The export was stopped.
error-import-other-text = { $path } is there with another text. Open it and import into it, or choose another folder. If it is replaced, the former text is kept beside it.
error-import-stopped = The import was stopped.
# $line, $message
error-import-line = Line { $line }: { $message }
conll-no-tag = Write a token, a tab and a tag.

## Settings

# $path, $line, $column, $message, $aside: where the file is now
error-settings-broken = The settings in { $path } could not be read. Line { $line }, column { $column }: { $message } They were moved to { $aside }.
# $path
error-settings-no-file = The settings cannot be read, because { $path } is not a text file. Hawashi works without them, and keeps none until you move it away.
error-settings-no-folder = The system has no folder for settings. Set HAWASHI_CONFIG_DIR.

## Own lexicons

# All: $path, $line, $column
error-lexicon-kind = { $path }, line { $line }, column { $column }: there is no kind “{ $value }”. The kinds are { $kinds }.
error-lexicon-column = { $path }, line { $line }, column { $column }: there is no column “{ $value }”. The columns are { $columns }.
error-lexicon-header = { $path }, line { $line }, column { $column }: the first line must name the columns, including { $column-name }.
error-lexicon-fields = { $path }, line { $line }, column { $column }: the row has { $found } fields; the first line names { $expected }.
error-lexicon-tabs = { $path }, line { $line }, column { $column }: the row has { $found } columns separated by tabs; a row of GeoNames has 19.
error-lexicon-number = { $path }, line { $line }, column { $column }: “{ $value }” is not a valid number here ({ $what }).
figure-latitude = latitude
figure-longitude = longitude
figure-position = latitude and longitude
figure-population = population
figure-geonames-id = GeoNames id
error-lexicon-yes-no = { $path }, line { $line }, column { $column }: “{ $value }” is neither yes nor no.
error-lexicon-country = { $path }, line { $line }, column { $column }: “{ $value }” is not a country. Write two capital letters, such as SY.
error-lexicon-long-name = { $path }, line { $line }, column { $column }: a name here is longer than { $most } bytes. Separate several names by |.
error-lexicon-no-name = { $path }, line { $line }, column { $column }: the entry has no name.
error-lexicon-id = { $path }, line { $line }, column { $column }: the id “{ $value }” must begin with place: or faction:.
error-lexicon-twice = { $path }, line { $line }, column { $column }: the id “{ $value }” is used twice.
error-lexicon-utf8 = { $path }, line { $line }, column { $column }: these bytes are not UTF-8. Save the file as UTF-8.
error-lexicon-full = { $path }, line { $line }, column { $column }: there is no room for more entries. Remove some of the files.
error-lexicon-long-line = { $path }, line { $line }, column { $column }: the line is longer than 1 MB; this is not a GeoNames dump.
error-lexicon-syntax = { $path }, line { $line }, column { $column }: { $message }
# $path, $extension
error-lexicon-form = { $path } is not a lexicon in a form that can be read: use .ron, .csv, or .txt for a GeoNames dump.
error-lexicon-large = { $path } is larger than 256 MB. Write it in the GeoNames format.

## What is wrong in a RON file

ron-end = The file ends before everything in it is closed.
# $sign
ron-missing = “{ $sign }” is missing here.
# $sign
ron-unexpected = “{ $sign }” cannot stand here.
# $wanted: one of ron-kind-…
ron-wanted = Expected here: { $wanted }.
# $found, $wanted
ron-instead = “{ $found }” stands here. Expected: { $wanted }.
ron-text-open = The text that begins here has no closing quotation mark.
ron-escape = What follows the backslash stands for no character. Write a backslash itself twice.
ron-number-range = The number is too small or too large to stand here.
ron-comment-open = The comment that begins with /* does not end with */.
ron-more = More text follows after the end of the data.
ron-utf8 = These bytes are not UTF-8. Save the file as UTF-8.
ron-depth = Too many brackets stand inside each other.
# $found: how many there are
ron-length = There must be another number of values here, not { $found }.
# $found
ron-unknown = “{ $found }” is not known here.
# $found, $choices
ron-choice = “{ $found }” is not known here. Possible values: { $choices }.
# $field
ron-no-field = There is no field “{ $field }”.
# $field, $fields
ron-field = There is no field “{ $field }”. The fields are: { $fields }.
# $field
ron-field-missing = The field “{ $field }” is missing.
# $field
ron-field-twice = The field “{ $field }” is there twice.
# $message: in English
ron-other = This cannot be read. The RON reader says: “{ $message }”.
ron-kind-text = a text in quotation marks
ron-kind-character = one character in apostrophes, such as '1'
ron-kind-whole = a whole number
ron-kind-number = a number
ron-kind-yes-no = true or false
ron-kind-list = a list in brackets, [ … ] or ( … )
ron-kind-map = names and values in curly brackets
ron-kind-record = fields in parentheses, ( … )
ron-kind-option = Some( … ) or None
ron-kind-name = a name without quotation marks
ron-kind-value = a value
ron-confidence = A confidence is a number from 0 to 1.
ron-finite = The number must be finite.
# $found
ron-date = “{ $found }” is not a date. Write it like 2026-11-22.
ron-attribute-value = A value is written with its type, such as Text("x") or Number(1.5).
ron-kind-span = two whole numbers, (start, end), or a list of such pairs
# $id: the label
error-label-give-to-itself = The annotations of the label { $id } cannot be given to itself. Choose another label.
# $line, $column: where; $message: what is wrong there
error-label-file = Line { $line }, column { $column }: { $message }
label-file-empty = The file is empty.
label-file-newer = The format version is { $found }. Use a newer Hawashi.
label-file-no-section = A section like [entities] must stand above the first type.
label-file-no-labels = No label is defined in this file.
label-file-brat-name = “{ $name }” is no name. Letters, digits, _ and - can be in it.
label-file-large = This file defines more than { $count } labels, attributes, values and ends of relations. Take out what is not needed.
label-file-unknown-type = No type is named “{ $name }”. Add it to [entities] or [events].
label-file-xml = This is no valid XML: { $what }
label-file-no-view = A configuration of Label Studio begins with <View>, not with <{ $name }>.
label-file-no-value = <{ $name }> needs a value.
label-file-no-codebook = A codebook begins with <CodeBook>, not with <{ $name }>.
label-file-no-name = A code needs a name.
folder-file-lexicon = { $file } is outside the folder. Put the lexicon into the folder.

# Imports.
error-import-nothing = No annotations were found in it as { $format }, so nothing was written. Choose the format that it has.
error-import-nothing-other = No annotations were found in it as { $format }, so nothing was written. It looks like { $other }: choose that format.
error-import-empty = The file is empty: there is nothing to import. Export it from the other program again.
error-import-not-readable = This is no { $format } file that can be read: { $message }
error-import-no-article = The { $format } file gives no article: { $message }
import-broken-line = Line { $at }: { $message }
import-broken-entry = Entry { $at }: { $message }
import-not-utf8 = Byte { $at } is not UTF-8. Save the file as UTF-8.
import-binary = It is no text, but looks like { $kind }. Export the annotations from the other program, and choose the file with them.
import-needs-article = The file has no text of its own. Choose the article that it is about.
import-no-passage = It marks no text: its offsets are no passage, and it has no quotation.
import-open-relation = A passage at one end of this relation could not be read. The relation is left out.
brat-unknown = No record of brat begins like this: T, R, E, A, M, N, # or * with a number.
brat-long-name = The name of a type has at most { $most } bytes.
brat-incomplete = The record is not complete.
brat-nowhere = No record is named { $id }.
webanno-columns = The line has { $count } of { $expected } columns; it may have been cut off.
brat-twice = Another event is named { $id }.
label-studio-table = This is neither a list of tasks in JSON nor a table with a row for each task.
brat-offsets = Two numbers must stand behind the label, the start and the end.
import-json = Column { $column }: this is no JSON of this format: { $error }
import-nothing = There is nothing in it.
import-cut = The file ends within this. It may have been cut off.
import-more-broken = More entries that cannot be used, up to here: { $count }.
import-first = { $what }
doccano-no-text = The entry has no "text".
doccano-passage = A passage has a start, an end and a label: [0, 5, "Location"].
doccano-relation = A relation has a type, and from_id and to_id of passages of its text.
prodigy-no-text = The entry has no "text".
prodigy-span = A span has a start, an end and a label.
prodigy-relation = A relation has a label, and head_span and child_span that are spans of its text.
label-studio-no-text = The task has no text. Only tasks about text can be read.
label-studio-region = A region of a text has the numbers "start" and "end"; pages and pictures have others.
flat-row = A row has a label, and the numbers start and end, or the words of its passage as quote.
flat-too-many-columns = Line { $line } has { $count } columns. Leave all out but { $most } at most.
flat-columns = Line 1: the header must name the columns label, and start and end or quote.
flat-table = This row cannot be read: { $error }
webanno-format = Line 1 is not "#FORMAT=WebAnno TSV 3.3". Have the program write this version, 3.1 or 3.2.
webanno-line = A line of a token begins with its number and its offsets: 1-1, a tab, 0-4.
webanno-stacked = A word has at most { $most } annotations of a layer. They are left out here.
webanno-offsets = The sentence does not begin behind the one before it: the offsets are not those of this text.
webanno-end = An end of this relation is no annotation of the file.
refi-archive = The archive is damaged, or none: { $error }. Export the project again.
refi-archive-large = The archive has too many files, or unpacks to far more than its size. Export fewer sources at once.
refi-no-project = The archive holds no project.qde.
refi-no-text = The project has no text sources. Its codes can be read as a set of labels.
refi-no-text-source = Only sources of text are read, not this one.
refi-no-file = The archive lacks the text of this source: { $name }. Name it with --article.
refi-positions = A selection has the numbers startPosition and endPosition.
web-no-selector = It says neither offsets nor a quotation: a path into a page cannot be followed.
uima-no-text = The structure has no text: no uima.cas.Sofa.
uima-no-passage = { $type } marks no passage of the text, and is left out.
conllu-columns = A token has ten columns with tabs between them.
tei-no-text = The file has no element <text> of TEI.
gate-no-text = The file has no element <TextWithNodes> of GATE.
gate-no-nodes = An annotation needs a StartNode and an EndNode.
tei-target = A span needs a target such as #string-range(id,39,8), whose text is in the file.
