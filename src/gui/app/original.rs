//! Documents of other programs: opened there, read otherwise, and quoted with where the quotation is from.

use std::path::PathBuf;

use eframe::egui;

use super::App;
use super::desktop::open_with;
use super::jobs::done;
use super::task::Task;
use crate::document::{Document, about};
use crate::gui::i18n::Value;
use crate::gui::model::Notice;
use crate::session::Session;
use crate::store::{collection_of, file_name};
use crate::text::Span;

impl App {
    /// Opens the front article's file with the program that the person uses for such files.
    pub(super) fn open_original(&mut self) {
        let Some(path) = self.tab().and_then(|tab| tab.article.clone()) else { return };
        // Of one of many, the file that holds it.
        let path: PathBuf = collection_of(&path).map_or(path, |(file, _)| file);
        let opener = self.opener.clone();
        self.exports += 1;
        self.jobs.start(Task::Export(self.exports), move |_| {
            let is_open = open_with(&opener, &path);
            done(move |app: &mut Self| {
                if !is_open {
                    app.notify(Notice::warning("notice-original-not-opened").with("file", file_name(&path)));
                }
            })
        });
    }

    /// Reads the front page's article instead of all that the page shows, or the other way round.
    pub(super) fn turn_whole_page(&mut self) {
        let Some(tab) = self.tab() else { return };
        let Some(document) = tab.session.as_ref().map(Session::document) else { return };
        let Some(original) = document.original().filter(|_| document.kind().has_whole_page) else { return };
        let (id, whole_page) = (tab.id, !original.whole_page);
        self.read_again_as(id, Some(whole_page));
    }

    /// Copies the selected words with where they are from.
    pub(super) fn copy_with_source(&mut self, ctx: &egui::Context) {
        let Some(tab) = self.tab().filter(|tab| tab.shows_page()) else { return };
        let (reader, Some(session)) = (&tab.reader, &tab.session) else { return };
        let Some(span) = reader.selection().or_else(|| reader.selected.as_ref()?.span(session)) else { return };
        let name = tab.article.as_deref().map_or_else(String::new, file_name);
        let page = session.document().page_at(span.start).map(|page| {
            let values = [("page", Value::from(page as usize))];
            self.i18n.text_with("copied-page", &values).into_owned()
        });
        let copied = with_source(session, span, &name, page);
        ctx.copy_text(copied);
    }
}

/// A quotation, and below it title, author, source, date, page and address, as far as they are known.
fn with_source(session: &Session, span: Span, file: &str, page: Option<String>) -> String {
    let document: &Document = session.document();
    let quote = span.of(document.text()).trim();
    let quote = if quote.starts_with(['«', '“', '"']) { quote.to_owned() } else { format!("«{quote}»") };
    let attributes = &session.annotation_state().attributes;
    let known = |field: &str| {
        let own = attributes.get(field).map(|value| value.plain());
        own.or_else(|| document.told().find(|(told, _)| *told == field).map(|(_, value)| value.to_owned()))
    };
    let title = known(about::TITLE).unwrap_or_else(|| file.to_owned());
    let rest = [known(about::AUTHOR), known(about::SOURCE), known(about::PUBLISHED), page, known(about::URL)];
    // Persian has the Arabic comma, Hebrew and Latin have theirs.
    let is_arabic = title.chars().find(|c| c.is_alphabetic()).is_none_or(|c| ('\u{600}'..'\u{780}').contains(&c));
    let comma = if is_arabic { "، " } else { ", " };
    let source: Vec<String> = std::iter::once(title).chain(rest.into_iter().flatten()).collect();
    format!("{quote}\n— {}", source.join(comma))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::annotation::{AnnotationState, Carried};

    #[test]
    fn a_quotation_says_where_it_is_from() {
        let document = Arc::new(Document::from_text("سقطت سرت أمس").expect("a text"));
        let about = [("title", "خبر اليوم"), ("published", "2026-11-30T09:33:00Z"), ("url", "https://example.org/1")];
        let session = Session::open(document, "", AnnotationState::of_article(about), Carried::default());
        let copied = with_source(&session, Span::from_range(0..15), "a.html", Some("ص ٣".to_owned()));
        assert_eq!(copied, "«سقطت سرت»\n— خبر اليوم، 2026-11-30، ص ٣، https://example.org/1");
    }
}
