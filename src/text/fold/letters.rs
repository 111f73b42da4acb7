//! Folding of single characters, shared by [`super::Folded`], the detector and the lexicon's compiler.
//!
//! `build.rs` includes this file too, so it must not use anything else from the crate.

#[path = "presentation.rs"]
mod presentation;

/// The spelling differences to fold away. Detection uses [`FoldOptions::ALL`]; a search lets the user switch each one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FoldOptions {
    /// Harakat and Quranic marks are dropped; so are Hebrew points, accents, geresh and gershayim.
    pub marks: bool,
    /// Tatweel (U+0640) is dropped.
    pub tatweel: bool,
    /// Zero-width characters and bidi controls are dropped.
    pub invisible: bool,
    /// أ إ آ ٱ become ا, ؤ becomes و, ئ becomes ي, a word's final ء is dropped.
    pub hamza: bool,
    /// ى becomes ي.
    pub alef_maqsura: bool,
    /// ة becomes ه.
    pub ta_marbuta: bool,
    /// Persian, Urdu and Kurdish letters become the nearest Arabic ones: ک گ ی ہ پ ڤ.
    pub foreign_letters: bool,
    /// Presentation forms (U+FB1D to U+FEFF) and Yiddish ligatures become letters.
    pub presentation: bool,
    /// Arabic-Indic and Persian digits become 0 to 9.
    pub digits: bool,
    /// Letters become lower case.
    pub case: bool,
}

impl FoldOptions {
    /// Everything is folded.
    pub const ALL: Self = Self {
        marks: true,
        tatweel: true,
        invisible: true,
        hamza: true,
        alef_maqsura: true,
        ta_marbuta: true,
        foreign_letters: true,
        presentation: true,
        digits: true,
        case: true,
    };

    /// Nothing is folded: an exact search.
    pub const NONE: Self = Self {
        marks: false,
        tatweel: false,
        invisible: false,
        hamza: false,
        alef_maqsura: false,
        ta_marbuta: false,
        foreign_letters: false,
        presentation: false,
        digits: false,
        case: false,
    };
}

impl Default for FoldOptions {
    fn default() -> Self {
        Self::ALL
    }
}

/// Harakat, Quranic marks, combining hamza and madda.
pub(crate) fn is_arabic_mark(c: char) -> bool {
    matches!(c,
        '\u{610}'..='\u{61A}' | '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{6D6}'..='\u{6DC}' | '\u{6DF}'..='\u{6E4}'
        | '\u{6E7}' | '\u{6E8}' | '\u{6EA}'..='\u{6ED}' | '\u{8D3}'..='\u{8E1}' | '\u{8E3}'..='\u{8FF}')
}

/// Points and accents of Hebrew: vowels, dagesh, the dots of shin, cantillation.
pub(crate) fn is_hebrew_mark(c: char) -> bool {
    matches!(
        c,
        '\u{591}'..='\u{5BD}' | '\u{5BF}' | '\u{5C1}' | '\u{5C2}' | '\u{5C4}' | '\u{5C5}' | '\u{5C7}' | '\u{FB1E}'
    )
}

/// Signs inside Hebrew words that do not change letters: geresh and gershayim, and the paseq between words.
pub(crate) fn is_hebrew_sign(c: char) -> bool {
    matches!(c, '\u{5F3}' | '\u{5F4}' | '\u{5C0}')
}

/// A Hebrew letter, including the final forms.
pub(crate) fn is_hebrew_letter(c: char) -> bool {
    matches!(c, '\u{5D0}'..='\u{5EA}' | '\u{5EF}'..='\u{5F2}' | '\u{FB1D}' | '\u{FB1F}'..='\u{FB28}' | '\u{FB2A}'..='\u{FB4F}')
}

/// Hamza and madda that combine with the letter before them (the decomposed spelling of أ إ آ ؤ ئ).
pub(crate) fn is_combining_hamza(c: char) -> bool {
    matches!(c, '\u{653}'..='\u{655}')
}

/// Invisible characters that belong to the letter before them: the two joiners.
pub(crate) fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200C}' | '\u{200D}')
}

/// Zero-width characters and bidi controls that are not part of a letter.
pub(crate) fn is_invisible_control(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
}

/// Calls `emit` with the folded form of `c`: usually one letter, none for a dropped mark, several for a ligature. A
/// word's final ء depends on what follows, so the caller handles it.
pub(crate) fn fold_char(c: char, options: &FoldOptions, emit: &mut impl FnMut(char)) {
    if c.is_ascii() {
        emit(if options.case { c.to_ascii_lowercase() } else { c });
    } else if let (true, Some(letters)) = (options.presentation, presentation::presentation_form(c)) {
        for letter in letters.chars() {
            fold_letter(letter, options, emit);
        }
    } else {
        fold_letter(c, options, emit);
    }
}

