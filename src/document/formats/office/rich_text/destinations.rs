//! What groups of a file are for.

/// What the text of a group is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Destination {
    /// Text of the document.
    #[default]
    Body,
    /// Nothing that is shown.
    Nothing,
    /// What the document says about itself.
    Properties,
    /// A text for programs that do not know Unicode, before the real one.
    FirstForm,
    /// A drawing: only what stands in its text box is text.
    Shape,
    Fonts,
    Styles,
    /// The table of lists.
    Lists,
    /// The table of how paragraphs use them.
    ListOverrides,
    /// How the paragraphs of an older file are numbered.
    OldList,
    Title,
    Author,
}

impl Destination {
    /// Whether no text of the group is of interest.
    pub(super) fn is_silent(self) -> bool {
        matches!(self, Self::Nothing | Self::Shape | Self::FirstForm | Self::Properties)
    }
}

/// What a control word opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Opening {
    /// A group with this destination.
    Group(Destination),
    Footnote,
    TextBox,
    /// A text in two forms, of which the second has Unicode.
    TwoForms,
    /// The second form.
    UnicodeForm,
}

/// What a word opens at the beginning of a group; `None` if it opens nothing. `is_optional` is for a group that a program may skip
/// which does not know it.
pub(super) fn opening(word: &[u8], is_optional: bool) -> Option<Opening> {
    use Destination::{Author, Body, Fonts, ListOverrides, Lists, Nothing, OldList, Properties, Shape, Styles, Title};
    Some(Opening::Group(match word {
        b"fonttbl" => Fonts,
        b"stylesheet" => Styles,
        b"listtable" => Lists,
        b"listoverridetable" => ListOverrides,
        b"pn" => OldList,
        b"info" => Properties,
        b"title" => Title,
        b"author" => Author,
        b"shpinst" => Shape,
        b"footnote" => return Some(Opening::Footnote),
        b"shptxt" => return Some(Opening::TextBox),
        b"upr" => return Some(Opening::TwoForms),
        b"ud" => return Some(Opening::UnicodeForm),
        b"nesttableprops" | b"moMath" | b"moMathPara" => Body,
        b"fldinst" | b"shppict" | b"colortbl" | b"filetbl" | b"header" | b"headerl" | b"headerr" | b"headerf"
        | b"footer" | b"footerl" | b"footerr" | b"footerf" | b"pict" | b"nonshppict" | b"xe" | b"tc" | b"tcn"
        | b"rxe" | b"txe" | b"template" | b"ftnsep" | b"ftnsepc" | b"ftncn" | b"aftnsep" | b"aftnsepc" | b"aftncn"
        | b"annotation" | b"atnid" | b"atnauthor" | b"bkmkstart" | b"bkmkend" | b"listtext" | b"pntext"
        | b"nonesttables" | b"shprslt" | b"operator" | b"keywords" | b"subject" | b"doccomm" | b"comment"
        | b"company" | b"manager" | b"category" | b"hlinkbase" | b"generator" | b"objdata" | b"objclass"
        | b"objname" | b"datafield" | b"formfield" | b"revtbl" | b"userprops" | b"pntxta" | b"pntxtb" | b"sp" => {
            Nothing
        }
        _ if is_optional => Nothing,
        _ => return None,
    }))
}
