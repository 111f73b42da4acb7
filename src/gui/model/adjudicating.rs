//! Several annotators' files side by side, and what is decided about that in which they differ.
//!
//! The result is a session of its own: what is decided is known from its annotations ([`Question::decided`]), so that undoing,
//! saving and opening it again need nothing here.

use std::path::PathBuf;

use super::differences::ComparedState;
use crate::agreement::{Adjudication, Decided, Kind, Question};
use crate::gui::i18n::I18n;
use crate::gui::widgets::FieldState;
use crate::session::Session;

/// The files that were read, and what they differ in.
#[derive(Debug)]
pub(crate) struct Compared {
    /// The article's file.
    pub(crate) article: PathBuf,
    /// The annotators' files, and what they are called.
    pub(crate) files: Vec<PathBuf>,
    pub(crate) names: Vec<String>,
    /// What the files hold.
    pub(crate) sides: Vec<ComparedState>,
    pub(crate) adjudication: Adjudication,
}

/// What kind of questions is shown: of those where somebody has nothing, also who.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Group {
    pub(crate) kind: Kind,
    pub(crate) lacks: Option<usize>,
}

impl Group {
    /// The group of a question. Who has nothing is told of two annotators only.
    pub(crate) fn of(question: &Question) -> Self {
        let is_missing = question.kind == Kind::Only && question.sides.len() == 2;
        let lacks = question.sides.iter().position(Vec::is_empty).filter(|_| is_missing);
        Self { kind: question.kind, lacks }
    }
}

/// The view and how far it is.
#[derive(Debug)]
pub(crate) struct Adjudicating {
    pub(crate) compared: std::sync::Arc<Compared>,
    /// What the result says about each question.
    pub(crate) decided: Vec<Option<Decided>>,
    /// The session's state for which that is known.
    state: Option<u64>,
    /// The questions that are shown; `None` for all.
    pub(crate) only: Option<Group>,
    /// The question that is opened.
    pub(crate) chosen: usize,
    /// Whether the page is shown in its place, to edit a decision there.
    pub(crate) is_on_page: bool,
    /// Whether annotators are letters.
    pub(crate) hides_names: bool,
    /// The note that is being written about a question.
    pub(crate) note: Option<(usize, FieldState)>,
    /// Whether the list takes the keyboard as soon as it is shown.
    pub(crate) wants_focus: bool,
    /// Whether a menu or a dialog was open in the last frame: its keys are not for the view.
    pub(crate) was_covered: bool,
}

impl Adjudicating {
    /// Begins, or goes on, with the first question that is open in the result.
    pub(crate) fn new(compared: Compared, session: &Session) -> Self {
        let mut new = Self {
            decided: vec![None; compared.adjudication.questions.len()],
            compared: compared.into(),
            state: None,
            only: None,
            chosen: 0,
            is_on_page: false,
            hides_names: false,
            note: None,
            wants_focus: true,
            was_covered: false,
        };
        new.follow(session);
        new.chosen = new.decided.iter().position(Option::is_none).unwrap_or_default();
        new
    }

    pub(crate) fn questions(&self) -> &[Question] {
        &self.compared.adjudication.questions
    }

    /// Looks again what is decided, after the result has changed. A question that is open again is the one that is shown.
    pub(crate) fn follow(&mut self, session: &Session) {
        if self.state.replace(session.state()) == Some(session.state()) {
            return;
        }
        let state = session.annotation_state();
        let compared = std::sync::Arc::clone(&self.compared);
        let now = compared.adjudication.questions.iter().map(|question| question.decided(state)).collect();
        let before = std::mem::replace(&mut self.decided, now);
        let mut pairs = before.iter().zip(&self.decided);
        if let Some(reopened) = pairs.position(|(before, now)| before.is_some() && now.is_none()) {
            self.choose(reopened);
        }
    }

    /// Opens a question; if it is not among those that are shown, all are.
    pub(crate) fn choose(&mut self, question: usize) {
        self.chosen = question;
        self.wants_focus = true;
        if self.questions().get(question).is_some_and(|question| !self.is_shown(question)) {
            self.only = None;
        }
    }

    fn is_shown(&self, question: &Question) -> bool {
        self.only.is_none_or(|only| Group::of(question) == only)
    }

    /// The numbers of the questions that are shown.
    pub(crate) fn rows(&self) -> Vec<usize> {
        let all = self.questions().iter().enumerate();
        all.filter(|(_, question)| self.is_shown(question)).map(|(number, _)| number).collect()
    }

    /// How many are decided.
    pub(crate) fn done(&self) -> usize {
        self.decided.iter().filter(|decided| decided.is_some()).count()
    }

    /// The next question among those shown that is open, behind this one and round.
    pub(crate) fn next_open(&self, question: usize) -> Option<usize> {
        let rows = self.rows();
        let at = rows.iter().position(|row| *row == question)?;
        let behind = rows[at + 1..].iter().chain(&rows[..at]);
        behind.copied().find(|row| self.decided[*row].is_none())
    }

    /// What an annotator is called; a letter while names are hidden.
    pub(crate) fn name(&self, i18n: &I18n, number: usize) -> String {
        if self.hides_names {
            return letter(i18n, number);
        }
        self.compared.names.get(number).cloned().unwrap_or_default()
    }

    /// The first letter of what an annotator is called.
    pub(crate) fn initial(&self, i18n: &I18n, number: usize) -> String {
        let name = self.name(i18n, number);
        name.chars().next().map(|first| first.to_uppercase().collect()).unwrap_or_default()
    }
}

/// The letter that stands for an annotator.
fn letter(i18n: &I18n, number: usize) -> String {
    let letters = i18n.text("adjudication-letters");
    let mut letters = letters.split_whitespace();
    letters.nth(number).map_or_else(|| i18n.number(number + 1), str::to_owned)
}

/// What the view asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AdjudicatingAction {
    /// Take what this annotator has there.
    Take(usize),
    /// Take what all have.
    TakeAll,
    /// Take nothing.
    TakeNothing,
    /// Change what was taken, on the page.
    Edit,
    /// Go on to the next question that is open.
    Later,
    /// Keep the note that is being written, or give it up.
    KeepNote,
    /// See [`Self::KeepNote`].
    LeaveNote,
    /// Return to the page.
    ToPage,
    /// Return from the page.
    Back,
}
