//! The window's texts, in English and Arabic.
//!
//! Messages are Fluent files under `assets/i18n/<language>/`, compiled into the program. Values in a message are
//! isolated (FSI … PDI), so that a file name or a coordinate never reorders the sentence around it; the text engine
//! honours these controls. A missing message shows as its key, which is ugly but never fatal, and a test finds it
//! first.

use std::borrow::Cow;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::types::{FluentNumber, FluentNumberOptions};
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use serde::{Deserialize, Serialize};
use unic_langid::langid;

use crate::text::digits::arabic;
use crate::text::{Arg, Localize, Message};

/// The message for a key in the interface's language, with named values:
/// `tr!(i18n, "status-paragraph", current = 2, total = 6)`.
///
/// A test checks that every key used this way exists.
#[macro_export]
macro_rules! tr {
    ($i18n:expr, $key:literal) => {
        $i18n.text($key)
    };
    ($i18n:expr, $key:literal, $($name:ident = $value:expr),+ $(,)?) => {
        $i18n.text_with($key, &[$((stringify!($name), $crate::gui::i18n::Value::from($value))),+])
    };
}

/// A language of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Arabic.
    Ar,
}

impl Lang {
    /// All languages, in the order of a menu.
    pub const ALL: [Self; 2] = [Self::En, Self::Ar];

    /// The language of the desktop: Arabic if it is Arabic, otherwise English.
    pub(crate) fn from_system() -> Self {
        sys_locale::get_locale().map_or(Self::En, |locale| Self::from_locale(&locale))
    }

    /// The language for a locale's name: `ar-LY`, `ar_EG.UTF-8`, `en`.
    pub(crate) fn from_locale(locale: &str) -> Self {
        let language = locale.split(['-', '_', '.', '@']).next().unwrap_or_default();
        if language.eq_ignore_ascii_case("ar") { Self::Ar } else { Self::En }
    }

    /// The code used in settings and folder names: `en`, `ar`.
    pub fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Ar => "ar",
        }
    }

    /// Whether the interface runs from right to left.
    pub fn is_rtl(self) -> bool {
        self == Self::Ar
    }

    /// The other language, for the language switch.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::En => Self::Ar,
            Self::Ar => Self::En,
        }
    }

    /// The language's message files. A new file needs one line in each arm.
    fn files(self) -> &'static [&'static str] {
        match self {
            Self::En => &[
                include_str!("../../assets/i18n/en/main.ftl"),
                include_str!("../../assets/i18n/en/errors.ftl"),
                include_str!("../../assets/i18n/en/differences.ftl"),
                include_str!("../../assets/i18n/en/versions.ftl"),
                include_str!("../../assets/i18n/en/moved.ftl"),
                include_str!("../../assets/i18n/en/labels.ftl"),
                include_str!("../../assets/i18n/en/review.ftl"),
                include_str!("../../assets/i18n/en/merging.ftl"),
                include_str!("../../assets/i18n/en/adjudication.ftl"),
                include_str!("../../assets/i18n/en/relations.ftl"),
                include_str!("../../assets/i18n/en/palette.ftl"),
                include_str!("../../assets/i18n/en/history.ftl"),
                include_str!("../../assets/i18n/en/exchange.ftl"),
                include_str!("../../assets/i18n/en/seeing.ftl"),
                include_str!("../../assets/i18n/en/auditing.ftl"),
                include_str!("../../assets/i18n/en/pictures.ftl"),
            ],
            Self::Ar => &[
                include_str!("../../assets/i18n/ar/main.ftl"),
                include_str!("../../assets/i18n/ar/errors.ftl"),
                include_str!("../../assets/i18n/ar/differences.ftl"),
                include_str!("../../assets/i18n/ar/versions.ftl"),
                include_str!("../../assets/i18n/ar/moved.ftl"),
                include_str!("../../assets/i18n/ar/labels.ftl"),
                include_str!("../../assets/i18n/ar/review.ftl"),
                include_str!("../../assets/i18n/ar/merging.ftl"),
                include_str!("../../assets/i18n/ar/adjudication.ftl"),
                include_str!("../../assets/i18n/ar/relations.ftl"),
                include_str!("../../assets/i18n/ar/palette.ftl"),
                include_str!("../../assets/i18n/ar/history.ftl"),
                include_str!("../../assets/i18n/ar/exchange.ftl"),
                include_str!("../../assets/i18n/ar/seeing.ftl"),
                include_str!("../../assets/i18n/ar/auditing.ftl"),
                include_str!("../../assets/i18n/ar/pictures.ftl"),
            ],
        }
    }

    fn digit(self, digit: char) -> char {
        if self == Self::Ar { arabic(digit) } else { digit }
    }
}

