//! A new article from a text of the clipboard: it is offered a name from its first line, and a place.

use std::path::PathBuf;

use eframe::egui::{self, Event, ViewportCommand};

use super::App;
use super::jobs::done;
use super::task::Task;
use crate::gui::model::{FileRequest, Notice};
use crate::store::{self, StoreError, WriteMode};

/// Seconds after which the clipboard has no text.
const PATIENCE_SECS: f64 = 1.0;
/// The most words and letters of the name that is offered.
const MOST_WORDS: usize = 7;
const MOST_LETTERS: usize = 60;
/// The ending of a new article's name.
pub(super) const ENDING: &str = ".txt";

impl App {
    /// Asks for the text of the clipboard.
    pub(super) fn ask_clipboard(&mut self, ctx: &egui::Context) {
        let now_secs = ctx.input(|input| input.time);
        self.clipboard_until_secs = Some(now_secs + PATIENCE_SECS);
        ctx.send_viewport_cmd(ViewportCommand::RequestPaste);
    }

    /// Takes a text that was pasted for a new article: after asking for it, or where nothing else takes it.
    pub(super) fn take_pasted(&mut self, ctx: &egui::Context, now_secs: f64) {
        let is_typing = crate::gui::widgets::text_field::is_typing(ctx);
        let is_covered = self.dialog.is_some() || self.chooser.is_some();
        let is_free = self.tab().is_none() && !is_typing && !is_covered;
        let Some(until_secs) = self.clipboard_until_secs.or(is_free.then_some(f64::INFINITY)) else { return };
        let pasted = ctx.input_mut(|input| {
            let at = input.events.iter().position(|event| matches!(event, Event::Paste(_)))?;
            match input.events.remove(at) {
                Event::Paste(text) => Some(text),
                _ => None,
            }
        });
        match pasted {
            Some(text) if !text.trim().is_empty() => {
                self.clipboard_until_secs = None;
                self.new_text = Some(text.replace("\r\n", "\n"));
                self.ask_file(FileRequest::NewArticle);
            }
            Some(_) => self.say_nothing_to_paste(),
            None if self.clipboard_until_secs.is_none() => {}
            None if now_secs > until_secs => self.say_nothing_to_paste(),
            None => ctx.request_repaint_after_secs((until_secs - now_secs) as f32 + 0.02),
        }
    }

    fn say_nothing_to_paste(&mut self) {
        self.clipboard_until_secs = None;
        self.notify(Notice::warning("notice-nothing-to-paste"));
    }

    /// The name that is offered.
    pub(super) fn new_name(&self) -> String {
        name_of(self.new_text.as_deref().unwrap_or_default(), &self.i18n.text("new-article-name"))
    }

    /// Writes the new article and opens it.
    pub(super) fn write_new(&mut self, path: PathBuf, overwrite: bool) {
        let Some(text) = self.new_text.clone() else { return };
        let path = if store::is_article_path(&path) {
            path
        } else {
            let mut name = path.into_os_string();
            name.push(ENDING);
            name.into()
        };
        self.exports += 1;
        self.jobs.start(Task::Export(self.exports), move |_| {
            let mode = if overwrite { WriteMode::Force } else { WriteMode::New };
            let written = store::write_file(&path, text.as_bytes(), mode);
            done(move |app: &mut Self| match written {
                Ok(_) => {
                    app.new_text = None;
                    // The list of its folder shows it, too.
                    let around = app.sharing_folder(&path);
                    app.open_paths(vec![path]);
                    let front = app.front;
                    if let Some(folder) = around {
                        app.open_paths(vec![folder]);
                        app.front = front;
                    }
                }
                Err(StoreError::Exists { .. }) => app.ask_overwrite(FileRequest::NewArticle, path),
                Err(error) => app.report(&error),
            })
        });
    }
}

/// A file name from the first line of a text: its words with hyphens between them, without signs that file systems do not
/// take.
fn name_of(text: &str, without_words: &str) -> String {
    let line = text.lines().find(|line| line.contains(char::is_alphanumeric)).unwrap_or_default();
    let words = line.split(|c: char| !c.is_alphanumeric() && !is_mark(c)).filter(|word| !word.is_empty());
    let mut name = String::new();
    for word in words.take(MOST_WORDS) {
        if !name.is_empty() && name.chars().count() + word.chars().count() > MOST_LETTERS {
            break;
        }
        if !name.is_empty() {
            name.push('-');
        }
        name.extend(word.chars().filter(|c| !is_mark(*c)).take(MOST_LETTERS));
    }
    if name.is_empty() {
        without_words.clone_into(&mut name);
    }
    name + ENDING
}

/// Vowel marks and tatweel, which are no part of a name.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{610}'..='\u{61a}' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6ed}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_made_from_the_first_line() {
        for (text, name) in [
            ("\n«اشتباكات» قرب طَرابلس: 3 قتلى\nنص", "اشتباكات-قرب-طرابلس-3-قتلى.txt"),
            ("Fighting near Sirte / Libya", "Fighting-near-Sirte-Libya.txt"),
            ("one two three four five six seven eight nine", "one-two-three-four-five-six-seven.txt"),
            ("***", "article.txt"),
            ("", "article.txt"),
        ] {
            assert_eq!(name_of(text, "article"), name);
        }
        assert!(name_of(&"ا".repeat(1000), "").chars().count() <= MOST_LETTERS + ENDING.len());
    }
}
