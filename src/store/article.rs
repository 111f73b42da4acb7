//! Reads articles, and finds them in folders.

use std::convert::Infallible;
use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use super::blind;
use super::bytes::read_bytes;
use super::collections::Collection;
use super::kept_text::{may_read_otherwise, read_kept};
use super::load::load_watched;
use super::paths::{Articles, annotation_path, article_and_head, file_name, is_annotation_path, is_article_path};
use super::places::{article_of_kept_text, collection_kind};
use super::read::{in_encoding, read_followed};
use super::{Seen, Stamp, StoreError, read_head};
use crate::annotation::AnnotationState;
use crate::document::{Document, Encoding, Follow, ReadSoFar};
use crate::exchange::folder_file::FolderFile;
use crate::exchange::ron::{Head, Loaded, SUFFIX, Watch};

/// An article with its annotations, whichever file was named.
#[derive(Debug)]
pub struct Opened {
    /// The article.
    pub article: PathBuf,
    /// Where its annotations are, or will be saved.
    pub annotations: PathBuf,
    /// Whether that is the person's own file, because the folder is blind.
    pub is_blind: bool,
    /// The article's text.
    pub document: Arc<Document>,
    /// The state of its file when it was read, for noticing changes.
    pub seen: Seen,
    /// Its annotations; `None` if there is no annotation file, an error if the file is unusable, also an empty one (the
    /// article can then be read, but must not be saved over that file unasked).
    pub loaded: Option<Result<Loaded, StoreError>>,
    /// The contents of the annotation file when it was read, so that saving does not overwrite other changes.
    pub stamp: Stamp,
    /// An encoding that undoes a wrong reading, if the text looks like one and no encoding was chosen.
    pub suspected: Option<Encoding>,
    /// What the articles of the folder in which it is opened share.
    pub shared: Option<Arc<FolderFile>>,
}

impl Opened {
    /// Whether its annotations are those of the shared file, with which the person's own file begins that is not there yet.
    pub fn begins_with_shared(&self) -> bool {
        self.is_blind && self.stamp == Stamp::ABSENT && matches!(self.loaded, Some(Ok(_)))
    }

    /// Its annotations as its file has them, and as they are in its folder, with its labels and choices.
    pub fn states(&self) -> (AnnotationState, AnnotationState) {
        let read = match &self.loaded {
            Some(Ok(loaded)) => loaded.annotation_state.clone(),
            _ => AnnotationState::of_article(self.document.told()),
        };
        let mut state = read.clone();
        if let Some(shared) = &self.shared {
            shared.apply(&mut state);
        }
        (read, state)
    }
}

/// Opens an article with the annotations beside it, or an annotation file with its article. By default the encoding is
/// the one named in the annotation file, otherwise a detected one. An unusable annotation file is an error only if it
/// was the file given.
pub fn open(path: &Path, choice: Option<Encoding>) -> Result<Opened, StoreError> {
    open_among(path, choice, Articles::default())
}

/// Like [`open`]; the annotation file may name one of these articles outside its folder.
pub fn open_among(path: &Path, choice: Option<Encoding>, articles: Articles<'_>) -> Result<Opened, StoreError> {
    let unwatched: Opening<'_, Infallible> =
        Opening { beginning: &|_, _| (), pages: &go_on, text: &|_, _| (), annotations: &go_on };
    let ControlFlow::Continue(opened) = open_watched(path, choice, articles, &unwatched);
    opened
}

fn go_on<B>(_: usize, _: usize) -> ControlFlow<B> {
    ControlFlow::Continue(())
}

/// What is told while an article is opened.
pub struct Opening<'w, B> {
    /// The article and the beginning of its text, again and again longer, if it has many pages.
    pub beginning: &'w dyn Fn(&Path, Document),
    /// How many of its pages were read, if it has some. [`ControlFlow::Break`] gives up.
    pub pages: Watch<'w, B>,
    /// The article and its text, if reading its annotations takes a while.
    pub text: &'w dyn Fn(&Path, &Arc<Document>),
    /// How many of its annotations were read. [`ControlFlow::Break`] gives up.
    pub annotations: Watch<'w, B>,
}

/// The least size of an annotation file that takes a while to read, in bytes: some 20 ms.
const WHILE: usize = 1024 * 1024;

/// Like [`open_among`], watched.
pub fn open_watched<B: Send + Sync>(
    path: &Path,
    choice: Option<Encoding>,
    articles: Articles<'_>,
    opening: &Opening<'_, B>,
) -> ControlFlow<B, Result<Opened, StoreError>> {
    let text = match Text::read(path, choice, articles, opening)? {
        Ok(text) => text,
        Err(error) => return ControlFlow::Continue(Err(error)),
    };
    let begins = |len| {
        if len >= WHILE {
            (opening.text)(&text.article, &text.document);
        }
    };
    let loaded = load_watched(&text.source, &text.document, begins, opening.annotations)?;
    ControlFlow::Continue(text.with(loaded, path, choice))
}