/// A value put into a message.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'a> {
    /// Text, unchanged, and isolated from the message's direction.
    Text(Cow<'a, str>),
    /// A count, shown in the language's digits; also chooses the plural form.
    Number(u64),
    /// A decimal number with this many digits after the point.
    Decimal(f64, u8),
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl<'a> From<&'a String> for Value<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl<'a> From<Cow<'a, str>> for Value<'a> {
    fn from(text: Cow<'a, str>) -> Self {
        Self::Text(text)
    }
}

macro_rules! value_from_integer {
    ($($integer:ty),+) => {$(
        impl From<$integer> for Value<'_> {
            fn from(number: $integer) -> Self {
                Self::Number(u64::try_from(number).unwrap_or_default())
            }
        }
    )+};
}
value_from_integer!(u8, u16, u32, u64, usize, i32);

impl<'a> Value<'a> {
    /// A value of a message, in a language.
    pub fn of(arg: &'a Arg, i18n: &I18n) -> Self {
        match arg {
            Arg::Text(text) => Self::Text(on_one_line(text)),
            Arg::Number(number) => Self::Number(*number),
            Arg::List(values) => {
                let value = |value: &Arg| match Value::of(value, i18n) {
                    Value::Text(text) => format!("\u{2068}{text}\u{2069}"),
                    Value::Number(number) => i18n.number(number),
                    Value::Decimal(number, digits) => i18n.decimal(number, digits),
                };
                let values: Vec<String> = values.iter().map(value).collect();
                Self::from(values.join(&i18n.text("list-separator")))
            }
            Arg::Message(message) => Self::from(i18n.words(message)),
            Arg::Localized(names) => {
                let name = names.get(i18n.lang().code()).or_else(|| names.values().next());
                Self::from(name.map_or("", String::as_str))
            }
        }
    }

    fn into_fluent(self) -> FluentValue<'a> {
        match self {
            Self::Text(text) => FluentValue::String(text),
            Self::Number(number) => {
                FluentValue::Number(FluentNumber::new(number as f64, FluentNumberOptions::default()))
            }
            Self::Decimal(number, digits) => FluentValue::Number(FluentNumber::new(
                number,
                FluentNumberOptions {
                    minimum_fraction_digits: Some(digits.into()),
                    maximum_fraction_digits: Some(digits.into()),
                    ..FluentNumberOptions::default()
                },
            )),
        }
    }
}

/// The messages of one language.
pub struct I18n {
    lang: Lang,
    bundle: FluentBundle<FluentResource>,
}

impl std::fmt::Debug for I18n {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("I18n").field("lang", &self.lang).finish_non_exhaustive()
    }
}

impl I18n {
    /// Reads the built-in messages of a language.
    pub fn new(lang: Lang) -> Self {
        let id = match lang {
            Lang::En => langid!("en"),
            Lang::Ar => langid!("ar"),
        };
        let mut bundle = FluentBundle::new_concurrent(vec![id]);
        bundle.set_formatter(Some(match lang {
            Lang::En => format_english,
            Lang::Ar => format_arabic,
        }));
        // The names are fixed here, so that a clash would show up in every test.
        let added = bundle.add_function("PLURAL", move |values, _| plural(lang, values));
        debug_assert!(added.is_ok());
        for file in lang.files() {
            // The parser drops a broken message, which then shows as its key.
            let resource = match FluentResource::try_new((*file).to_owned()) {
                Ok(resource) | Err((resource, _)) => resource,
            };
            bundle.add_resource_overriding(resource);
        }
        Self { lang, bundle }
    }

    /// The language.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// Whether the interface runs from right to left.
    pub fn is_rtl(&self) -> bool {
        self.lang.is_rtl()
    }

    /// Whether there is a message with this key.
    pub fn has(&self, key: &str) -> bool {
        self.bundle.has_message(key)
    }

