# The table of annotations.

command-table = Table of annotations
command-table-tip = See all annotations of the article or the folder as a table: sort, filter, group, and change several at once
command-concordance = Concordance
command-concordance-tip = See words, a label or an entity with the words before and after, sorted by either
seen-view-articles = Articles
seen-view-page = Page
seen-view-table = Table
seen-view-concordance = Concordance
seen-table-rows = Annotations
seen-table-entities = Entities
seen-table-relations = Relations
seen-mentions = Mentions
seen-articles = Articles
seen-first = First
seen-last = Last
seen-with = Named with it
seen-relation = Relation
seen-from = From
seen-to = To
seen-relations-count = Times
seen-none-here = Nothing of the kind is here.
seen-mentions-of = { $count ->
    [one] { $count } mention
   *[other] { $count } mentions
  }
seen-text = Text
seen-label = Label
seen-entity = Entity
seen-attributes = Attributes
seen-status = Status
seen-origin = Proposed by
seen-confidence = Confidence
seen-author = Annotator
seen-note = Note
seen-article = Article
seen-date = Date
seen-day = Day
seen-week = Week
seen-month = Month
seen-paragraph = Paragraph
seen-by-hand = By hand
seen-nobody = Nobody
seen-no-entity = None
seen-no-date = No date
seen-group = Group
seen-no-groups = None
seen-chip = { $name }: { $value }
seen-any = Any
seen-at-least = { $percent } or more
seen-search = Search: { $column }
seen-filter = Filter
seen-filter-words = Words…
seen-filled = not empty
seen-empty = empty
seen-words = “{ $words }”
seen-quarter = quarter { $number }
seen-place = Place in the text
seen-more-filters = { $count } more
seen-count = { $all ->
    [one] { $all } annotation
   *[other] { $all } annotations
  }
seen-count-of = { $shown } of { $all }
seen-columns = Columns
seen-copy-shown = Copy the table
export-scope-shown = What the table shows
seen-export = Export
seen-copy = Copy
seen-detecting = Names looked for in { $read } of { $all } articles
seen-reading = { $read } of { $all } articles read
seen-failed = { $count ->
    [one] { $count } article could not be read; the list of articles says why.
   *[other] { $count } articles could not be read; the list of articles says why.
  }
seen-none = No annotations yet. Select words in an article, or let Hawashi find names.
seen-none-fit = Nothing fits these filters.
seen-clear = Clear the filters
seen-none-chosen = Choose a row to read its passage here.
seen-passage = Passage
seen-open = Open
seen-only = Only { $name }: { $value }
seen-row-menu = Row
seen-paragraph-of = paragraph { $number } of { $all }
seen-in-paragraph = paragraph { $number }
seen-in-articles = { $count ->
    [one] in { $count } article
   *[other] in { $count } articles
  }
seen-more = { $count ->
    [one] { $count } more in this group
   *[other] { $count } more in this group
  }
seen-tick-all = Select all rows
seen-tick-none = Select no rows
seen-is-ticked = { $row }, selected
seen-bulk = Selected rows
seen-ticked = { $count ->
    [one] { $count } selected
   *[other] { $count } selected
  }
seen-ticked-entities = { $count ->
    [one] { $count } entity
   *[other] { $count } entities
  }
seen-yes = Yes
seen-no = No
seen-accept = Accept
seen-reject = Reject
seen-delete = Delete
seen-untick = Cancel
seen-cancel = Cancel
seen-note-field = A note for all selected rows
seen-note-keep = Keep
notice-seen-changed = { $count ->
    [one] { $count } annotation changed
   *[other] { $count } annotations changed
  }{ $articles ->
    [1] .
   *[other] {""} in { $articles } articles.
  }
notice-rows-copied = { $count ->
    [one] { $count } row is in the clipboard.
   *[other] { $count } rows are in the clipboard.
  }

# Passages with the words around them.

concordance-search = Words to find
concordance-after = Word after
concordance-before = Word before
concordance-place = Order of the text
concordance-left = word after
concordance-right = word before
concordance-letters = { $count } letters
concordance-all-lines = All lines
concordance-empty = Type a word, or choose a name in the table.
concordance-none = It is found nowhere here.
concordance-neighbours = Neighbouring words
concordance-of-row = Show with the words around it
concordance-count-here = { $lines ->
    [one] { $lines } line
   *[other] { $lines } lines
  }
concordance-count = { $lines ->
    [one] { $lines } line
   *[other] { $lines } lines
  }{ $articles ->
    [one] {""} in { $articles } article
   *[other] {""} in { $articles } articles
  }
concordance-context = Context
concordance-copy = Copy the lines
concordance-file = concordance
report = Report
report-write = Write the page…
report-file = report
command-report = Report…
command-report-tip = Write one page with the text, its marks, map, charts and tables, for somebody who does not have the program
notice-report-opened = The report is in { $file }. The browser has opened it; print it from there.
notice-report-written = The report is in { $file }.
concordance-head-before = Before
concordance-head-after = After
seen-file = File
chooser-report-title = Write the report
chooser-lines-title = Export the lines
seen-value-field = { $name } { $type }
seen-value-write = write…
seen-value-none = no value