/// An article's text, and the files that it is in.
struct Text {
    article: PathBuf,
    annotations: PathBuf,
    is_blind: bool,
    /// The file from which its annotations are read.
    source: PathBuf,
    document: Arc<Document>,
    seen: Seen,
}

impl Text {
    fn read<B>(
        path: &Path,
        choice: Option<Encoding>,
        articles: Articles<'_>,
        opening: &Opening<'_, B>,
    ) -> ControlFlow<B, Result<Self, StoreError>> {
        let mut given_up = None;
        let read = Self::read_followed(path, choice, articles, &mut |article, ReadSoFar { pages, of, beginning }| {
            if let Some(beginning) = beginning {
                (opening.beginning)(article, beginning);
            }
            (opening.pages)(pages, of).map_break(|reason| given_up = Some(reason))
        });
        given_up.map_or(ControlFlow::Continue(read), ControlFlow::Break)
    }

    fn read_followed(
        path: &Path,
        choice: Option<Encoding>,
        articles: Articles<'_>,
        follow: &mut dyn FnMut(&Path, ReadSoFar<Document>) -> ControlFlow<()>,
    ) -> Result<Self, StoreError> {
        let article = article_of_kept_text(path);
        let path = article.as_deref().unwrap_or(path);
        let own = |article: &Path| articles.own.filter(|_| blind::is_blind(article));
        let (article, annotations, own, head) = if is_annotation_path(path) {
            let (article, head) = article_and_head(path, articles)?;
            let own = own(&article);
            let annotations = own.map_or_else(|| Ok(path.to_owned()), |own| blind::file_to_open(path, &article, own));
            (article, annotations?, own, head)
        } else {
            let own = own(path);
            let annotations = own.map_or_else(|| annotation_path(path), |own| blind::own_annotation_path(path, own));
            (path.to_owned(), annotations, own, None)
        };
        let shared = own.filter(|_| annotations.symlink_metadata().is_err()).map(|_| annotation_path(&article));
        let source = shared.unwrap_or_else(|| annotations.clone());
        // Mostly that of the file that was named, which is read already.
        let head = if source == path { head } else { read_head(&source).ok() };
        let mut seen = Seen::now(&article);
        let document = match read_kept_for(&article, &source, choice) {
            Some(kept) => {
                let kept = kept?;
                if may_read_otherwise(&article, &kept) {
                    // The next look at the file compares both texts, and asks the person.
                    seen = Seen::nothing();
                }
                kept
            }
            None => read_as_annotated(&article, head, choice, &mut |so_far| follow(&article, so_far))?,
        };
        let document = Arc::new(document);
        // Computed here, where the window does not wait for it.
        document.paragraph_count();
        let is_blind = own.is_some_and(|own| blind::is_own(&annotations, &article, own));
        Ok(Self { article, annotations, is_blind, source, document, seen })
    }

    fn with(
        self,
        loaded: Result<(Loaded, Stamp), StoreError>,
        path: &Path,
        choice: Option<Encoding>,
    ) -> Result<Opened, StoreError> {
        let Self { article, annotations, is_blind, source, document, seen } = self;
        let (loaded, stamp) = match loaded {
            // The shared file is where the person's own begins. It is not written, and what it says about the work on the
            // article is not theirs.
            Ok((loaded, _)) if source != annotations => (Some(Ok(blind::begun_with(loaded))), Stamp::ABSENT),
            Ok((loaded, stamp)) => (Some(Ok(loaded)), stamp),
            // Nothing has a name that is too long.
            Err(StoreError::Missing { .. } | StoreError::LongName { .. }) => (None, Stamp::ABSENT),
            Err(error) if is_annotation_path(path) => return Err(error),
            Err(error) => (Some(Err(error)), Stamp::ABSENT),
        };
        // Anyone who has annotated the text as it is wants to keep it.
        let is_open = choice.is_none() && loaded.is_none();
        let suspected = if is_open { document.suspected_encoding() } else { None };
        Ok(Opened { article, annotations, is_blind, document, seen, loaded, stamp, suspected, shared: None })
    }
}

/// Reads the article of an annotation file, in the chosen encoding or as [`open`] does.
pub fn read_annotated_article(
    annotations: &Path,
    choice: Option<Encoding>,
    articles: Articles<'_>,
) -> Result<Document, StoreError> {
    let (article, head) = article_and_head(annotations, articles)?;
    let follow = &mut |_| ControlFlow::Continue(());
    read_kept_for(&article, annotations, choice).unwrap_or_else(|| read_as_annotated(&article, head, choice, follow))
}

/// The text that is kept for an annotation file, unless another encoding is wanted.
fn read_kept_for(article: &Path, annotations: &Path, choice: Option<Encoding>) -> Option<Result<Document, StoreError>> {
    if choice.is_none() { read_kept(Some(annotations), article) } else { None }
}