    /// A message without values.
    pub fn text<'a>(&'a self, key: &str) -> Cow<'a, str> {
        self.format(key, None)
    }

    /// A message with named values.
    pub fn text_with<'a>(&'a self, key: &str, values: &[(&str, Value<'_>)]) -> Cow<'a, str> {
        let mut args = FluentArgs::with_capacity(values.len());
        for (name, value) in values {
            let value = match value {
                // A list of parts that are each isolated: outside of them the text has no direction of its own and
                // takes the interface's.
                Value::Text(text) if text.contains('\u{2068}') => {
                    let begin = if self.is_rtl() { '\u{2067}' } else { '\u{2066}' };
                    Value::from(format!("{begin}{text}\u{2069}"))
                }
                value => value.clone(),
            };
            args.set(*name, value.into_fluent());
        }
        self.format(key, Some(&args))
    }

    /// A message in this language, or in English if it does not exist here.
    pub fn words(&self, message: &Message) -> String {
        let (key, args) = (message.key(), message.args());
        if !self.has(key) {
            let english = message.to_string();
            return if english.is_empty() { key.to_owned() } else { english };
        }
        let values: Vec<(&str, Value<'_>)> = args.iter().map(|(name, arg)| (*name, Value::of(arg, self))).collect();
        self.text_with(key, &values).into_owned()
    }

    /// The sentence for an error or a warning of the lower layers.
    pub fn sentence(&self, error: &dyn Localize) -> String {
        self.words(&Message::of(error))
    }

    /// Like [`Self::sentence`], shown beside the file in question: its name is enough then.
    pub(crate) fn sentence_on(&self, error: &dyn Localize, name: String) -> String {
        let message = Message::of(error);
        let has_path = message.args().iter().any(|(name, _)| *name == "path");
        self.words(&if has_path { message.with("path", name) } else { message })
    }

    fn format<'a>(&'a self, key: &str, args: Option<&FluentArgs<'_>>) -> Cow<'a, str> {
        let Some(pattern) = self.bundle.get_message(key).and_then(|message| message.value()) else {
            return Cow::Owned(key.to_owned());
        };
        // A missing value shows as its name in braces; a test formats every message.
        let mut errors = Vec::new();
        self.bundle.format_pattern(pattern, args, &mut errors)
    }

    /// A count in the language's digits, grouped by thousands: 12,276 or ١٢٬٢٧٦.
    pub fn number(&self, number: impl TryInto<u64>) -> String {
        group(self.lang, &number.try_into().unwrap_or_default().to_string())
    }

    /// A text with its digits in those of the language, without grouping, for dates.
    pub fn digits(&self, text: &str) -> String {
        text.chars().map(|c| if c.is_ascii_digit() { self.lang.digit(c) } else { c }).collect()
    }

    /// A decimal number in the language's digits: 31.2089 or ٣١٫٢٠٨٩.
    pub(crate) fn decimal(&self, number: f64, digits: u8) -> String {
        group(self.lang, &format!("{number:.*}", usize::from(digits)))
    }

    /// WGS84 degrees as a reader writes them: 31.2089° N, 16.5887° E. Each half is isolated, so
    /// that nothing reorders.
    pub fn coordinates(&self, latitude: f64, longitude: f64) -> String {
        let half = |key: &str, degrees: f64| self.text_with(key, &[("degrees", Value::Decimal(degrees.abs(), 4))]);
        let latitude = half(if latitude < 0.0 { "card-south" } else { "card-north" }, latitude);
        let longitude = half(if longitude < 0.0 { "card-west" } else { "card-east" }, longitude);
        self.text_with("card-coordinates", &[("latitude", latitude.into()), ("longitude", longitude.into())])
            .into_owned()
    }
}

/// Somebody's text as it can stand in a sentence: a file name may have line ends in it, and controls that turn all that
/// follows.
pub(crate) fn on_one_line(text: &str) -> Cow<'_, str> {
    let turns = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    if !text.contains(|c: char| c.is_control() || turns(c)) {
        return Cow::Borrowed(text);
    }
    let kept = text.chars().filter(|c| !turns(*c));
    kept.map(|c| {
        if c.is_whitespace() {
            ' '
        } else if c.is_control() {
            '\u{fffd}'
        } else {
            c
        }
    })
    .collect()
}

/// The text without invisible direction controls, for accessible names: screen readers would read them aloud.
pub fn without_isolates(text: &str) -> Cow<'_, str> {
    let is_control = |c: char| matches!(c, '\u{2066}'..='\u{2069}');
    if text.contains(is_control) { Cow::Owned(text.replace(is_control, "")) } else { Cow::Borrowed(text) }
}

