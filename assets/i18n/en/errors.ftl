# Errors and warnings of the layers below the window, in English. The keys and the arguments are
# those of `text::Explain`. Paths and quotations come as they are.

## Files

# $path
error-file-missing = There is no file { $path }. Check the name.
# $path
error-file-folder = { $path } is a folder. Choose a file inside.
# $path
error-folder-no-articles = The folder { $path } holds no articles (.txt, .text, .md). Choose another one.
# $path
error-file-denied = No permission for { $path }. Change its permissions, or copy it to a folder of yours.
# $path, $message: what the system says
error-file-io = { $path }: { $message }
# $path
error-file-empty = { $path } is empty. Choose a file that holds text.
# $path, $at: offset of the first zero byte
error-file-binary = { $path } is not a text file: byte { $at } is zero and the file is not UTF-16. Choose its encoding if it is a text, or save the article as plain text and open that.
# $path, $bytes, $limit
error-file-too-large = { $path } has { $bytes } bytes, more than the limit of { $limit } (4 GiB). Split it into smaller files.
# $path
error-file-exists = { $path } exists already. Choose another name, or overwrite it.
# $path
error-file-changed = { $path } was changed by another program since it was read. Save under another name, or overwrite that change.

## Annotation files

# $path, $line, $column, $message
error-annotations-syntax = { $path }, line { $line }, column { $column }: { $message }. The file was not changed; correct that line in a text editor.
# $path, $field: the field that is missing
error-annotations-other-file = { $path } is not an annotation file of Hawashi: “{ $field }” is missing.
# $path, $found, $known: versions of the format
error-annotations-newer = { $path } has the format version { $found }; this program knows { $known }. The file was not changed. Open it with a newer Hawashi.
# $path, $file: the article's name
error-annotations-article-missing = { $path } belongs to the article { $file }, which is not in its folder. Put it there.

# $kept, $moved, $lost: numbers of annotations
warning-annotations-other-text = The article has changed since it was annotated. Annotations in their place: { $kept }; found elsewhere: { $moved }; not found: { $lost }.
# $line, $quote, $start, $end: bytes
warning-annotation-moved = Line { $line }: “{ $quote }” was not where the file says; it was found at the bytes { $start } to { $end }.
# $line, $quote
warning-annotation-lost = Line { $line }: “{ $quote }” was not found in the text. The annotation is kept in the file but not shown.
# $line, $column, $message
warning-annotation-broken = Line { $line }, column { $column }: { $message }. This entry is kept in the file but not used.
# $line, $id: the label
warning-annotation-label = Line { $line }: the label { $id } is not in the list of labels. It was added.
# $line, $id: the annotation's id
warning-annotation-same-id = Line { $line }: another annotation has the id { $id } already. This one got a new id.

## Passages, annotations, labels

# $start, $end: bytes
error-span-empty = The passage { $start } to { $end } is empty or reversed.
# $start, $end, $len: bytes
error-span-out-of-range = The passage { $start } to { $end } ends behind the text, which has { $len } bytes.
# $at: byte
error-span-inside-character = Byte { $at } lies inside a character.
# $id
error-annotation-exists = There is already an annotation { $id }.
# $id
error-annotation-missing = There is no annotation { $id }. It may have been deleted.
# $start, $end: bytes; $id: the label
error-annotation-duplicate = This passage has the label { $id } already. Delete one of the two.
# $start, $end: bytes; $kind: location or faction
error-candidate-missing = Nothing is suggested on this passage any more. Tag it by hand.
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
error-label-color = “{ $color }” is no colour. Write it as #1f9e89.
# $key, $other: the label that has it
error-label-key-taken = The key { $key } already belongs to the label { $other }. Choose another one.

## Export

# $name
error-export-later = The format { $name } is not in this version. It writes RON, CSV and W3C JSON-LD.
# $name
error-export-unknown = There is no format { $name }. This version writes RON, CSV and W3C JSON-LD.
# $format, $fixed, $wish: units
error-export-unit = The format { $format } counts in the unit { $fixed }, not in { $wish }.
# $format, $articles
error-export-one-article = A { $format } file holds one article, not { $articles }. Choose a folder.
# $format, $message
error-export-failed = The { $format } export failed: { $message }

## Settings

# $path, $line, $column, $message, $aside: where the file is now
error-settings-broken = The settings in { $path } could not be read (line { $line }, column { $column }: { $message }). They were put aside as { $aside }.
error-settings-no-folder = The system names no folder for settings. Set HAWASHI_CONFIG_DIR.

## Own lexicons

# All: $path, $line, $column
error-lexicon-kind = { $path }, line { $line }, column { $column }: there is no kind “{ $value }”. The kinds are { $kinds }.
error-lexicon-column = { $path }, line { $line }, column { $column }: there is no column “{ $value }”. The columns are { $columns }.
error-lexicon-header = { $path }, line { $line }, column { $column }: the first line must name the columns, { $column-name } among them.
error-lexicon-fields = { $path }, line { $line }, column { $column }: the row has { $found } fields; the first line names { $expected }.
error-lexicon-tabs = { $path }, line { $line }, column { $column }: the row has { $found } columns separated by tabs; a row of GeoNames has 19.
error-lexicon-number = { $path }, line { $line }, column { $column }: “{ $value }” is no number that can stand here ({ $what }).
error-lexicon-yes-no = { $path }, line { $line }, column { $column }: “{ $value }” is neither yes nor no.
error-lexicon-country = { $path }, line { $line }, column { $column }: “{ $value }” is no country. Write two capital letters, such as SY.
error-lexicon-no-name = { $path }, line { $line }, column { $column }: the entry has no name.
error-lexicon-id = { $path }, line { $line }, column { $column }: the id “{ $value }” must begin with place: or faction:.
error-lexicon-twice = { $path }, line { $line }, column { $column }: the id “{ $value }” is given twice.
error-lexicon-utf8 = { $path }, line { $line }, column { $column }: these bytes are not UTF-8. Save the file as UTF-8.
error-lexicon-full = { $path }, line { $line }, column { $column }: there is no room for more entries. Leave some of the files away.
error-lexicon-long-line = { $path }, line { $line }, column { $column }: the line is longer than 1 MB: this is no dump of GeoNames.
error-lexicon-other = { $path }, line { $line }, column { $column }: { $message }
error-lexicon-large = { $path } is larger than 256 MB. Write it in the GeoNames form.