fn fold_letter(c: char, options: &FoldOptions, emit: &mut impl FnMut(char)) {
    let dropped = (options.marks && (is_arabic_mark(c) || is_hebrew_mark(c) || is_hebrew_sign(c)))
        || (options.hamza && is_combining_hamza(c))
        || (options.tatweel && c == '\u{640}')
        || (options.invisible && (is_joiner(c) || is_invisible_control(c)));
    if dropped {
        return;
    }
    let c = if options.foreign_letters { native_letter(c) } else { c };
    let c = match c {
        'أ' | 'إ' | 'آ' | 'ٱ' if options.hamza => 'ا',
        'ؤ' if options.hamza => 'و',
        'ئ' if options.hamza => 'ي',
        'ى' if options.alef_maqsura => 'ي',
        'ة' if options.ta_marbuta => 'ه',
        '\u{660}'..='\u{669}' | '\u{6F0}'..='\u{6F9}' if options.digits => ascii_digit(c),
        _ => c,
    };
    // Arabic has no case, and `to_lowercase` is slow.
    if options.case && !matches!(c, '\u{590}'..='\u{8FF}') {
        c.to_lowercase().for_each(emit);
    } else {
        emit(c);
    }
}

/// The European digit for an Arabic or Persian one; other characters stay.
pub(crate) fn ascii_digit(c: char) -> char {
    let zero = match c {
        '\u{660}'..='\u{669}' => 0x660,
        '\u{6F0}'..='\u{6F9}' => 0x6F0,
        _ => return c,
    };
    char::from_digit(c as u32 - zero, 10).unwrap_or(c)
}

/// The standard Arabic letter for a Persian, Urdu, Kurdish or dialect one, as used in the news.
fn native_letter(c: char) -> char {
    match c {
        'ک' | 'گ' | 'ڪ' | 'ګ' | 'ڭ' => 'ك',
        'ی' | 'ې' | 'ے' | 'ێ' | 'ۍ' => 'ي',
        'ہ' | 'ھ' | 'ە' | 'ۀ' | 'ۂ' => 'ه',
        'ۃ' => 'ة',
        'پ' => 'ب',
        'چ' => 'ج',
        'ژ' => 'ز',
        'ڤ' | 'ڥ' => 'ف',
        'ٹ' => 'ت',
        'ڈ' => 'د',
        'ڑ' | 'ڕ' => 'ر',
        'ں' => 'ن',
        'ڵ' => 'ل',
        'ۆ' | 'ۇ' | 'ۋ' => 'و',
        'ٲ' | 'ٳ' => 'أ',
        'ٶ' | 'ٷ' => 'ؤ',
        'ۓ' | 'ٸ' => 'ئ',
        _ => c,
    }
}

/// The composed letter for `base` and a combining hamza or madda, so that both spellings match even if hamza forms are
/// kept apart.
pub(crate) fn compose_hamza(base: char, mark: char) -> Option<char> {
    match (base, mark) {
        ('ا', '\u{653}') => Some('آ'),
        ('ا', '\u{654}') => Some('أ'),
        ('ا', '\u{655}') => Some('إ'),
        ('و', '\u{654}') => Some('ؤ'),
        ('ي', '\u{654}') => Some('ئ'),
        _ => None,
    }
}

/// The words of a name in folded spelling, as the lexicon stores them and the detector looks them up.
pub(crate) fn fold_words(name: &str) -> Vec<String> {
    let mut words = Vec::new();
    each_folded_word(name, |word| words.push(word.to_owned()));
    words
}

/// The words of [`fold_words`] with a space between them, as a search compares them.
pub(crate) fn fold_phrase(name: &str) -> String {
    let mut phrase = String::with_capacity(name.len());
    each_folded_word(name, |word| {
        if !phrase.is_empty() {
            phrase.push(' ');
        }
        phrase.push_str(word);
    });
    phrase
}

fn each_folded_word(name: &str, mut emit: impl FnMut(&str)) {
    let mut word = String::new();
    let mut finish = |word: &mut String| {
        let kept = word.trim_end_matches('ء');
        let kept = if kept.is_empty() { &**word } else { kept };
        if !kept.is_empty() {
            emit(kept);
        }
        word.clear();
    };
    for c in name.chars() {
        // Looking characters up in the Unicode tables is slow.
        let is_usual = matches!(c, '\u{620}'..='\u{669}');
        if is_usual
            || c.is_alphanumeric()
            || is_arabic_mark(c)
            || is_hebrew_mark(c)
            || c == '\u{640}'
            || is_joiner(c)
            || is_invisible_control(c)
        {
            fold_char(c, &FoldOptions::ALL, &mut |letter| word.push(letter));
        } else {
            finish(&mut word);
        }
    }
    finish(&mut word);
}
