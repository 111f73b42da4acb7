//! All places like one, in an article or in its folder, and what is to be done with all of them.

use std::path::PathBuf;

use super::digest::headline;
use super::joint::JointProgress;
use super::tab_id::TabId;
use crate::annotation::{LabelId, Spans, Status};
use crate::gui::reader::MarkRef;
use crate::gui::widgets::FieldState;
use crate::session::{MarkedPlace, Meant, Session, Treatment};
use crate::text::Span;
use crate::text::alike::alike;
use crate::text::search::{Finder, Query};

/// Letters of the context on either side of the words.
const CONTEXT: usize = 24;

/// What is done with all places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Deed {
    /// They are tagged with a label.
    Tag,
    /// Their marks get another label.
    Relabel,
    /// They mean the same.
    Link,
    /// They get a note.
    Note,
    /// Their tags are deleted.
    Delete,
}

impl Deed {
    /// All, in the order in which they are offered.
    pub(crate) const ALL: [Self; 5] = [Self::Tag, Self::Relabel, Self::Link, Self::Note, Self::Delete];

    /// The key of its name, and that of the button that does it.
    pub(crate) fn keys(self) -> (&'static str, &'static str) {
        match self {
            Self::Tag => ("alike-tag", "alike-do-tag"),
            Self::Relabel => ("alike-relabel", "alike-do-relabel"),
            Self::Link => ("alike-link", "alike-do-link"),
            Self::Note => ("alike-note", "alike-do-note"),
            Self::Delete => ("alike-delete", "alike-do-delete"),
        }
    }

    /// The key of the message that says what was done.
    pub(crate) fn told(self) -> &'static str {
        match self {
            Self::Tag => "notice-alike-tag",
            Self::Relabel => "notice-alike-relabel",
            Self::Link => "notice-alike-link",
            Self::Note => "notice-alike-note",
            Self::Delete => "notice-alike-delete",
        }
    }
}

/// By what places are alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Sought {
    /// These words in any spelling, with particles attached, with or without the article.
    Words(String),
    /// What a search finds.
    Matches(Query),
    /// Annotations and suggestions that mean this entity.
    Meaning(String),
}

impl Sought {
    /// The places in a text that can be found without its annotations.
    pub(crate) fn in_text(&self, text: &str, go_on: &(dyn Fn() -> bool + Sync)) -> Vec<Span> {
        match self {
            Self::Words(words) => alike(text, words, go_on),
            Self::Matches(query) => match Finder::new(query) {
                Ok(Some(finder)) => finder.find_all(text, go_on),
                _ => Vec::new(),
            },
            Self::Meaning(_) => Vec::new(),
        }
    }

    /// All places in an article.
    pub(crate) fn places(&self, session: &Session, go_on: &(dyn Fn() -> bool + Sync)) -> Vec<Spans> {
        match self {
            Self::Meaning(entity) => session.places_meaning(entity),
            _ => self.in_text(session.document().text(), go_on).into_iter().map(Spans::from).collect(),
        }
    }
}

/// A place that was found.
#[derive(Clone, Debug)]
pub(crate) struct AlikePlace {
    pub(crate) marked: MarkedPlace,
    /// Its words with what stands around them.
    pub(crate) context: String,
    /// Whether the person takes it or leaves it out, if that was said.
    said: Option<bool>,
}

impl AlikePlace {
    /// Whether it is among those to be changed. What a person has rejected is not tagged unasked.
    pub(crate) fn is_on(&self, treatment: &Treatment) -> bool {
        let is_rejected = |label: &LabelId| {
            self.marked.marks.iter().any(|mark| mark.label == *label && mark.status == Status::Rejected)
        };
        self.said.unwrap_or_else(|| !matches!(treatment, Treatment::Tag(label) if is_rejected(label)))
    }
}

/// The places in one article.
#[derive(Clone, Debug)]
pub(crate) struct AlikeArticle {
    /// Its tab, if it is open.
    pub(crate) tab: Option<TabId>,
    /// Its file; `None` for a sample.
    pub(crate) path: Option<PathBuf>,
    pub(crate) headline: String,
    /// The SHA-256 of the text in which the places are.
    pub(crate) sha256: String,
    /// The generation of its session to which the marks belong.
    pub(crate) generation: u64,
    pub(crate) places: Vec<AlikePlace>,
}

