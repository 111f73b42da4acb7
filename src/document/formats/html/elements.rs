//! What the elements of a page mean for its text.

use std::sync::LazyLock;

use foldhash::HashMap;

/// The name of a known element, by its place in [`NAMES`]; the first place is for all others.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Name(u8);

/// What an element is when a page is tidied.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    /// Shows nothing, and its end tag alone ends it.
    Script,
    /// Shows nothing that is text.
    Skipped,
    /// Has no end tag.
    Void,
    /// `html`, `head`, `body`: once on a page.
    Page,
    /// Its text has no tags.
    RawText,
    /// Changes how text looks; opened again by parsers in each paragraph until it is closed.
    Formatting,
    /// Stands in a line.
    Inline,
    /// Ends itself when the next one begins.
    Item,
    /// Stands apart.
    Block,
    /// Not known.
    Unknown,
}

const ELEMENTS: &[(Kind, &[&str])] = &[
    (Kind::Script, &["script", "style"]),
    (
        Kind::Skipped,
        &[
            "noscript", "svg", "template", "select", "datalist", "iframe", "noembed", "noframes", "canvas", "audio",
            "video", "object", "applet", "textarea",
        ],
    ),
    // A group of columns ends where anything else begins.
    (Kind::Void, &["br", "hr", "wbr", "meta", "link", "input", "colgroup"]),
    (Kind::Page, &["html", "head", "body"]),
    (Kind::RawText, &["title"]),
    (Kind::Formatting, &["b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"]),
    (
        Kind::Inline,
        &[
            "a", "abbr", "acronym", "bdi", "bdo", "button", "cite", "data", "del", "dfn", "ins", "kbd", "label",
            "mark", "output", "q", "rp", "rt", "ruby", "samp", "span", "sub", "sup", "time", "var",
        ],
    ),
    (Kind::Item, &["p", "li", "dt", "dd", "tr", "td", "th", "tbody", "thead", "tfoot", "caption"]),
    (
        Kind::Block,
        &[
            "address",
            "article",
            "aside",
            "blockquote",
            "center",
            "details",
            "dialog",
            "dir",
            "div",
            "dl",
            "fieldset",
            "figcaption",
            "figure",
            "footer",
            "form",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "header",
            "hgroup",
            "legend",
            "main",
            "menu",
            "nav",
            "ol",
            "pre",
            "search",
            "section",
            "summary",
            "table",
            "ul",
        ],
    ),
];

/// The longest name, in bytes.
const LONGEST: usize = 10;

impl Name {
    /// The name that these bytes spell, in any case.
    pub(super) fn of(bytes: &[u8]) -> Self {
        let mut lower = [0; LONGEST];
        let Some(lower) = lower.get_mut(..bytes.len()) else { return Self(0) };
        lower.copy_from_slice(bytes);
        lower.make_ascii_lowercase();
        Self(PLACES.get(&lower[..]).copied().unwrap_or(0))
    }

    pub(super) fn as_str(self) -> &'static str {
        NAMES[usize::from(self.0)].0
    }

    pub(super) fn kind(self) -> Kind {
        NAMES[usize::from(self.0)].1
    }

    /// Whether only the tags of a table end it: those of other elements outside the table do not.
    pub(super) fn is_cell(self) -> bool {
        matches!(self.as_str(), "td" | "th" | "caption")
    }

    /// Whether parsers look for an open one of its kind when it begins.
    pub(super) fn is_list_item(self) -> bool {
        matches!(self.as_str(), "li" | "dt" | "dd")
    }

    /// Whether its end tag ends cells, too.
    pub(super) fn is_of_table(self) -> bool {
        self.is_cell() || matches!(self.as_str(), "table" | "tr" | "tbody" | "thead" | "tfoot")
    }
}

static NAMES: LazyLock<Vec<(&str, Kind)>> = LazyLock::new(|| {
    let known = ELEMENTS.iter().flat_map(|(kind, names)| names.iter().map(|name| (*name, *kind)));
    std::iter::once(("", Kind::Unknown)).chain(known).collect()
});

static PLACES: LazyLock<HashMap<&[u8], u8>> =
    LazyLock::new(|| NAMES.iter().zip(0..).map(|((name, _), place)| (name.as_bytes(), place)).collect());

impl Kind {
    /// Whether elements of this kind can be inside each other without end.
    pub(super) fn nests(self) -> bool {
        matches!(self, Self::Block | Self::Inline)
    }

    pub(super) fn is_inline(self) -> bool {
        matches!(self, Self::Formatting | Self::Inline)
    }
}

/// Whether an element begins and ends on lines of its own.
pub(super) fn is_block(name: &str) -> bool {
    matches!(Name::of(name.as_bytes()).kind(), Kind::Block | Kind::Item) || matches!(name, "body" | "html")
}
