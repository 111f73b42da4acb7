//! CoNLL-U: ten columns a token, as in Universal Dependencies. Names are in the last one: `NER=B-location`. The format has no
//! offsets; its text is put together from its tokens.

use std::io::{self, Write};
use std::iter::{Enumerate, Peekable};
use std::str::Lines as TextLines;

use super::conll::{Mentions, Tag, names_of, tagged};
use crate::exchange::foreign::{Broken, Counting, Where, stem, utf8};
use crate::exchange::{Article, ExchangeError, Foreign, Format, Reader, Units, Writer, conll};
use crate::text::excerpt::one_line;
use crate::text::sentences::sentences;
use crate::text::{Message, Span};

/// The format.
pub static FORMAT: Format = Format {
    name: "conllu",
    names: [("en", "CoNLL-U"), ("ar", "CoNLL-U")],
    about: [("en", "ten columns a token, with names in the last one"), ("ar", "عشرة أعمدة لكل كلمة، والأسماء في آخرها")],
    suffix: ".conllu",
    extensions: &["conllu"],
    units: Units::None,
    holds_many: true,
    has_mark: false,
    text_file: None,
    definitions: None,
    loses: conll::FORMAT.loses,
    write: Some(|out, _, _| Ok(Box::new(Columns { out, count: 0 }))),
    read: Some(|file| {
        let text = utf8("conllu", file.bytes)?;
        Ok(Box::new(Lines { rest: text.lines().enumerate().peekable(), name: file.name, count: 0 }))
    }),
};

/// The keys under which programs write names.
const KEYS: [&str; 4] = ["NER=", "NE=", "ner=", "Ner="];

struct Columns<'w> {
    out: Box<dyn Write + 'w>,
    count: usize,
}

impl Writer for Columns<'_> {
    fn article(&mut self, article: &Article<'_>) -> io::Result<()> {
        let text = article.document.text();
        let mut mentions = names_of(article).into_iter().peekable();
        let mut open = None;
        writeln!(self.out, "# newdoc id = {}", one_line(article.name))?;
        for sentence in sentences(text) {
            let tokens = tagged(text, sentence, &mut mentions, &mut open);
            let (Some((first, _)), Some((last, _))) = (tokens.first(), tokens.last()) else { continue };
            self.count += 1;
            let said = Span { start: first.start, end: last.end };
            writeln!(self.out, "# sent_id = {}\n# text = {}", self.count, one_line(said.of(text)))?;
            for (number, (token, tag)) in tokens.iter().enumerate() {
                let is_joined = tokens.get(number + 1).is_some_and(|(next, _)| next.start == token.end);
                let name = tag.as_ref().map(|tag| format!("NER={tag}"));
                let misc: Vec<String> = name.into_iter().chain(is_joined.then(|| "SpaceAfter=No".to_owned())).collect();
                let misc = if misc.is_empty() { "_".to_owned() } else { misc.join("|") };
                writeln!(self.out, "{}\t{}\t_\t_\t_\t_\t_\t_\t_\t{misc}", number + 1, token.of(text))?;
            }
            writeln!(self.out)?;
        }
        Ok(())
    }

    fn end(mut self: Box<Self>) -> io::Result<()> {
        self.out.flush()
    }
}

struct Lines<'f> {
    rest: Peekable<Enumerate<TextLines<'f>>>,
    name: &'f str,
    count: usize,
}

impl Reader for Lines<'_> {
    fn next_article(&mut self) -> Result<Option<Foreign>, ExchangeError> {
        let mut foreign = Foreign::counting(&[Counting::Byte]);
        let (mut mentions, mut text) = (Mentions::default(), String::new());
        let mut is_begun = false;
        // What stands before the next token, the last number of the words in one token, and where that is.
        let (mut before, mut joined, mut last) = ("", 0_u64, (0, 0));
        while let Some((number, line)) = self.rest.next_if(|(_, line)| !(is_begun && line.starts_with("# newdoc"))) {
            if let Some(id) = line.strip_prefix("# newdoc id =") {
                id.trim().clone_into(&mut foreign.name);
            }
            if line.trim().is_empty() {
                mentions.close(&mut foreign);
                (before, joined) = ("\n", 0);
            }
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            let columns: Vec<&str> = line.split('\t').collect();
            let [id, form, .., misc] = columns[..] else {
                let message =
                    Message::new("conllu-columns").in_english("a token has ten columns with tabs between them");
                foreign.broken.push(Broken { at: Where::Line(number + 1), message });
                continue;
            };
            // Words that are not in the text.
            if id.contains('.') {
                continue;
            }
            is_begun = true;
            let end_of_range = id.split_once('-').and_then(|(_, end)| end.parse::<u64>().ok());
            let is_inside = end_of_range.is_none() && id.parse::<u64>().is_ok_and(|id| id <= joined);
            if !is_inside {
                if !text.is_empty() {
                    text.push_str(before);
                }
                let start = text.len();
                text.push_str(form);
                last = (start, text.len());
                foreign.words.push(Span::from_range(start..text.len()));
                before = if misc.split('|').any(|said| said == "SpaceAfter=No") { "" } else { " " };
            }
            joined = end_of_range.unwrap_or(joined);
            let tag = misc.split('|').find_map(|said| KEYS.iter().find_map(|key| said.strip_prefix(key)));
            let tag = tag.and_then(Tag::parse);
            // The words of a token are tagged one by one, or the token is.
            if end_of_range.is_none() && (!is_inside || tag.is_some()) || tag.is_some() {
                mentions.token(tag, last, number + 1, &mut foreign);
            }
        }
        mentions.close(&mut foreign);
        if foreign.words.is_empty() {
            return Ok(None);
        }
        self.count += 1;
        if foreign.name.is_empty() {
            let stem = stem(self.name);
            foreign.name = if self.count == 1 { stem.to_owned() } else { format!("{stem}-{}", self.count) };
        }
        foreign.labels = mentions.names.into_set();
        foreign.text = Some(text);
        Ok(Some(foreign))
    }
}
