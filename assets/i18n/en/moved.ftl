# Annotations without a certain place in an article that has changed.
differences-title-moved = What moved
differences-side-was = Was
differences-side-is-now = Is now
# $count: annotations that were found for certain
moved-exactly = Found for certain: { $count }
moved-not-found = Not found in the text
# $text: the words there now, $paragraph
moved-perhaps = Perhaps “{ $text }” in paragraph { $paragraph }
# $paragraph
moved-found = Found for certain in paragraph { $paragraph }
moved-choose-other = Select another place
moved-unfold = List them
moved-fold = Hide them
moved-left = Left as it is
moved-place = This is its place
moved-place-all = All are in the right place
moved-next = Another place
moved-first = The likeliest place
moved-choose = Select its place
moved-leave = Leave it
moved-unleave = Decide after all
# $quote: the words of the annotation
placing = Select the words to which “{ $quote }” belongs.
placing-here = This is its place
placing-cancel = Back
notice-show-moved = What moved
command-show-moved = What moved…
command-show-moved-tip = Annotations that were not found in the text, or only approximately
