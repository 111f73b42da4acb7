//! Markdown: its text without the signs, and what they mean as structure.

mod notes;
mod pieces;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use self::notes::{NotePart, Notes};
use self::pieces::{check_depth, pieces};
use super::html::append_fragment;
use crate::document::builder::{Builder, Mark};
use crate::document::decode::{Decoded, decode};
use crate::document::kind::{ArticleKind, Role, about};
use crate::document::lists::Lists;

/// Markdown.
pub(crate) static KIND: ArticleKind = ArticleKind {
    name: "markdown",
    extensions: &["md", "markdown"],
    has_encodings: true,
    has_whole_page: false,
    begins: |_| false,
    read: |bytes, options| {
        let Decoded { text, decoding } = decode(bytes, options.encoding)?;
        check_depth(text.as_str())?;
        let mut to = Builder::default();
        for piece in pieces(text.as_str()) {
            write(piece, &mut to);
        }
        to.check("Markdown")?;
        Ok(to.finish(Some(decoding)))
    },
    read_by_pages: None,
};

fn write(text: &str, to: &mut Builder) {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    // Notes are written where they are referred to, mostly before they are told: they are read first. The rest is read
    // again instead of kept: an event takes 80 bytes, and two bytes can be one.
    let notes = Notes::of(Parser::new_ext(text, options));
    let mut writer = Writer {
        to,
        run: String::new(),
        heading: None,
        depth: 0,
        lists: Lists::default(),
        quotes: Vec::new(),
        table: Table::default(),
        front: None,
        notes,
    };
    let mut notes_around = 0;
    for event in Parser::new_ext(text, options) {
        match event {
            Event::Start(Tag::FootnoteDefinition(_)) => notes_around += 1,
            Event::End(TagEnd::FootnoteDefinition) => notes_around -= 1,
            _ if notes_around > 0 => {}
            event => {
                writer.take(&event);
                if writer.depth == 0 {
                    writer.write_notes();
                }
            }
        }
    }
    writer.flush();
    for label in writer.notes.left() {
        writer.notes.refer(&label);
    }
    writer.write_notes();
}

/// The table that is being read.
#[derive(Default)]
struct Table {
    number: u32,
    row: u32,
    is_head: bool,
    cells: Vec<(Role, String)>,
}

struct Writer<'t, 'b> {
    to: &'b mut Builder,
    run: String,
    heading: Option<Role>,
    depth: usize,
    lists: Lists,
    quotes: Vec<Mark>,
    table: Table,
    /// The fields above the text.
    front: Option<String>,
    notes: Notes<'t>,
}

