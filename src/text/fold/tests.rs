use proptest::prelude::*;

use super::*;

fn fold(text: &str) -> String {
    Folded::new(text, &FoldOptions::ALL).text
}

#[test]
fn spellings_that_must_not_matter_fold_alike() {
    let table = [
        ("diacritics", "الرقه", "الرَّقّة"),
        ("Quranic marks", "الرحمن", "ٱلرَّحۡمَٰنۖ"),
        ("tatweel", "بغداد", "بغـــداد"),
        ("zero-width and bidi controls", "بغداد", "\u{200F}بغ\u{200C}دا\u{200D}د\u{202C}\u{FEFF}"),
        ("alef forms", "ادلب ارض الانبار", "إدلب أرض الآنبار"),
        ("alef maqsura and ya", "مصطفي", "مصطفى"),
        ("ta marbuta", "غزه", "غزة"),
        ("hamza on carriers", "مووسسه رييس", "مؤوسسة رئيس"),
        ("final hamza dropped, with its marks", "سينا صنعا شي", "سيناء صنعاءَ شيءٌ"),
        ("inner hamza kept", "قراءه", "قراءة"),
        ("a lone hamza is a word", "ء", "ء"),
        ("Persian and Urdu letters", "كركوك تهران لاهور", "کرگوک تهران لاہور"),
        ("presentation forms", "سلام الله", "ﺳﻼم ﷲ"),
        ("isolated marks", "با", "ﺑﹷﺎ"),
        ("Eastern digits", "2015 2016", "٢٠١٥ ۲۰۱۶"),
        ("Latin case", "isis é", "ISIS É"),
        ("Hebrew points and accents", "שלום בראשית", "שָׁלוֹם בְּרֵאשִׁ֖ית"),
        ("Hebrew presentation forms", "שלום אלהים", "שׁלום ﭏהים"),
        ("geresh and gershayim", "צהל גורג", "צה״ל ג׳ורג׳"),
        ("Yiddish ligatures", "ווארשע", "װאַרשע"),
        ("maqaf parts words", "בית־ספר", "בֵּית־סֵפֶר"),
    ];
    for (what, expected, text) in table {
        assert_eq!(fold(text), expected, "{what}");
    }
}

#[test]
fn each_folding_can_be_switched_off() {
    let all = FoldOptions::ALL;
    let table = [
        ("رَ", "رَ", FoldOptions { marks: false, ..all }),
        ("שָׁ״", "שָׁ״", FoldOptions { marks: false, ..all }),
        ("رـ", "رـ", FoldOptions { tatweel: false, ..all }),
        ("ر\u{200C}", "ر\u{200C}", FoldOptions { invisible: false, ..all }),
        ("أؤئء", "أؤئء", FoldOptions { hamza: false, ..all }),
        ("ى", "ى", FoldOptions { alef_maqsura: false, ..all }),
        ("ة", "ة", FoldOptions { ta_marbuta: false, ..all }),
        ("ک", "ک", FoldOptions { foreign_letters: false, ..all }),
        ("ﺳ", "ﺳ", FoldOptions { presentation: false, ..all }),
        ("٣", "٣", FoldOptions { digits: false, ..all }),
        ("A", "A", FoldOptions { case: false, ..all }),
        ("أةىA٣َ", "أةىA٣َ", FoldOptions::NONE),
    ];
    for (expected, text, options) in table {
        assert_eq!(Folded::new(text, &options).text, expected, "{options:?}");
    }
}

#[test]
fn rtl_case_41_diacritics_do_not_hide_a_word() {
    let folded = Folded::new("قرب الرَّقَّةِ، أمس", &FoldOptions::ALL);
    let at = folded.text.find("الرقه").expect("found");
    let span = folded.to_original(at..at + "الرقه".len());
    assert_eq!(span.of("قرب الرَّقَّةِ، أمس"), "الرَّقَّةِ");
}

#[test]
fn rtl_case_42_decomposed_hamza_folds_like_composed() {
    for (composed, decomposed) in
        [("آسفي", "ا\u{653}سفي"), ("أربيل", "ا\u{654}ربيل"), ("إدلب", "ا\u{655}دلب"), ("مؤتة", "مو\u{654}تة")]
    {
        assert_eq!(fold(composed), fold(decomposed), "{composed}");
        let exact = FoldOptions { hamza: false, marks: false, ..FoldOptions::ALL };
        assert_eq!(Folded::new(composed, &exact).text, Folded::new(decomposed, &exact).text, "{composed} kept apart");
    }
    assert_eq!(fold("آسفي"), "اسفي");
}

