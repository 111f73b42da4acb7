//! Explanations for names that only the model finds: computed before a card is drawn, and dropped afterwards.
//!
//! An explanation reads about six times the 400 bytes on either side of the name, in articles of any length: as much as
//! detection in 3 KB of text, which is some 0.1 ms. So this needs no job.

use super::App;
use crate::detect::{Detector, Source};
use crate::gui::reader::MarkRef;

impl App {
    /// Computes explanations for the marks whose card may be drawn: the selected one and the one under the pointer.
    pub(super) fn refresh_explanations(&mut self) {
        let lexicon = self.lexicon.clone();
        let Some(tab) = self.tab_mut() else { return };
        let Some(session) = &tab.session else { return };
        let former = std::mem::take(&mut tab.explained);
        let generation = session.generation();
        let meant: Vec<&MarkRef> = [tab.reader.selected.as_ref(), tab.reader.pointed()].into_iter().flatten().collect();
        let mut explained = Vec::new();
        for mark in meant {
            let MarkRef::Suggestion { span, kind } = mark else { continue };
            let index = session.candidate_on(*span, *kind);
            let Some(candidate) = index.and_then(|index| session.candidates().get(index)) else { continue };
            if candidate.source != Source::Model || candidate.is_taught() {
                continue;
            }
            let known = former.1.iter().find(|(of, _)| of == mark && former.0 == generation);
            let explanation = known.map_or_else(
                || Detector::new(lexicon.clone()).explain(session.document().text(), candidate),
                |(_, explanation)| explanation.clone(),
            );
            explained.push((mark.clone(), explanation));
        }
        tab.explained = (generation, explained);
    }
}