impl<'t> Writer<'t, '_> {
    fn take(&mut self, event: &Event<'t>) {
        match event {
            Event::Start(tag) => {
                self.depth += 1;
                self.start(tag);
            }
            Event::End(tag) => {
                self.depth = self.depth.saturating_sub(1);
                self.end(*tag);
            }
            Event::Text(text) | Event::Code(text) => match &mut self.front {
                Some(front) => front.push_str(text),
                None => self.run.push_str(text),
            },
            Event::Html(html) => self.run.push_str(html),
            Event::InlineHtml(html) => {
                let is_break = html.get(..3).is_some_and(|tag| tag.eq_ignore_ascii_case("<br"));
                self.run.push_str(if is_break { "\n" } else { "" });
            }
            Event::FootnoteReference(label) => {
                let number = self.notes.refer(label);
                self.run.extend(["[", &number.to_string(), "]"]);
            }
            Event::SoftBreak => self.run.push(' '),
            Event::HardBreak => self.run.push('\n'),
            Event::Rule => self.flush(),
            Event::TaskListMarker(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    fn start(&mut self, tag: &Tag<'t>) {
        match tag {
            Tag::Paragraph | Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::FootnoteDefinition(_) => self.flush(),
            Tag::Heading { level, .. } => {
                self.flush();
                self.heading = Some(Role::Heading(level_of(*level)));
            }
            Tag::BlockQuote(_) => {
                self.flush();
                self.quotes.push(self.to.here());
            }
            Tag::List(first) => {
                self.flush();
                self.lists.begin(first.and_then(|first| u32::try_from(first).ok()), self.to);
            }
            Tag::Item => {
                self.flush();
                self.lists.begin_item(None, self.to);
            }
            Tag::Table(_) => {
                self.flush();
                self.table = Table { number: self.to.next_table(), ..Table::default() };
            }
            Tag::TableHead => self.table.is_head = true,
            Tag::MetadataBlock(_) => self.front = Some(String::new()),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::FootnoteDefinition => self.flush(),
            TagEnd::Heading(_) => {
                self.run = std::mem::take(&mut self.run).replace('\n', " ");
                self.flush();
                self.heading = None;
            }
            TagEnd::CodeBlock => {
                let text = std::mem::take(&mut self.run);
                self.lists.put(Some(Role::Preformatted), &text, self.to);
            }
            TagEnd::HtmlBlock => append_fragment(&std::mem::take(&mut self.run), self.to),
            TagEnd::BlockQuote(_) => {
                self.flush();
                if let Some(mark) = self.quotes.pop() {
                    self.to.part_since(mark, Role::Quote);
                }
            }
            TagEnd::List(_) => self.lists.end(self.to),
            TagEnd::Item => {
                self.flush();
                self.lists.end_item(self.to);
            }
            TagEnd::TableCell => {
                let Table { number: table, row, is_head, ref cells } = self.table;
                let role = Role::Cell { table, row: row + 1, column: cells.len() as u32 + 1, is_head };
                self.table.cells.push((role, std::mem::take(&mut self.run).replace('\n', " ")));
            }
            TagEnd::TableHead | TagEnd::TableRow => {
                let cells: Vec<_> = self.table.cells.iter().map(|(role, text)| (*role, text.as_str())).collect();
                self.to.row(&cells, self.table.row == 0);
                self.table.cells.clear();
                self.table.row += 1;
                self.table.is_head = false;
            }
            TagEnd::Table => self.to.apart(),
            TagEnd::MetadataBlock(_) => {
                if let Some(front) = self.front.take() {
                    note_front(&front, self.to);
                }
            }
            _ => {}
        }
    }

    fn flush(&mut self) {
        let text = std::mem::take(&mut self.run);
        self.lists.put(self.heading, &text, self.to);
    }

    /// Writes the notes that were referred to since.
    fn write_notes(&mut self) {
        while let Some(label) = self.notes.referred.get(self.notes.written) {
            self.notes.written += 1;
            let mut text = format!("[{}]", self.notes.written);
            let note = self.notes.by_label.get(label).and_then(|place| self.notes.texts.get_mut(*place));
            for part in note.map(std::mem::take).unwrap_or_default() {
                match part {
                    NotePart::Text(part) => text.push_str(&part),
                    NotePart::Reference(label) => {
                        let number = self.notes.refer(&label);
                        text.extend(["[", &number.to_string(), "]"]);
                    }
                }
            }
            self.to.block(Some(Role::Footnote), &text);
        }
    }
}

fn level_of(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

/// Notes the fields above a text, `title: …`; of nested ones only lists of names are known.
fn note_front(front: &str, to: &mut Builder) {
    let mut fields: Vec<(String, String)> = Vec::new();
    for line in front.lines() {
        if let Some(item) = line.trim_start().strip_prefix("- ") {
            if let Some((_, value)) = fields.last_mut() {
                let gap = if value.is_empty() { "" } else { "، " };
                value.push_str(gap);
                value.push_str(unquoted(item));
            }
        } else if let Some((name, value)) = line.split_once(':')
            && !line.starts_with(char::is_whitespace)
        {
            let value = value.trim().trim_start_matches('[').trim_end_matches(']');
            fields.push((name.trim().to_ascii_lowercase(), unquoted(value).to_owned()));
        }
    }
    for (field, names) in [
        (about::TITLE, &["title"][..]),
        (about::AUTHOR, &["author", "authors", "by"]),
        (about::SOURCE, &["source", "site", "publisher", "publication"]),
        (about::PUBLISHED, &["date", "published", "pubdate"]),
        (about::URL, &["url", "link", "canonical", "source_url"]),
        (about::LANGUAGE, &["lang", "language"]),
    ] {
        for (_, value) in fields.iter().filter(|(name, _)| names.contains(&name.as_str())) {
            let date = (field == about::PUBLISHED).then(|| super::html::iso_date(value));
            to.about(field, date.flatten().as_deref().unwrap_or(value));
        }
    }
}

fn unquoted(value: &str) -> &str {
    let value = value.trim();
    let inner = |quote: char| value.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote));
    inner('"').or_else(|| inner('\'')).unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::error::DocumentError;
    use crate::document::kind::ReadOptions;
    use crate::document::limits::DEPTH;

    fn shown(text: &str) -> String {
        let mut to = Builder::default();
        write(text, &mut to);
        let contents = to.finish(None);
        let text = contents.text.as_str();
        let parts = contents.structure.unwrap_or_default();
        let parts = parts.iter().map(|part| format!("<{:?} {}>", part.role, part.span.of(text)));
        let about = contents.about.iter().map(|(field, value)| format!("<{field}={value}>"));
        format!("{text}{}{}", parts.collect::<String>(), about.collect::<String>())
            .replace('\n', "|")
            .replace('\t', "¦")
    }

    #[test]
    fn quotations_inside_each_other_have_an_end() {
        let read = |text: String| (KIND.read)(text.into_bytes(), &ReadOptions::default());
        assert!(read("> ".repeat(DEPTH) + "نص").is_ok());
        assert!(matches!(read(" > ".repeat(57_000)), Err(DocumentError::TooMuch { .. })));
    }

    #[test]
    fn signs_become_structure() {
        for (markdown, wanted) in [
            ("# عنوان\n\nقال **الر**ئيس\nأمس [هنا](http://x)  \nثم", "عنوان||قال الرئيس أمس هنا|ثم<Heading(1) عنوان>"),
            ("سطر\nفي كتاب‌ها", "سطر في كتاب\u{200c}ها"),
            (
                "2. a\n   - b\n3. c\n\nd",
                "a|b|c||d<ListItem { level: 1, number: Some(2) } a><ListItem { level: 2, number: None } b>\
                 <ListItem { level: 1, number: Some(3) } c>",
            ),
            ("> a\n>\n> b\n\nc", "a||b||c<Quote a||b>"),
            (
                "|a|b|\n|-|-|\n|c|d|\n\ne",
                "a¦b|c¦d||e<Cell { table: 1, row: 1, column: 1, is_head: true } a>\
                 <Cell { table: 1, row: 1, column: 2, is_head: true } b>\
                 <Cell { table: 1, row: 2, column: 1, is_head: false } c>\
                 <Cell { table: 1, row: 2, column: 2, is_head: false } d>",
            ),
            ("```\n x\n  y\n```", " x|  y<Preformatted  x|  y>"),
            ("a[^n]\n\nb\n\n[^n]: *c*\n[^z]: d", "a[1]||[1] c||b||[2] d<Footnote [1] c><Footnote [2] d>"),
            ("<div dir=rtl>\n\nنصّ<br>آخر\n\n</div>", "نصّ|آخر"),
            (
                "---\ntitle: \"سقوط سرت\"\nauthor:\n  - ليلى\n  - هدى\ndate: 2031-03-14\nlang: ar\n---\n\nنصّ",
                "نصّ<title=سقوط سرت><author=ليلى، هدى><published=2031-03-14><language=ar>",
            ),
        ] {
            assert_eq!(shown(markdown), wanted, "{markdown}");
        }
    }
}