#[test]
fn rtl_case_43_offsets_do_not_drift_when_marks_are_dropped() {
    let text = "سُقُوطُ الرَّقَّةِ ثُمَّ المَوْصِلِ";
    let folded = Folded::new(text, &FoldOptions::ALL);
    for (folded_word, word) in folded.text.split(' ').zip(text.split(' ')) {
        let at = folded_word.as_ptr() as usize - folded.text.as_ptr() as usize;
        assert_eq!(folded.to_original(at..at + folded_word.len()).of(text), word);
    }
}

#[test]
fn a_ligature_is_covered_whole_from_either_half() {
    let text = "سﻼم";
    let folded = Folded::new(text, &FoldOptions::ALL);
    assert_eq!(folded.text, "سلام");
    assert_eq!(folded.to_original(2..4).of(text), "ﻼ");
    assert_eq!(folded.to_original(4..6).of(text), "ﻼ");
    assert_eq!(folded.to_original(4..8).of(text), "ﻼم");
}

#[test]
fn a_dropped_final_hamza_belongs_to_the_letter_before() {
    let text = "سيناءَ،صنعاء";
    let folded = Folded::new(text, &FoldOptions::ALL);
    assert_eq!(folded.text, "سينا،صنعا");
    assert_eq!(folded.to_original(0..8).of(text), "سيناءَ");
}

/// Random texts of the letters, marks and controls that folding treats specially.
#[expect(clippy::unicode_not_nfc, reason = "marks one by one")]
fn arabic() -> impl Strategy<Value = String> {
    let letters = "ابتسلمءأإآٱؤئىةکگیہﻼﷲﺀﹷ \n،aZ٣۴-אבשװﭏשּׁ־״׳";
    let special = "ـًَّٰٕٓٔۖ\u{200C}\u{200D}\u{200F}\u{202B}\u{FEFF}";
    let all: Vec<char> = letters.chars().chain(special.chars()).collect();
    proptest::collection::vec(proptest::sample::select(all), 0..40).prop_map(|chars| chars.into_iter().collect())
}

fn options() -> impl Strategy<Value = FoldOptions> {
    any::<[bool; 10]>().prop_map(|on| FoldOptions {
        marks: on[0],
        tatweel: on[1],
        invisible: on[2],
        hamza: on[3],
        alef_maqsura: on[4],
        ta_marbuta: on[5],
        foreign_letters: on[6],
        presentation: on[7],
        digits: on[8],
        case: on[9],
    })
}

fn check_map(text: &str, folding: FoldOptions) {
    let folded = Folded::new(text, &folding);
    let mut bounds: Vec<usize> = folded.text.char_indices().map(|(i, _)| i).collect();
    bounds.push(folded.text.len());
    let mut before = Span::from_range(0..0);
    for pair in bounds.windows(2) {
        let span = folded.to_original(pair[0]..pair[1]);
        assert!(!span.is_empty(), "a letter without an origin in {text:?}");
        assert!(Span::new(text, span.start, span.end).is_ok(), "{span} in {text:?}");
        assert!(before.start <= span.start && before.end <= span.end, "not monotone at {span} in {text:?}");
        before = span;
    }
    let whole = folded.to_original(0..folded.text.len());
    assert!(folded.text.is_empty() || Span::new(text, whole.start, whole.end).is_ok());
}

proptest! {
    #[test]
    fn the_map_is_total_and_monotone(text in arabic(), folding in options()) {
        check_map(&text, folding);
    }

    #[test]
    fn the_map_is_total_and_monotone_on_any_text(text in any::<String>(), folding in options()) {
        check_map(&text, folding);
    }

    #[test]
    fn folding_twice_changes_nothing(text in arabic()) {
        let once = fold(&text);
        prop_assert_eq!(fold(&once), once);
    }

    #[test]
    fn wild_ranges_do_no_harm(text in any::<String>(), start in 0_usize..200, end in 0_usize..200) {
        let span = Folded::new(&text, &FoldOptions::ALL).to_original(start..end);
        prop_assert!(text.get(span.range()).is_some());
    }
}