impl AlikeArticle {
    /// The places of an article; `None` if it has none.
    pub(crate) fn of(session: &Session, sought: &Sought, go_on: &(dyn Fn() -> bool + Sync)) -> Option<Self> {
        let document = session.document();
        let place = |spans: Spans| AlikePlace {
            context: surroundings(document.text(), spans.first()),
            marked: session.place(&spans),
            said: None,
        };
        let places: Vec<AlikePlace> = sought.places(session, go_on).into_iter().map(place).collect();
        let article = || Self {
            tab: None,
            path: None,
            headline: headline(document.text()).0,
            sha256: document.sha256().to_owned(),
            generation: session.generation(),
            places,
        };
        (!document.text().is_empty()).then(article).filter(|article| !article.places.is_empty())
    }

    /// Looks again what is there.
    fn look(&mut self, session: &Session) {
        for place in &mut self.places {
            place.marked = session.place(&place.marked.spans);
        }
        self.generation = session.generation();
    }

    /// The places to be changed.
    pub(crate) fn chosen(&self, treatment: &Treatment, meant: &Meant) -> Vec<Spans> {
        let chosen = self.places.iter().filter(|place| place.is_on(treatment));
        let chosen = chosen.filter(|place| treatment.reaches(&place.marked, meant));
        chosen.map(|place| place.marked.spans.clone()).collect()
    }

    /// How many places would be changed, and how many could be.
    pub(crate) fn counts(&self, treatment: &Treatment, meant: &Meant) -> (usize, usize) {
        let reached = self.places.iter().filter(|place| treatment.reaches(&place.marked, meant));
        reached.fold((0, 0), |(on, all), place| (on + usize::from(place.is_on(treatment)), all + 1))
    }
}

/// A row of the preview.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AlikeRow {
    /// The article of this number.
    Article(usize),
    /// A place: the numbers of its article and of it there.
    Place(usize, usize),
}

/// The question about all places like one.
pub(crate) struct Alike {
    /// The words, for its title.
    pub(crate) words: String,
    /// The mark from which it was asked.
    pub(crate) source: Option<MarkRef>,
    /// The label of that mark: other marks are not meant.
    source_label: Option<LabelId>,
    /// The passage that was selected when it was asked; `None` if it is about a search.
    pub(crate) subject: Option<Span>,
    by_words: Sought,
    /// The entity of that mark.
    by_meaning: Option<String>,
    /// Whether places are alike by their meaning.
    pub(crate) is_by_meaning: bool,
    pub(crate) deed: Deed,
    /// The label with which they are tagged, and the other one that they get.
    pub(crate) label: LabelId,
    pub(crate) other: LabelId,
    /// The entity that they are to mean.
    pub(crate) entity: Option<String>,
    pub(crate) note: FieldState,
    pub(crate) articles: Vec<AlikeArticle>,
    /// The rows of the preview: what would be changed.
    pub(crate) rows: Vec<AlikeRow>,
    /// How many places would be changed, and how many could be.
    pub(crate) counts: (usize, usize),
    /// The name of the open folder that the article is in, and whether the places in all of it are meant.
    pub(crate) folder: Option<String>,
    pub(crate) is_in_folder: bool,
    /// Whether the places are still being looked for.
    pub(crate) is_looking: bool,
    /// In how many articles they were looked for, and in how many they are to be.
    pub(crate) looked: (usize, usize),
    /// Articles that could not be read.
    pub(crate) unreadable: usize,
    /// Whether there were so many that no more were looked for.
    pub(crate) is_cut: bool,
    /// How far the articles of the folder are changed.
    pub(crate) doing: Option<JointProgress>,
    /// Whether it has not been drawn yet, and takes the keyboard when it is.
    pub(crate) is_new: bool,
}

impl Alike {
    /// Whether it is about what this search finds.
    pub(crate) fn is_about(&self, search: &Query) -> bool {
        matches!(&self.by_words, Sought::Matches(query) if query == search)
    }

