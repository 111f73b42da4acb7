# The command palette: commands, names, labels and articles are found by what they are called.

command-palette = Find a command…
command-palette-tip = Find a command, a name, a label or an article by what it is called
palette-placeholder = Command, name, label or article
palette-recent = Used last
palette-commands = Commands
palette-names = Names
palette-labels = Labels
palette-articles = Articles
palette-none = Nothing found for “{ $query }”. Search in the article with Ctrl+F.
palette-not-now = Not possible now
palette-left = { $count } left
palette-decided = decided
palette-uses = { $count ->
    [0] not used here
    [one] used once here
   *[other] { $count } times here
}
palette-change-keys = All keys
palette-close = Close
