//! Invisible characters: which characters these are, and their positions in laid-out text.
//!
//! They are shown by an overlay drawn over finished lines, so that showing them moves no letter.

use super::clusters::Cluster;
use super::paragraph::ParagraphLayout;

/// How an invisible character is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// A small box with the abbreviation of Unicode's charts.
    Boxed(&'static str),
    /// A ring in the middle of a non-breaking space.
    Ring,
    /// An arrow across a tab.
    Arrow,
}

/// An invisible character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Invisible {
    /// The character.
    pub char: char,
    /// How it is shown.
    pub sign: Sign,
    /// Key of its name in the languages of the interface.
    pub name_key: &'static str,
}

impl Invisible {
    /// How a character is shown; `None` for visible characters and plain spaces.
    pub fn of(char: char) -> Option<Self> {
        use Sign::{Arrow, Boxed, Ring};
        let (sign, name_key) = match char {
            ' '..='~' | '\u{A1}'..='\u{AC}' | '\u{AE}'..='\u{34E}' => return None,
            '\t' => (Arrow, "invisible-tab"),
            '\u{B}' => (Boxed("VT"), "invisible-line-break"),
            '\u{C}' => (Boxed("FF"), "invisible-line-break"),
            '\n' | '\r' => return None,
            '\u{85}' => (Boxed("NEL"), "invisible-line-break"),
            '\u{2028}' => (Boxed("LS"), "invisible-line-break"),
            '\u{2029}' => (Boxed("PS"), "invisible-line-break"),
            '\u{0}'..='\u{1F}' | '\u{7F}'..='\u{9F}' => (Boxed("CTRL"), "invisible-control"),
            '\u{A0}' => (Ring, "invisible-nbsp"),
            '\u{202F}' => (Ring, "invisible-nnbsp"),
            '\u{2007}' => (Ring, "invisible-figure-space"),
            '\u{1680}' | '\u{2000}'..='\u{2006}' | '\u{2008}'..='\u{200A}' | '\u{205F}' | '\u{3000}' => {
                (Ring, "invisible-space")
            }
            '\u{AD}' => (Boxed("SHY"), "invisible-shy"),
            '\u{34F}' => (Boxed("CGJ"), "invisible-cgj"),
            '\u{61C}' => (Boxed("ALM"), "invisible-alm"),
            '\u{180B}'..='\u{180F}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}' => {
                (Boxed("VS"), "invisible-variation")
            }
            '\u{200B}' => (Boxed("ZWSP"), "invisible-zwsp"),
            '\u{200C}' => (Boxed("ZWNJ"), "invisible-zwnj"),
            '\u{200D}' => (Boxed("ZWJ"), "invisible-zwj"),
            '\u{200E}' => (Boxed("LRM"), "invisible-lrm"),
            '\u{200F}' => (Boxed("RLM"), "invisible-rlm"),
            '\u{202A}' => (Boxed("LRE"), "invisible-lre"),
            '\u{202B}' => (Boxed("RLE"), "invisible-rle"),
            '\u{202C}' => (Boxed("PDF"), "invisible-pdf"),
            '\u{202D}' => (Boxed("LRO"), "invisible-lro"),
            '\u{202E}' => (Boxed("RLO"), "invisible-rlo"),
            '\u{2060}' => (Boxed("WJ"), "invisible-wj"),
            '\u{2066}' => (Boxed("LRI"), "invisible-lri"),
            '\u{2067}' => (Boxed("RLI"), "invisible-rli"),
            '\u{2068}' => (Boxed("FSI"), "invisible-fsi"),
            '\u{2069}' => (Boxed("PDI"), "invisible-pdi"),
            '\u{FEFF}' => (Boxed("BOM"), "invisible-bom"),
            '\u{E0000}'..='\u{E007F}' => (Boxed("TAG"), "invisible-tag"),
            '\u{115F}'
            | '\u{1160}'
            | '\u{17B4}'
            | '\u{17B5}'
            | '\u{2061}'..='\u{206F}'
            | '\u{3164}'
            | '\u{FFA0}'
            | '\u{FFF9}'..='\u{FFFB}' => (Boxed("?"), "invisible-other"),
            _ => return None,
        };
        Some(Self { char, sign, name_key })
    }

    /// Whether it forces letters to run in another direction than their own.
    pub fn overrides_direction(self) -> bool {
        matches!(self.char, '\u{202D}' | '\u{202E}')
    }
}

/// An invisible character and its position.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PlacedInvisible {
    /// The character.
    pub invisible: Invisible,
    /// First byte in the paragraph.
    pub byte: u32,
    /// Index of its line.
    pub line: usize,
    /// Left edge of its space, in pixels from the column's left.
    pub left: f32,
    /// Right edge, in pixels; the same as `left` for a character without width.
    pub right: f32,
    /// Whether it stands in a right-to-left run.
    pub rtl: bool,
}

impl ParagraphLayout {
    /// The invisible characters, in logical order.
    pub fn invisibles(&self) -> Vec<PlacedInvisible> {
        let clusters = self.clusters().all();
        let (mut line, mut at) = (0, 0);
        let mut placed = Vec::new();
        for (byte, char) in self.text().char_indices() {
            let Some(invisible) = Invisible::of(char) else { continue };
            let byte = byte as u32;
            at += clusters[at..].partition_point(|cluster| cluster.end <= byte);
            let Some(cluster) = clusters.get(at) else { break };
            line += self.lines()[line..].partition_point(|line| line.end <= byte);
            let (left, right) = Self::room(cluster, byte, char);
            placed.push(PlacedInvisible { invisible, byte, line, left, right, rtl: cluster.rtl });
        }
        placed
    }

    /// The horizontal extent of a character in its cluster. A character that shares its cluster with others (a joiner
    /// after a letter) has no width of its own and stands at the cluster's end.
    fn room(cluster: &Cluster, byte: u32, char: char) -> (f32, f32) {
        if cluster.end - cluster.start == char.len_utf8() as u32 {
            return (cluster.left, cluster.right);
        }
        let is_at_left = cluster.rtl != (byte == cluster.start);
        let x = if is_at_left { cluster.left } else { cluster.right };
        (x, x)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_seen_has_no_sign() {
        for seen in "abc 12 سرت «»،؟ ـ ًٌٍَُِّْ é ß 中 🇱🇾 – … \u{FFFC}\u{E000}".chars() {
            assert_eq!(Invisible::of(seen), None, "{seen:?}");
        }
    }

    #[test]
    fn every_control_of_the_bidi_algorithm_has_its_abbreviation() {
        let table = [
            ('\u{200E}', "LRM"),
            ('\u{200F}', "RLM"),
            ('\u{61C}', "ALM"),
            ('\u{202A}', "LRE"),
            ('\u{202B}', "RLE"),
            ('\u{202C}', "PDF"),
            ('\u{202D}', "LRO"),
            ('\u{202E}', "RLO"),
            ('\u{2066}', "LRI"),
            ('\u{2067}', "RLI"),
            ('\u{2068}', "FSI"),
            ('\u{2069}', "PDI"),
        ];
        for (char, abbreviation) in table {
            assert_eq!(Invisible::of(char).map(|i| i.sign), Some(Sign::Boxed(abbreviation)), "{char:?}");
        }
    }
}