    /// The question about a mark, or words, of an article; `None` if it has no labels.
    pub(crate) fn new(session: &Session, words: String, by_words: Sought, source: Option<MarkRef>) -> Option<Self> {
        let ids: Vec<&LabelId> = session.labels().iter().map(|label| &label.id).collect();
        let first = (*ids.first()?).clone();
        let source_label = source.as_ref().and_then(|mark| mark.label(session));
        let annotation = match &source {
            Some(MarkRef::Annotation(id)) => session.annotations().get(id),
            _ => None,
        };
        let entity = source.as_ref().and_then(|mark| {
            let place = session.place(&mark.first_span(session)?.into());
            place.marks.into_iter().find(|there| there.target == mark.target())?.entity
        });
        let entity = annotation.and_then(|own| own.entity.clone()).or(entity);
        let label = source_label.clone().unwrap_or_else(|| first.clone());
        let other = ids.into_iter().find(|id| **id != label).cloned().unwrap_or(first);
        Some(Self {
            words,
            source_label,
            subject: None,
            by_words,
            by_meaning: entity.clone(),
            is_by_meaning: false,
            deed: Deed::Tag,
            label,
            other,
            entity,
            note: FieldState::line(annotation.map_or("", |own| own.note.trim())),
            source,
            articles: Vec::new(),
            rows: Vec::new(),
            counts: (0, 0),
            folder: None,
            is_in_folder: false,
            is_looking: true,
            looked: (0, 0),
            unreadable: 0,
            is_cut: false,
            doing: None,
            is_new: true,
        })
    }

    /// By what the places are alike.
    pub(crate) fn sought(&self) -> Sought {
        match &self.by_meaning {
            Some(entity) if self.is_by_meaning => Sought::Meaning(entity.clone()),
            _ => self.by_words.clone(),
        }
    }

    /// Which marks are meant.
    pub(crate) fn meant(&self) -> Meant {
        match &self.by_meaning {
            Some(entity) if self.is_by_meaning => Meant { label: None, entity: Some(entity.clone()) },
            _ => Meant { label: self.source_label.clone(), entity: None },
        }
    }

    /// What is to be done. Until a note is typed it is shown where there could be one.
    pub(crate) fn treatment(&self) -> Treatment {
        match self.deed {
            Deed::Note if !self.is_said() => Treatment::Delete,
            Deed::Tag => Treatment::Tag(self.label.clone()),
            Deed::Relabel => Treatment::Relabel(self.other.clone()),
            Deed::Link => Treatment::Link(self.entity.clone().unwrap_or_default()),
            Deed::Note => Treatment::Note(self.note.text().to_owned()),
            Deed::Delete => Treatment::Delete,
        }
    }

    /// Whether all that is needed for doing it was said.
    pub(crate) fn is_said(&self) -> bool {
        match self.deed {
            Deed::Link => self.entity.is_some(),
            Deed::Note => !self.note.text().trim().is_empty(),
            Deed::Tag | Deed::Relabel | Deed::Delete => true,
        }
    }

    /// Whether it can be done now.
    pub(crate) fn is_ready(&self) -> bool {
        self.counts.0 > 0 && self.is_said() && !self.is_looking && self.doing.is_none()
    }

    /// Whether places can also be alike by their meaning.
    pub(crate) fn has_meaning(&self) -> bool {
        self.by_meaning.is_some()
    }

    /// How many articles have places that would be changed.
    pub(crate) fn articles_reached(&self) -> usize {
        self.rows.iter().filter(|row| matches!(row, AlikeRow::Article(_))).count()
    }

    /// How many places are known.
    pub(crate) fn known(&self) -> usize {
        self.articles.iter().map(|article| article.places.len()).sum()
    }

    /// Begins anew: no places are known.
    pub(crate) fn begin(&mut self) {
        self.articles.clear();
        (self.looked, self.unreadable, self.is_cut) = ((0, 0), 0, false);
        self.is_looking = true;
        self.arrange();
    }

    /// All places are known that will be. Where everything that means the same is tagged, the next thing is proposed.
    pub(crate) fn end(&mut self) {
        self.is_looking = false;
        if self.is_by_meaning && self.deed == Deed::Tag && self.counts.1 == 0 {
            self.deed = Deed::Relabel;
            self.arrange();
        }
    }

    /// Takes the places of a further article.
    pub(crate) fn add(&mut self, article: AlikeArticle) {
        self.articles.push(article);
        self.add_rows(self.articles.len() - 1);
    }

    /// The rows anew, because what is to be done, or what is there, has changed.
    pub(crate) fn arrange(&mut self) {
        self.rows.clear();
        self.counts = (0, 0);
        for at in 0..self.articles.len() {
            self.add_rows(at);
        }
    }

    fn add_rows(&mut self, at: usize) {
        let (treatment, meant) = (self.treatment(), self.meant());
        let article = &self.articles[at];
        if self.is_in_folder && article.counts(&treatment, &meant).1 > 0 {
            self.rows.push(AlikeRow::Article(at));
        }
        for (number, place) in article.places.iter().enumerate() {
            if treatment.reaches(&place.marked, &meant) {
                self.rows.push(AlikeRow::Place(at, number));
                self.counts.0 += usize::from(place.is_on(&treatment));
                self.counts.1 += 1;
            }
        }
    }

