//! What is written in the rows: what annotators differ in, what each has there, and what was decided.

use eframe::egui::Ui;

use super::context::View;
use crate::agreement::{Decided, Kind, Question};
use crate::annotation::Annotation;
use crate::annotation::diff::{Field, Record};
use crate::gui::i18n::{Value, without_isolates};
use crate::gui::model::{ComparedState, Group};
use crate::gui::panels::record_words::{RecordWords, mark_of};
use crate::gui::theme::Theme;
use crate::gui::widgets::{PassageMark, SideText, WidgetStyle};

/// How many words are shown before and behind the passage, and the most bytes of it.
const WORDS_BEFORE: usize = 2;
const WORDS_BEHIND: usize = 3;
const MOST: usize = 160;
/// The most bytes in which these words are looked for.
const NEAR: usize = 60;

/// The texts of a row.
pub(super) struct RowWords {
    pub(super) kind: String,
    pub(super) sides: Vec<SideText>,
    pub(super) decision: Option<String>,
    pub(super) name: String,
}

/// The texts of the question with this number.
pub(super) fn row(ui: &Ui, view: View<'_>, number: usize) -> Option<RowWords> {
    let question = view.adjudicating.questions().get(number)?;
    let theme = WidgetStyle::of(ui.ctx()).theme;
    let kind = kind(view, Group::of(question));
    let sides: Vec<SideText> = (0..question.sides.len()).map(|whose| side(view, theme, question, whose)).collect();
    let decision = view.adjudicating.decided.get(number).copied().flatten().map(|decided| decision(view, decided));
    let spoken = (0..question.sides.len())
        .map(|whose| format!("{}: {}", view.adjudicating.name(view.i18n(), whose), spoken(view, question, whose)));
    let parts: Vec<String> = [kind.clone()].into_iter().chain(spoken).chain(decision.clone()).collect();
    let name = without_isolates(&parts.join(&view.i18n().text("list-separator"))).into_owned();
    Some(RowWords { kind, sides, decision, name })
}

/// What they differ in.
pub(super) fn kind(view: View<'_>, group: Group) -> String {
    let i18n = view.i18n();
    let key = match group.kind {
        Kind::Only => match group.lacks {
            Some(whose) => {
                let name = view.adjudicating.name(i18n, whose);
                return i18n.text_with("adjudication-kind-lacks", &[("name", Value::from(name))]).into_owned();
            }
            None => "adjudication-kind-only",
        },
        Kind::Label => "adjudication-kind-label",
        Kind::Ends => "adjudication-kind-ends",
        Kind::LabelAndEnds => "adjudication-kind-label-and-ends",
        Kind::Attributes => "adjudication-kind-attributes",
        Kind::Entity => "adjudication-kind-entity",
    };
    i18n.text(key).into_owned()
}

/// What was decided, with the sign of that.
fn decision(view: View<'_>, decided: Decided) -> String {
    let i18n = view.i18n();
    let who = match decided {
        Decided::Side(whose) => view.adjudicating.name(i18n, whose),
        Decided::All => i18n.text(all_key(view)).into_owned(),
        Decided::Neither => i18n.text(neither_key(view)).into_owned(),
        Decided::Own => i18n.text("adjudication-own").into_owned(),
    };
    i18n.text_with("decisions-decided", &[("who", Value::from(who))]).into_owned()
}