/// The article in the chosen encoding; by default in the one that its annotation file names, if this gives the same text
/// or repairs it.
fn read_as_annotated(
    article: &Path,
    head: Option<Head>,
    choice: Option<Encoding>,
    follow: Follow<'_, Document>,
) -> Result<Document, StoreError> {
    let mut read = |encoding| read_followed(article, &in_encoding(encoding), follow);
    let head = head.filter(|_| choice.is_none());
    let named = head.as_ref().and_then(|head| head.encoding.parse().ok()).filter(|named| *named != Encoding::UTF_8);
    let (Some(head), Some(named)) = (&head, named) else {
        let document = read(choice)?;
        let annotated = head.filter(|head| document.original().is_some() && head.sha256 != document.sha256());
        // It was annotated when the program read files of its kind as they stand.
        let as_it_stands = annotated.and_then(|head| {
            let plain = Document::decode(read_bytes(article).ok()?, None).ok()?;
            Some(plain).filter(|plain| plain.sha256() == head.sha256)
        });
        return Ok(as_it_stands.unwrap_or(document));
    };
    let same = read(Some(named)).ok().filter(|document| document.sha256() == head.sha256);
    if let Some(document) = same {
        return Ok(document);
    }
    let document = read(None)?;
    if document.suspected_encoding() == Some(named) { read(Some(named)) } else { Ok(document) }
}

/// The articles in a folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listing {
    /// Paths of the articles, sorted.
    pub articles: Vec<PathBuf>,
    /// Folders that could not be read.
    pub problems: Vec<StoreError>,
}

/// Lists the articles in a folder and its subfolders, or in a file that holds many.
/// Hidden files and folders are skipped; links to folders are not followed.
pub fn list_articles(folder: &Path) -> Result<Listing, StoreError> {
    let Walked { files: articles, problems, .. } = walk(folder, &is_article_path)?;
    if articles.is_empty() && problems.is_empty() {
        return Err(StoreError::NoArticles { path: folder.to_owned() });
    }
    Ok(Listing { articles, problems })
}

/// The annotation files (`.hawashi.ron`) in a folder and its subfolders, sorted, and the folders that could not be read;
/// otherwise as [`list_articles`].
pub fn list_annotations(folder: &Path) -> Result<(Vec<PathBuf>, Vec<StoreError>), StoreError> {
    walk(folder, &|path| file_name(path).ends_with(SUFFIX)).map(|walked| (walked.files, walked.problems))
}

/// What is in a folder and the folders in it.
#[derive(Debug, Default)]
pub(super) struct Walked {
    /// The files that are wanted, sorted.
    pub(super) files: Vec<PathBuf>,
    /// Folders that could not be read.
    pub(super) problems: Vec<StoreError>,
    /// All folders, each with the time of its last change before it was read.
    pub(super) folders: Vec<(PathBuf, Option<SystemTime>)>,
}

/// When a file was last written, or a folder last got or lost a file; `None` if that is not known.
pub(super) fn changed(path: &Path) -> Option<SystemTime> {
    path.metadata().and_then(|metadata| metadata.modified()).ok()
}

/// Like [`list_articles`], for any files; a folder without them is not an error.
pub(super) fn walk(folder: &Path, is_wanted: &dyn Fn(&Path) -> bool) -> Result<Walked, StoreError> {
    if folder.is_file() && collection_kind(folder).is_some() {
        let files = Collection::open(folder)?.articles().collect();
        return Ok(Walked { files, problems: Vec::new(), folders: vec![(folder.to_owned(), changed(folder))] });
    }
    let Walked { mut files, mut problems, folders: mut seen } = Walked::default();
    let mut folders = vec![folder.to_owned()];
    while let Some(inside) = folders.pop() {
        // What comes while it is read is seen when it is looked at again.
        seen.push((inside.clone(), changed(&inside)));
        if let Err(error) = list_one(&inside, is_wanted, &mut files, &mut folders) {
            let error = StoreError::io(&inside, &error);
            if inside == folder {
                return Err(error);
            }
            problems.push(error);
        }
    }
    files.sort();
    Ok(Walked { files, problems, folders: seen })
}

fn list_one(
    folder: &Path,
    is_wanted: &dyn Fn(&Path) -> bool,
    files: &mut Vec<PathBuf>,
    folders: &mut Vec<PathBuf>,
) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_name().as_encoded_bytes().starts_with(b".") {
            continue;
        }
        let path = entry.path();
        if entry.file_type()?.is_dir() {
            folders.push(path);
        } else if is_wanted(&path) && !path.is_dir() {
            files.push(path);
        } else if let Some(article) =
            article_of_kept_text(&path).filter(|article| is_wanted(article) && !article.exists())
        {
            files.push(article);
        }
    }
    Ok(())
}
