//! Measures how much a text reads like Arabic, to choose among the encodings of its bytes.

use std::sync::LazyLock;

use foldhash::HashSet;

use crate::text::fold::FoldOptions;
use crate::text::fold::letters::fold_char;

/// Foldings used here: presentation forms, marks and foreign letters are folded; the spellings of hamza and the letters
/// that occur only at a word's end are not.
const FOLDS: FoldOptions = FoldOptions { hamza: false, alef_maqsura: false, ta_marbuta: false, ..FoldOptions::ALL };

/// Share of the characters beyond ASCII that are in Arabic, Persian or Urdu words: 1 for a text of frequent words, 0 or
/// less for a random mix of letters and signs.
pub(super) fn of_arabic(text: &str) -> f64 {
    let mut tally = Tally::default();
    for c in text.chars() {
        tally.take(c);
    }
    tally.end_word();
    if tally.all == 0 { 0.0 } else { (tally.fine - tally.wrong) / f64::from(tally.all) }
}

/// The counts so far.
#[derive(Default)]
struct Tally {
    /// The current word, folded, and the number of its characters beyond ASCII.
    word: String,
    beyond_ascii: u32,
    is_foreign: bool,
    has_foreign_arabic: bool,
    all: u32,
    fine: f64,
    wrong: f64,
}

impl Tally {
    fn take(&mut self, c: char) {
        if c.is_ascii() {
            if c.is_ascii_alphabetic() {
                // A mix of two scripts is not a word.
                self.is_foreign = true;
                self.word.push(c);
            } else {
                self.end_word();
            }
            return;
        }
        match c {
            '،'
            | '؛'
            | '؟'
            | '«'
            | '»'
            | '“'
            | '”'
            | '‘'
            | '’'
            | '–'
            | '—'
            | '…'
            | '•'
            | '\u{a0}'
            | '٪'
            | '٫'
            | '٬'
            | '٠'..='٩'
            | '۰'..='۹'
            | '\u{200e}'
            | '\u{200f}' => {
                self.end_word();
                return;
            }
            '\u{200c}' | '\u{200d}' => return,
            _ => self.all += 1,
        }
        let is_arabic = matches!(c, '\u{610}'..='\u{6d3}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}');
        if is_arabic || c.is_alphabetic() {
            self.beyond_ascii += 1;
            self.is_foreign |= !is_arabic;
            let before = self.word.len();
            fold_char(c, &FOLDS, &mut |letter| self.word.push(letter));
            // A letter of Persian or Urdu, not a presentation form or a mark.
            self.has_foreign_arabic |= ('\u{671}'..='\u{6d3}').contains(&c) && self.word.len() > before;
        } else {
            self.end_word();
            self.wrong += if c.is_control() || c == '\u{fffd}' { 2.0 } else { 0.5 };
        }
    }

    fn end_word(&mut self) {
        let count = f64::from(self.beyond_ascii);
        if self.beyond_ascii > 0 {
            if self.is_foreign || self.word.is_empty() {
                self.wrong += count / 2.0;
            } else {
                let share = likelihood(&self.word);
                self.fine += count * if self.has_foreign_arabic && share < 1.0 { 0.6 * share } else { share };
            }
        }
        self.word.clear();
        (self.beyond_ascii, self.is_foreign, self.has_foreign_arabic) = (0, false, false);
    }
}