// Fluent takes a plain function here, which cannot capture the language.
fn format_english<M>(value: &FluentValue<'_>, _: &M) -> Option<String> {
    format_value(Lang::En, value)
}

fn format_arabic<M>(value: &FluentValue<'_>, _: &M) -> Option<String> {
    format_value(Lang::Ar, value)
}

fn format_value(lang: Lang, value: &FluentValue<'_>) -> Option<String> {
    let FluentValue::Number(number) = value else {
        return None;
    };
    let digits = match number.options.maximum_fraction_digits {
        Some(digits) => format!("{:.digits$}", number.value),
        None => number.value.to_string(),
    };
    Some(group(lang, &digits))
}

/// Inserts thousands separators between ASCII digits and converts them to the language's digits. Four digits stay
/// together, because they are often a year.
fn group(lang: Lang, digits: &str) -> String {
    let whole = digits.find('.').unwrap_or(digits.len());
    let first = digits.find(|c: char| c.is_ascii_digit()).unwrap_or(0);
    let mut out = String::with_capacity(digits.len() * 2);
    for (at, c) in digits.char_indices() {
        if at > first && at < whole && whole - first > 4 && (whole - at).is_multiple_of(3) {
            out.push(lang.digit(','));
        }
        out.push(lang.digit(c));
    }
    out
}

