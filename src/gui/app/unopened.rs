//! Articles that are not open: read as opening them would, and changed in their annotation files as saving would.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::versions::saving;
use crate::annotation::Carried;
use crate::detect::{Detector, Reviewed, UserModel};
use crate::exchange::folder_file::FolderFile;
use crate::gui::model::Keeping;
pub(super) use crate::gui::model::Taught;
use crate::lexicon::Lexicon;
use crate::session::{Candidates, Command, Session};
use crate::store::{self, Articles, Occasion, Opened, Stamp, StoreError, Versions, Why, WriteMode};

/// An article that is not open.
pub(super) struct Unopened {
    article: PathBuf,
    annotations: PathBuf,
    stamp: Stamp,
    /// Whether it has what everybody begins with in a blind folder, and nothing of the person's own yet.
    pub(super) is_prepared: bool,
    /// Its annotations, without suggestions until [`Self::detect`].
    pub(super) session: Session,
    /// Why its annotation file cannot be used; then it is not written over, either.
    pub(super) unusable: Option<StoreError>,
}

impl Unopened {
    /// Reads an article with its annotations and what its folder shares. `by` is the name written into annotations; in a
    /// blind folder they are this person's own.
    pub(super) fn read(path: &Path, shared: Option<Arc<FolderFile>>, by: &str) -> Result<Self, StoreError> {
        let articles = Articles { own: Some(by), ..Articles::default() };
        let opened = Opened { shared, ..store::open_among(path, None, articles)? };
        let is_prepared = opened.begins_with_shared();
        let (_, annotation_state) = opened.states();
        let Opened { article, annotations, document, loaded, stamp, .. } = opened;
        let (carried, unusable) = match loaded {
            None => (Carried::default(), None),
            Some(Ok(loaded)) => (loaded.carried, None),
            Some(Err(error)) => (Carried::default(), Some(error)),
        };
        let session = Session::open(document, by, annotation_state, carried);
        Ok(Self { article, annotations, stamp, is_prepared, session, unusable })
    }

    /// The files from which it was read.
    pub(super) fn files(&self) -> Vec<PathBuf> {
        vec![self.article.clone(), self.annotations.clone()]
    }

    /// Finds what is suggested in it; returns whether `go_on` has let that come to its end.
    pub(super) fn detect(
        &mut self,
        lexicon: &Arc<Lexicon>,
        taught: &mut Taught,
        go_on: &dyn Fn() -> ControlFlow<()>,
    ) -> bool {
        self.session.set_lexicon(lexicon.clone());
        let mut feedback = self.session.feedback();
        let around = self.annotations.parent().unwrap_or(Path::new("."));
        let taught = taught.entry(around.to_owned()).or_insert_with(|| store::feedback_in(around, self.session.by()).0);
        let own = store::feedback_path(&self.annotations);
        let others = taught.iter().filter(|(file, _)| *file != own);
        feedback.extend(others.flat_map(|(_, examples)| examples.iter().cloned()));
        let user_model = UserModel::learn(lexicon, &feedback, false).map(Arc::new);
        let detector = Detector::new(lexicon.clone()).with_user_model(user_model);
        let document = self.session.document().clone();
        let Reviewed { candidates, .. } = detector.review_with(document.text(), &mut |_| go_on());
        let candidates = Arc::new(Candidates::of(&document, candidates));
        // Cannot fail: candidates are accepted as they are.
        drop(self.session.execute(Command::SetCandidates(candidates)));
        go_on().is_continue()
    }

    /// Saves its annotations, unless somebody else has written the file since it was read; also returns whether what was
    /// written over could be kept.
    pub(super) fn save(self, versions: Option<&Versions>) -> (Result<(), StoreError>, Result<(), StoreError>) {
        let Self { article, annotations, stamp, session, unusable, .. } = self;
        if let Some(error) = unusable {
            return (Err(error), Ok(()));
        }
        let document = session.document().clone();
        let by = session.by().to_owned();
        let occasion = Occasion { why: Why::Saved, by: &by, document: Some(&document) };
        let (saved, kept) = saving(versions, &annotations, occasion, || {
            let (state, carried) = (session.annotation_state(), session.carried());
            store::save_annotations(&annotations, &article, &document, state, carried, WriteMode::Unchanged(stamp))
        });
        // What it teaches is known once suggestions were looked for.
        let teaches = saved.is_ok() && !session.candidates().is_empty();
        let not_taught = teaches.then(|| Keeping { session, is_asked: false }.keep(&annotations)).flatten();
        (saved.and(not_taught.map_or(Ok(()), Err)), kept)
    }
}