    /// Takes a place or leaves it out.
    pub(crate) fn turn(&mut self, row: AlikeRow) {
        let (treatment, meant) = (self.treatment(), self.meant());
        let (AlikeRow::Article(at) | AlikeRow::Place(at, _)) = row;
        let Some(article) = self.articles.get_mut(at) else { return };
        let (before, all) = article.counts(&treatment, &meant);
        match row {
            AlikeRow::Article(_) => {
                let reached = article.places.iter_mut().filter(|place| treatment.reaches(&place.marked, &meant));
                reached.for_each(|place| place.said = Some(before < all));
            }
            AlikeRow::Place(_, number) => {
                if let Some(place) = article.places.get_mut(number) {
                    place.said = Some(!place.is_on(&treatment));
                }
            }
        }
        self.counts.0 = self.counts.0 - before + article.counts(&treatment, &meant).0;
    }

    /// The place of a row.
    pub(crate) fn place(&self, row: AlikeRow) -> Option<(&AlikeArticle, &AlikePlace)> {
        let AlikeRow::Place(at, number) = row else { return None };
        let article = self.articles.get(at)?;
        Some((article, article.places.get(number)?))
    }

    /// Looks again what is there in an article, if that has changed; returns whether it has.
    pub(crate) fn look(&mut self, tab: TabId, session: &Session) -> bool {
        let open = self.articles.iter_mut().find(|article| article.tab == Some(tab));
        let changed = open.filter(|article| article.generation != session.generation());
        changed.map(|article| article.look(session)).is_some()
    }
}

/// The words with some of what stands around them, in whole words.
pub(crate) fn surroundings(text: &str, span: Span) -> String {
    let (start, end) = (span.start.index(), span.end.index());
    let before = text[..start].char_indices().rev().take(CONTEXT).take_while(|(_, c)| *c != '\n').last();
    let from = before.map_or(start, |(at, _)| at);
    let behind = text[end..].char_indices().take(CONTEXT).take_while(|(_, c)| *c != '\n').last();
    let to = behind.map_or(end, |(at, c)| end + at + c.len_utf8());
    let is_line_start = from == 0 || text[..from].ends_with('\n');
    let is_line_end = to == text.len() || text[to..].starts_with('\n');
    let from = if is_line_start { from } else { text[from..start].find(' ').map_or(from, |space| from + space + 1) };
    let to = if is_line_end { to } else { text[end..to].rfind(' ').map_or(to, |space| end + space) };
    text[from..to].split_whitespace().collect::<Vec<_>>().join(" ")
}

/// An action of the question about all places like one.
#[derive(Clone, Debug)]
pub(crate) enum AlikeAction {
    /// What is to be done.
    Deed(Deed),
    /// With which label they are tagged, or which other one they get.
    Label(LabelId),
    /// Choose what they mean.
    ChooseEntity,
    /// They are to mean this entity.
    Entity(String),
    /// The note was typed.
    Noted,
    /// By meaning, or by words.
    ByMeaning(bool),
    /// In the folder, or in the article.
    InFolder(bool),
    /// Look no further, or change no more articles.
    Stop,
    /// Leave out what this row is about, or take it again.
    Turn(AlikeRow),
    /// Show the place of this row on the page.
    Show(AlikeRow),
    /// Do it.
    Do,
    /// It has been drawn.
    Shown,
    /// Change nothing.
    Close,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn surroundings_are_whole_words_of_one_line() {
        let text = "سطر أول\nقال الخبير إنه لا يعلم شيئا\nسطر ثالث";
        let span = |word: &str| text.find(word).map(|at| Span::from_range(at..at + word.len())).unwrap_or_default();
        assert_eq!(surroundings(text, span("الخبير")), "قال الخبير إنه لا يعلم شيئا");
        let long = format!("{}الخبير{}", "كلمة طويلة ".repeat(20), " كلمة طويلة".repeat(20));
        let at = long.find("الخبير").unwrap_or_default();
        let around = surroundings(&long, Span::from_range(at..at + "الخبير".len()));
        assert!(around.split(' ').all(|word| ["كلمة", "طويلة", "الخبير"].contains(&word)), "{around}");
        assert!(around.chars().count() < 3 * CONTEXT, "{around}");
    }
}