/// The Fluent function `PLURAL($n)`: the plural category of a whole number, by CLDR, and "zero" in English, too, where a message
/// may say it in other words. It is a word: no variant `[0]` fits it.
///
/// Fluent's own rules are not used: for Arabic `intl_pluralrules` 7.0 tests the whole number where CLDR tests the
/// remainder of 100, so that 103 would not be "few".
fn plural(lang: Lang, values: &[FluentValue<'_>]) -> FluentValue<'static> {
    let Some(FluentValue::Number(number)) = values.first() else {
        return FluentValue::Error;
    };
    FluentValue::String(Cow::Borrowed(plural_category(lang, number.value.max(0.0) as u64)))
}

fn plural_category(lang: Lang, number: u64) -> &'static str {
    match (lang, number, number % 100) {
        (_, 1, _) => "one",
        (_, 0, _) => "zero",
        (Lang::Ar, 2, _) => "two",
        (Lang::Ar, _, 3..=10) => "few",
        (Lang::Ar, _, 11..=99) => "many",
        (Lang::En | Lang::Ar, ..) => "other",
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::disallowed_methods, reason = "the tests read the program's own sources")]

    use std::collections::{BTreeMap, BTreeSet};
    use std::path::Path;

    use super::*;

    /// Keys with the names of their values, read from the lines of the files.
    fn keys(lang: Lang) -> BTreeMap<String, BTreeSet<String>> {
        let mut keys = BTreeMap::<String, BTreeSet<String>>::new();
        for file in lang.files() {
            let mut current = None;
            for line in file.lines().filter(|line| !line.starts_with('#')) {
                if line.starts_with(|c: char| c.is_ascii_lowercase()) {
                    let key = line.split('=').next().unwrap().trim().to_owned();
                    assert!(!keys.contains_key(&key), "{key} twice in {}", lang.code());
                    keys.insert(key.clone(), BTreeSet::new());
                    current = Some(key);
                }
                let Some(key) = &current else { continue };
                for part in line.split('$').skip(1) {
                    let end = part.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_'));
                    keys.get_mut(key).unwrap().insert(part[..end.unwrap_or(part.len())].to_owned());
                }
            }
        }
        keys
    }

    #[test]
    fn both_languages_have_the_same_messages_and_values() {
        assert_eq!(keys(Lang::En), keys(Lang::Ar));
    }

    #[test]
    fn every_message_can_be_formatted() {
        for lang in Lang::ALL {
            let i18n = I18n::new(lang);
            for (key, names) in keys(lang) {
                let mut args = FluentArgs::new();
                for name in &names {
                    args.set(name.as_str(), Value::Number(3).into_fluent());
                }
                let message = i18n.bundle.get_message(&key).unwrap_or_else(|| panic!("{key} is broken"));
                let mut errors = Vec::new();
                let text = i18n.bundle.format_pattern(message.value().unwrap(), Some(&args), &mut errors);
                assert!(errors.is_empty(), "{key}: {errors:?}");
                assert!(!text.contains('{'), "{key}: {text}");
                assert!(!text.contains(['!', '\u{fffd}']), "{key}: {text}");
            }
        }
    }

    /// The literal after each `prefix` in a source text.
    fn literals<'a>(source: &'a str, prefix: &str) -> Vec<&'a str> {
        source.match_indices(prefix).filter_map(|(at, _)| source[at + prefix.len()..].split('"').next()).collect()
    }

    fn sources(folder: &Path, out: &mut Vec<(String, String)>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                sources(&path, out);
            } else if path.extension().is_some_and(|e| e == "rs") {
                // Tests and comments may contain keys that do not exist.
                let text = std::fs::read_to_string(&path).unwrap();
                let code = text.split("#[cfg(test)]").next().unwrap();
                let code = code.lines().filter(|l| !l.trim_start().starts_with("//"));
                out.push((path.display().to_string(), code.collect::<Vec<_>>().join(" ")));
            }
        }
    }

    #[test]
    fn every_key_in_the_code_exists() {
        let keys = keys(Lang::En);
        let mut files = Vec::new();
        sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/gui"), &mut files);
        for (path, code) in files {
            let mut found = literals(&code, ".text(\"");
            for prefix in [".text_with(\"", "Message::new(\"", "Notice::warning(\"", "Notice::done(\"", ".offering(\""]
            {
                found.extend(literals(&code, prefix));
            }
            // `tr!(anything, "key"`: the literal follows the first argument.
            for (at, _) in code.match_indices("tr!(") {
                let call = &code[at..];
                if code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_') {
                    continue;
                }
                let Some(quote) = call.find('"') else { continue };
                // The key is not a literal: `tr!(i18n, key)`, or the quotation mark is far after the call.
                if !call[..quote].trim_end().ends_with(',') || call[..quote].contains(';') {
                    continue;
                }
                found.extend(call[quote + 1..].split('"').next());
            }
            for key in found {
                assert!(keys.contains_key(key), "{path}: no message {key:?}");
            }
        }
    }

    #[test]
    fn every_message_is_said_somewhere() {
        let mut files = Vec::new();
        sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
        let code: String = files.into_iter().map(|(_, code)| code).collect();
        // A command's tooltip belongs to its text; kinds and sources are names from the lexicon and the detector.
        let is_named = |key: &str| code.contains(&format!("\"{key}\""));
        let is_said = |key: &str| {
            is_named(key)
                || key.starts_with("command-") && key.strip_suffix("-tip").is_some_and(is_named)
                || ["kind-", "source-", "color-"].iter().any(|prefix| key.starts_with(prefix))
        };
        let dead: Vec<String> = keys(Lang::En).into_keys().filter(|key| !is_said(key)).collect();
        assert!(dead.is_empty(), "nobody says {dead:?}");
    }

    #[test]
    fn one_thing_has_one_word() {
        // A place is موقع, like its label, and a passage is موضع.
        let all = Lang::Ar.files().concat();
        for word in ["مكان", "أماكن"] {
            assert!(!all.contains(word), "{word}");
        }
    }

    #[test]
    fn every_kind_of_the_lexicon_has_a_name() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/lexicon");
        let i18n = I18n::new(Lang::Ar);
        for file in ["countries", "factions", "places_curated", "places_geonames"] {
            // The lexicon's sources may be missing; those present are checked.
            let Ok(source) = std::fs::read_to_string(folder.join(file).with_extension("ron")) else { continue };
            let kinds: BTreeSet<&str> = literals(&source, "kind:\"").into_iter().collect();
            for kind in kinds {
                assert!(i18n.has(&format!("kind-{kind}")), "{file}: no name for {kind:?}");
            }
        }
    }

    #[test]
    fn numbers_follow_the_language() {
        let (en, ar) = (I18n::new(Lang::En), I18n::new(Lang::Ar));
        for (number, in_english, in_arabic) in [
            (0_u64, "0", "٠"),
            (23, "23", "٢٣"),
            (2015, "2015", "٢٠١٥"),
            (12276, "12,276", "١٢٬٢٧٦"),
            (1_234_567, "1,234,567", "١٬٢٣٤٬٥٦٧"),
        ] {
            assert_eq!(en.number(number), in_english);
            assert_eq!(ar.number(number), in_arabic);
        }
        assert_eq!(en.decimal(31.2089, 2), "31.21");
        assert_eq!(ar.decimal(-31.2089, 4), "-٣١٫٢٠٨٩");
    }

    #[test]
    fn plural_categories_are_those_of_cldr() {
        for (category, numbers) in [
            ("zero", &[0][..]),
            ("one", &[1]),
            ("two", &[2]),
            ("few", &[3, 10, 103, 110, 1003]),
            ("many", &[11, 26, 99, 111, 199]),
            ("other", &[100, 101, 102, 200, 1000]),
        ] {
            for &number in numbers {
                assert_eq!(plural_category(Lang::Ar, number), category, "{number}");
            }
        }
        assert_eq!(plural_category(Lang::En, 1), "one");
        assert_eq!(plural_category(Lang::En, 0), "zero");
        assert_eq!(plural_category(Lang::En, 2), "other");
    }

    #[test]
    fn no_variant_of_a_plural_form_is_a_number_that_never_fits() {
        for lang in Lang::ALL {
            for file in lang.files() {
                let mut selector = "";
                for line in file.lines() {
                    if let Some((before, _)) = line.rsplit_once("->") {
                        selector = before.rsplit('{').next().unwrap_or(before);
                    }
                    let variant = line.trim_start().strip_prefix('[');
                    let is_number = variant.is_some_and(|key| key.starts_with(|c: char| c.is_ascii_digit()));
                    assert!(!is_number || !selector.contains("PLURAL"), "{lang:?}: {line}");
                }
            }
        }
    }

    #[test]
    fn values_are_isolated_and_plural_forms_chosen() {
        let ar = I18n::new(Lang::Ar);
        assert_eq!(
            tr!(ar, "status-paragraph", current = 2, total = 6),
            "الفقرة \u{2068}٢\u{2069} من \u{2068}٦\u{2069}"
        );
        let occurrences = |n: u64| without_isolates(&tr!(ar, "card-occurrences", count = n)).into_owned();
        assert_eq!(occurrences(2), "ورد مرتين في هذا المقال");
        assert_eq!(occurrences(5), "ورد ٥ مرات في هذا المقال");
        assert_eq!(occurrences(103), "ورد ١٠٣ مرات في هذا المقال");
        assert_eq!(occurrences(12), "ورد ١٢ مرة في هذا المقال");
        let en = I18n::new(Lang::En);
        let file = tr!(en, "notice-saved", file = "ليبيا.txt");
        assert_eq!(file, "Saved to \u{2068}ليبيا.txt\u{2069}.");
        // A list of isolated names runs in the interface's direction.
        let list = "\u{2068}طرابلس\u{2069} (\u{2068}لبنان\u{2069})";
        let others = I18n::new(Lang::Ar).text_with("card-others", &[("places", Value::from(list))]).into_owned();
        assert_eq!(others, format!("يحمل الاسم نفسه أيضا: \u{2068}\u{2067}{list}\u{2069}\u{2069}"));
        assert_eq!(without_isolates(&file), "Saved to ليبيا.txt.");
    }

    #[test]
    fn coordinates_keep_their_order() {
        let (en, ar) = (I18n::new(Lang::En), I18n::new(Lang::Ar));
        assert_eq!(without_isolates(&en.coordinates(31.2089, 16.5887)), "31.2089° N, 16.5887° E");
        assert_eq!(without_isolates(&ar.coordinates(-1.5, 16.5887)), "١٫٥٠٠٠° جنوبا، ١٦٫٥٨٨٧° شرقا");
    }

    #[test]
    fn the_system_language_is_recognised() {
        for (locale, lang) in [
            ("ar-LY", Lang::Ar),
            ("ar_EG.UTF-8", Lang::Ar),
            ("en-GB", Lang::En),
            ("arn", Lang::En),
            ("C", Lang::En),
            ("", Lang::En),
        ] {
            assert_eq!(Lang::from_locale(locale), lang, "{locale}");
        }
    }

    #[test]
    fn an_unknown_key_shows_as_itself() {
        assert_eq!(I18n::new(Lang::En).text("no-such-key"), "no-such-key");
    }
}