pub(super) fn all_key(view: View<'_>) -> &'static str {
    if view.adjudicating.compared.names.len() > 2 { "adjudication-all" } else { "decisions-both" }
}

pub(super) fn neither_key(view: View<'_>) -> &'static str {
    if view.adjudicating.compared.names.len() > 2 { "adjudication-none" } else { "decisions-neither" }
}

/// What an annotator has there, in words.
fn spoken(view: View<'_>, question: &Question, whose: usize) -> String {
    let side = &view.adjudicating.compared.sides[whose];
    let words = RecordWords { names: view.names, side };
    let said = question.sides[whose].iter().map(|annotation| {
        let record = Record::Annotation(annotation.clone());
        let quote = annotation.spans.quote(side.document.text());
        let quote: Vec<&str> = quote.split_whitespace().take(12).collect();
        let values: Vec<String> = differing(question).iter().map(|field| words.value(field, &record)).collect();
        let values = if values.is_empty() { String::new() } else { format!(" {}", values.join(" ")) };
        format!("{} ({}){values}", quote.join(" "), words.kind(&record))
    });
    let said: Vec<String> = said.collect();
    if said.is_empty() { view.i18n().text("differences-none").into_owned() } else { said.join(" · ") }
}

/// The fields in which the annotations of a question about values differ.
pub(super) fn differing(question: &Question) -> Vec<Field> {
    match question.kind {
        Kind::Entity => vec![Field::Entity],
        Kind::Attributes => {
            let all: Vec<&Annotation> = question.sides.iter().flatten().map(AsRef::as_ref).collect();
            let Some((first, others)) = all.split_first() else { return Vec::new() };
            let mut names: Vec<&str> =
                all.iter().flat_map(|annotation| annotation.attributes.iter().map(|(name, _)| name)).collect();
            names.sort_unstable();
            names.dedup();
            let differs =
                |name: &&str| others.iter().any(|other| other.attributes.get(name) != first.attributes.get(name));
            names.into_iter().filter(differs).map(|name| Field::Attribute(name.to_owned())).collect()
        }
        _ => Vec::new(),
    }
}

/// What an annotator has there, with as many words around as show the difference.
fn side(view: View<'_>, theme: &Theme, question: &Question, whose: usize) -> SideText {
    let side = &view.adjudicating.compared.sides[whose];
    let text = side.document.text();
    let fields = differing(question);
    if let (false, Some(annotation)) = (fields.is_empty(), question.sides[whose].first()) {
        let words = RecordWords { names: view.names, side };
        let record = Record::Annotation(annotation.clone());
        let quote = on_line(&annotation.spans.quote(text));
        let marks = marks_of(theme, side, annotation, 0, quote.len(), false);
        let marks =
            marks.into_iter().take(1).map(|mark| PassageMark { bytes: 0..quote.len() as u32, ..mark }).collect();
        let arrow = if view.i18n().is_rtl() { '←' } else { '→' };
        let said = fields.iter().map(|field| {
            let value = words.value(field, &record);
            let value = if value.is_empty() { view.i18n().text("differences-none").into_owned() } else { value };
            match field {
                Field::Entity => format!(" {arrow} \u{2068}{value}\u{2069}"),
                field => format!(" · \u{2068}{}\u{2069}: \u{2068}{value}\u{2069}", words.field(field, &record)),
            }
        });
        return SideText { text: format!("{quote}{}", said.collect::<String>()), marks };
    }
    let (start, end) = (question.span.start.index(), question.span.end.index());
    let from = before(text, start);
    let to = behind(text, end.min(text.ceil_char_boundary(start + MOST)));
    let shown = on_line(text.get(from..to).unwrap_or_default());
    let own = question.sides[whose].iter();
    let marks = own.flat_map(|annotation| marks_of(theme, side, annotation, from, to, false)).collect();
    SideText { text: shown, marks }
}

/// The marks of an annotation in a piece of the text.
pub(super) fn marks_of(
    theme: &Theme,
    side: &ComparedState,
    annotation: &Annotation,
    from: usize,
    to: usize,
    is_ringed: bool,
) -> Vec<PassageMark> {
    let record = Record::Annotation(annotation.clone().into());
    let Some((colors, stroke)) = mark_of(theme, side, &record) else { return Vec::new() };
    let at = |byte: usize| (byte.clamp(from, to) - from) as u32;
    let mark = |span: crate::text::Span| PassageMark {
        bytes: at(span.start.index())..at(span.end.index()),
        colors,
        stroke,
        is_ringed,
    };
    annotation.spans.iter().map(mark).collect()
}

/// A text on one line, byte by byte.
pub(super) fn on_line(text: &str) -> String {
    text.replace(['\n', '\r', '\t'], " ")
}

/// Where the words before a passage begin.
fn before(text: &str, start: usize) -> usize {
    let near = text.ceil_char_boundary(start.saturating_sub(NEAR));
    let line = text[near..start].rfind('\n').map_or(near, |at| near + at + 1);
    // A passage may begin inside a word, as behind a proclitic.
    let begun = usize::from(!text[..start].ends_with(char::is_whitespace));
    let words = text[line..start].split_inclusive(char::is_whitespace).rev().take(WORDS_BEFORE + begun);
    let len: usize = words.map(str::len).sum();
    // The first word may be cut.
    let at = start - len.min(start - line);
    let cut = if at > 0 && !text[..at].ends_with(char::is_whitespace) {
        text[at..start].find(char::is_whitespace).map_or(start, |gap| at + gap + 1)
    } else {
        at
    };
    text.ceil_char_boundary(cut.min(start))
}

/// Where the words behind a passage end.
fn behind(text: &str, end: usize) -> usize {
    let near = text.floor_char_boundary((end + NEAR).min(text.len()));
    let line = text[end..near].find('\n').map_or(near, |at| end + at);
    let words = text[end..line].split_inclusive(char::is_whitespace).take(WORDS_BEHIND + 1);
    let len: usize = words.map(str::len).sum();
    let at = end + len;
    if at == near && near < text.len() {
        // The last word may be cut.
        return text[end..at].rfind(char::is_whitespace).map_or(at, |gap| end + gap);
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_words_stand_around_a_passage() {
        let text = "السطر الأول\nقال الناطق إن القوات دخلت مدينة سرت صباح يوم الأحد الماضي بعد معارك\nآخر";
        let at = text.find("سرت").unwrap();
        let (from, to) = (before(text, at), behind(text, at + "سرت".len()));
        assert_eq!(text[from..to].trim(), "دخلت مدينة سرت صباح يوم الأحد");
        let first = text.find("قال").unwrap();
        assert_eq!(before(text, first), first, "nothing of the line before");
        assert_eq!(behind(text, text.len()), text.len());
        assert_eq!(before(text, 0), 0);
        let long = "ا".repeat(500);
        assert!(text.is_char_boundary(before(&long, 400)) || long.is_char_boundary(before(&long, 400)));
        assert!(long.is_char_boundary(behind(&long, 400)));
    }
}
