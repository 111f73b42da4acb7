# Pictures and map of an article or a folder.

command-pictures = Pictures
command-pictures-tip = See where, when and with what names stand: charts of the article or the folder
command-map = Map
command-map-tip = See the places that are named on a map
seen-view-pictures = Pictures
seen-view-map = Map
picture-dispersion = Where they are named
picture-frequency = Most named
picture-matrix = Named with
picture-timeline = Over time
picture-network = Named together
picture-map = Map of the places
picture-drawing = Drawing…
picture-all = All pictures
picture-whole = Enlarge
picture-as-table = As a table
picture-as-picture = As a picture
picture-export = Export
picture-as-svg = SVG, for print and the web
picture-as-png = PNG, a picture
picture-as-csv = CSV, the numbers
picture-as-geojson = GeoJSON, the places
picture-sentence = In one sentence
picture-paragraph = In one paragraph
picture-article = In one article
picture-by-count = Largest first
picture-clustered = Clustered
picture-by-name = By name
picture-day = By day
picture-week = By week
picture-month = By month
picture-names-both = Both languages
picture-names-arabic = Arabic names
picture-names-english = English names
picture-zoom-in = +
picture-zoom-out = −
picture-show-all = All
chooser-picture-title = Write the picture
notice-picture-written = Written: { $file }
picture-dates-from = First day
picture-dates-to = Last day
picture-dates-all = All dates
picture-dates-range = { $from } – { $to }
picture-dates-count = { $shown } of { $all } mentions
picture-bar-day = a bar is a day
picture-bar-week = a bar is a week
picture-bar-month = a bar is a month
picture-labels = By label
picture-statuses = By status
picture-authors = By author
map-named-with = Named with
map-others = Others, { $count }
map-series = { $name }: { $count ->
    [one] 1 mention
   *[other] { $count } mentions
}
map-in-view = In view: { $seen } of { $all } places
map-unplaced = Without coordinates
map-unplaced-row = { $name }, { $why }: { $count ->
    [one] 1 mention
   *[other] { $count } mentions
}
map-place = Place
map-place-name = Place { $name } on the map
map-more = { $count } more
map-fewer = Fewer
map-why-possible = { $count } possible
map-why-unknown = not in the lexicon
map-none = None of these places has coordinates yet.
map-place-first = Place the first
map-nothing = No place is named here.
map-placing = Click where { $name } lies, or type its coordinates. Esc ends.
map-coordinates = Coordinates
map-coordinates-hint = 33.51, 36.29
map-coordinates-wrong = Write latitude, then longitude, in degrees: 33.51, 36.29 or 33°30′ N 36°17′ E. Latitude goes up to 90, longitude up to 180.
map-placed = { $name } was placed.
map-take-back = Take back
map-move = Place anew
map-to-table = Table
map-mention-of = { $number } of { $all }
map-article-count = { $count ->
    [one] 1 article
   *[other] { $count } articles
}
map-no-coordinates = no coordinates yet
map-mention-back = Former mention
map-mention-on = Next mention
map-also = Also here
map-card = Chosen place
map-panel = Key and list of places
map-keys = Arrows move the map, + and − zoom, 0 shows all, Page Down goes to the next place, Enter chooses it.
picture-by = By { $name }
picture-add = Add picture
picture-remove = Take away
picture-earlier = Move forward
picture-later = Move back
picture-more = More for { $name }
picture-none = No picture is chosen.