/// How likely a folded string of Arabic letters is to be a word, 0 to 1.
fn likelihood(word: &str) -> f64 {
    static KNOWN: LazyLock<HashSet<&str>> = LazyLock::new(|| FREQUENT.split_whitespace().collect());
    let is_frequent = |word: &str| KNOWN.contains(word);
    let behind_proclitic = word.strip_prefix(['و', 'ف', 'ب', 'ل', 'ك']);
    if is_frequent(word) || behind_proclitic.is_some_and(is_frequent) {
        return 1.0;
    }
    let end = ROWS.len() - 1;
    let (mut before, mut sum, mut pairs) = (0, 0.0, 0);
    for place in word.chars().map(place_of).chain([Some(end)]) {
        let Some(place) = place else { return 0.3 };
        sum += f64::from(ROWS[before].as_bytes()[place]) - f64::from(b'5');
        pairs += 1;
        before = (place + 1).min(end);
    }
    let with_article =
        behind_proclitic.unwrap_or(word).starts_with("ال") || word.starts_with("ال") || word.starts_with("لل");
    let mean = sum / f64::from(pairs) + if with_article && pairs > 4 { 0.5 } else { 0.0 };
    let likelihood = 1.0 / (1.0 + (2.5 * (0.3 - mean)).exp());
    if pairs > 2 { likelihood } else { 0.3 * likelihood }
}

/// The column of a letter in [`ROWS`]; its row is the next one.
fn place_of(letter: char) -> Option<usize> {
    match letter {
        'ء'..='غ' => Some(letter as usize - 'ء' as usize),
        'ف'..='ي' => Some(letter as usize - 'ف' as usize + 26),
        _ => None,
    }
}

/// The words that make up a third of any text: Arabic, Persian, Urdu.
const FREQUENT: &str = "في من على إلى أن عن مع هذا هذه ذلك التي الذي الذين ما لا لم لن قد كان كانت بعد قبل بين حيث كما ثم أو \
    هو هي إن أي كل عند حتى خلال ضد منذ دون غير بها به فيها فيه منها له لها عليه أكد قال أعلن اليوم أمس \
    در به از كه اين است را با آن براي تا مي ها هاي شد شده خود يا بر هم \
    كي مين هي اور سي كا بر كو ني هين";

/// How often a letter follows another, in steps of a factor of two: 5 is as often as by chance. Counted in the samples
/// and in the names of the lexicon. Columns are the letters from ء to ي, then the end of a word.
#[rustfmt::skip]
const ROWS: [&str; 37] = [
    "0260409605266440435431305455557535030", // at the beginning of a word
    "0000000000000000000000000000000030009", // ء
    "1111111736311657667511111353175611173", // آ
    "0000000613356542646442405463568737054", // أ
    "2222225259222222426522222228465425445", // ؤ
    "0000000501403563638350505445376730080", // إ
    "0000007777003040711200303042066312086", // ئ
    "4000040516034250635321404244495734046", // ا
    "0020017153015250713300404203362557088", // ب
    "0000000000000000000000000000000000009", // ة
    "0020007432047420634532204345365536178", // ت
    "0010007364000000600000002204367508077", // ث
    "0010007744002051563100003021067767086", // ج
    "0000007454130060884332110035656305066", // ح
    "0000008645010040734354500040086416076", // خ
    "0020017373210330605000004042245537288", // د
    "1111148331121311711111112123562376178", // ذ
    "0020038565142150125223303345634436388", // ر
    "0000007940023020600000004203245536087", // ز
    "0000007547033240601000504032675537278", // س
    "0010007536012340702000107233446455088", // ش
    "0000008550006250800000304564076547366", // ص
    "0000008673005040700000004050055426178", // ض
    "0000028460000000703100003034064827386", // ط
    "0000007353000000600000000050068053096", // ظ
    "0000007775420060646442230034176435067", // ع
    "0000008434010053855203000020162538077", // غ
    "0010007255034043704134334304251326288", // ف
    "0000007565000061713243404040063428277", // ق
    "0000008476300020745300000040055528077", // ك
    "0060507545366461436541305355557546477", // ل
    "0003017565155450625442406325354746077", // م
    "0000006455053261235340352544413056189", // ن
    "0000008473040063731104100021155607168", // ه
    "0020107545244160756432504355566732367", // و
    "0000000000000000000000000000000000009", // ى
    "0000027575132250635511303344466735048", // ي
];
