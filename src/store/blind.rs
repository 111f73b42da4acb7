//! Folders in which several people annotate without seeing each other's work: which annotation file an article has there,
//! and when somebody may see those of the others.
//!
//! The folder's file says so (`blind: true`), for the folder and all folders in it. Each person's annotations are then in a
//! file of their own beside the article (`article.mona.hawashi.ron`), so that nothing is merged, and nobody reads what
//! somebody else has decided. The shared file (`article.hawashi.ron`) is what everybody begins with: it is read where there
//! is no own file yet, and never written. Whoever has said in their own file that the article is done may see the others'.
//!
//! The names of authors are those written into annotations.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use super::paths::{AnnotationFiles, annotation_path, annotations_beside, beside, file_name, is_same_file};
use super::shared::folder_file_path;
use super::{StoreError, read_annotation_text, read_head};
use crate::annotation::{Adjudicated, Work, WorkState};
use crate::exchange::folder_file::FolderFile;
use crate::exchange::ron::{Loaded, SUFFIX};

/// The most bytes of a name that stand in the name of a file; file systems allow 255 for all of it.
const MOST_BYTES: usize = 80;
/// How many bytes of its hash distinguish a name that had to be changed.
const HASH_BYTES: usize = 4;

/// The annotation file of an article: in a blind folder that of its author `own`, everywhere else the shared one, as without
/// an author.
pub fn annotations_of(article: &Path, own: Option<&str>) -> PathBuf {
    OwnFiles::new(own).of(article)
}

/// Like [`annotations_of`], for many articles: each folder is looked at once.
#[derive(Debug)]
pub struct OwnFiles<'a> {
    own: Option<&'a str>,
    blind: HashMap<PathBuf, bool>,
}

impl<'a> OwnFiles<'a> {
    /// The files of this author; the shared ones for nobody.
    pub fn new(own: Option<&'a str>) -> Self {
        Self { own, blind: HashMap::new() }
    }

    /// The annotation file of an article.
    pub fn of(&mut self, article: &Path) -> PathBuf {
        let Some(own) = self.own else { return annotation_path(article) };
        let folder = article.parent().unwrap_or(Path::new(""));
        let is_blind = match self.blind.get(folder) {
            Some(known) => *known,
            None => *self.blind.entry(folder.to_owned()).or_insert_with_key(|folder| is_blind_folder(folder)),
        };
        if is_blind { own_annotation_path(article, own) } else { annotation_path(article) }
    }
}

/// Whether an article is in a blind folder.
pub fn is_blind(article: &Path) -> bool {
    is_blind_folder(article.parent().unwrap_or(Path::new("")))
}

/// Whether a folder is blind, or one that it is in.
pub(super) fn is_blind_folder(folder: &Path) -> bool {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let whole = folder.canonicalize().or_else(|_| std::path::absolute(folder));
    whole.as_deref().unwrap_or(folder).ancestors().any(says_blind)
}

fn says_blind(folder: &Path) -> bool {
    let Ok((text, _)) = read_annotation_text(&folder_file_path(folder)) else { return false };
    let is_said = |line: &str| line.trim().trim_end_matches(',') == "blind: true";
    // A file that is wrong elsewhere, as after a git merge, shows nobody's work.
    text.contains("blind") && FolderFile::read(&text).map_or_else(|_| text.lines().any(is_said), |file| file.blind)
}

/// A person's own file beside an article: `article.txt` -> `article.mona.hawashi.ron`; where that belongs to another article,
/// `article.txt.mona.hawashi.ron`.
pub fn own_annotation_path(article: &Path, author: &str) -> PathBuf {
    beside(article, &own_ending(author, SUFFIX))
}

/// What the name of a person's own file ends in, before this ending of such files.
pub(super) fn own_ending(author: &str, suffix: &str) -> String {
    format!(".{}{suffix}", name_in_files(author))
}

/// A name as a part of a file's name: as it is, if every file system takes it; else with `-` for each character that one
/// does not take, cut to [`MOST_BYTES`], and with the beginning of its hash, so that other names stay others. Dots divide the
/// parts of a file's name.
fn name_in_files(author: &str) -> String {
    let author = author.trim();
    let is_taken = |c: char| {
        let is_direction = matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        let is_refused = matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' | '.');
        !(c.is_control() || is_direction || is_refused || (c.is_whitespace() && c != ' ') || c == '\u{feff}')
    };
    let safe: String = author.chars().map(|c| if is_taken(c) { c } else { '-' }).collect();
    let cut = safe[..safe.floor_char_boundary(MOST_BYTES)].trim_end();
    if cut == author && !author.is_empty() {
        return author.to_owned();
    }
    let hash = Sha256::digest(author).iter().take(HASH_BYTES).fold(0_u32, |hash, byte| hash << 8 | u32::from(*byte));
    format!("{cut}-{hash:08x}")
}

/// Whether an annotation file is the person's own of an article.
pub fn is_own(file: &Path, article: &Path, author: &str) -> bool {
    is_same_file(file, &own_annotation_path(article, author))
}

/// Whether a person has said in their own file that an article is done.
fn has_finished(article: &Path, author: &str) -> bool {
    let head = read_head(&own_annotation_path(article, author));
    let work = head.ok().and_then(|head| Work::of(&head.attributes));
    work.is_some_and(|work| work.state == WorkState::Done)
}

/// Fails with [`StoreError::Blind`] where an annotation file is somebody else's work in a blind folder, and `author` has not
/// finished the article.
pub fn check_seen(file: &Path, article: &Path, author: &str) -> Result<(), StoreError> {
    let is_open = !is_blind(article)
        || is_own(file, article, author)
        || is_same_file(file, &annotation_path(article))
        || has_finished(article, author);
    if is_open { Ok(()) } else { Err(StoreError::Blind { path: file.to_owned(), article: article.to_owned() }) }
}

/// The file that is opened where an annotation file of a blind folder was named: for the shared one the author's own, which
/// begins with it.
pub(super) fn file_to_open(file: &Path, article: &Path, author: &str) -> Result<PathBuf, StoreError> {
    if is_same_file(file, &annotation_path(article)) {
        return Ok(own_annotation_path(article, author));
    }
    check_seen(file, article, author).map(|()| file.to_owned())
}

/// The annotation files beside an article that may be compared: in a blind folder the author's own and those of the others,
/// once the author has finished it, without the shared one; elsewhere all.
pub fn annotators_beside(article: &Path, author: &str) -> Result<Vec<PathBuf>, StoreError> {
    if !is_blind(article) {
        return Ok(annotations_beside(article));
    }
    if !has_finished(article, author) {
        return Err(StoreError::Blind { path: article.to_owned(), article: article.to_owned() });
    }
    let mut files = own_files_beside(article);
    files.sort_by_key(|file| !is_own(file, article, author));
    Ok(files)
}

/// The annotation files of others, for many articles: each folder is listed once.
#[derive(Debug)]
pub struct OtherFiles<'a> {
    author: &'a str,
    own: OwnFiles<'a>,
    files: AnnotationFiles,
}

impl<'a> OtherFiles<'a> {
    /// Those of other people than this author.
    pub fn new(author: &'a str) -> Self {
        Self { author, own: OwnFiles::new(Some(author)), files: AnnotationFiles::default() }
    }

    /// What lies beside an article besides the file in which the author works; in a blind folder nothing as long as the author
    /// has not finished the article.
    pub fn of(&mut self, article: &Path) -> Vec<PathBuf> {
        let mut files = self.files.beside(article);
        let own = self.own.of(article);
        files.retain(|file| file.file_name() != own.file_name());
        if !files.is_empty() && is_blind(article) {
            let shared = annotation_path(article);
            files.retain(|file| file.file_name() != shared.file_name());
            if !has_finished(article, self.author) {
                files.clear();
            }
        }
        files
    }
}

/// The annotation files beside an article but for the shared one: those of single persons, and results of comparing them.
pub fn own_files_beside(article: &Path) -> Vec<PathBuf> {
    let shared = file_name(&annotation_path(article));
    annotations_beside(article).into_iter().filter(|file| file_name(file) != shared).collect()
}

/// What a person's own file begins with: the shared one without what it says about the work on the article, and about how
/// it was made.
pub(super) fn begun_with(mut shared: Loaded) -> Loaded {
    let said = Work::values(None).map(|(name, _)| name);
    for name in said.into_iter().chain([Adjudicated::default().value().0]) {
        shared.annotation_state.attributes.set(name, None);
    }
    // Nothing of theirs is unsaved.
    shared.altered = false;
    shared
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{Articles, change_folder_file, open_among};

    const TEXT: &str = "قال سكان حلب إن الوضع هادئ.";

    fn blind_folder(names: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        for name in names {
            std::fs::create_dir_all(folder.path().join(name).parent().expect("inside")).expect("made");
            std::fs::write(folder.path().join(name), TEXT).expect("written");
        }
        change_folder_file(folder.path(), |file| file.blind = true).expect("written");
        folder
    }

    fn file_of(article: &str, work: &str) -> String {
        format!("(version: 2, article: (file: \"{article}\", attributes: {{{work}}}), annotations: [])")
    }

    #[test]
    fn an_article_of_a_blind_folder_has_a_file_for_each_person() {
        let folder = blind_folder(&["a.txt", "in/b.txt"]);
        let of = |name: &str, own| annotations_of(&folder.path().join(name), own);
        assert_eq!(of("a.txt", Some("هالة")), folder.path().join("a.هالة.hawashi.ron"));
        assert_eq!(of("in/b.txt", Some("Mona Saleh")), folder.path().join("in/b.Mona Saleh.hawashi.ron"));
        assert_eq!(of("a.txt", None), folder.path().join("a.hawashi.ron"));
        change_folder_file(folder.path(), |file| file.blind = false).expect("written");
        assert_eq!(of("a.txt", Some("هالة")), folder.path().join("a.hawashi.ron"));
    }

    #[test]
    fn a_file_that_git_could_not_merge_is_still_blind() {
        let folder = blind_folder(&["a.txt"]);
        let text = "(\n    version: 1,\n<<<<<<< ours\n    blind: true,\n=======\n>>>>>>> theirs\n)\n";
        std::fs::write(folder_file_path(folder.path()), text).expect("written");
        assert!(is_blind(&folder.path().join("a.txt")));
    }

    #[test]
    fn names_are_safe_in_file_names_and_stay_distinct() {
        for name in ["Mona", "هالة منصور", "نور-الدين", "O'Brien", "张伟"] {
            assert_eq!(name_in_files(name), name);
        }
        assert_eq!(name_in_files("  Mona "), "Mona");
        let long = "هالة".repeat(100);
        let hard = ["a/b", "a.b", "a:b", "a\u{202e}b", "a\nb", "", ".", "..", "con.", &long, &format!("{long}x")];
        let made: Vec<String> = hard.iter().map(|name| name_in_files(name)).collect();
        for (at, name) in made.iter().enumerate() {
            assert!(!name.contains(['/', '.', ':', '\n', '\u{202e}']), "{name}");
            assert!(name.len() <= MOST_BYTES + 1 + 2 * HASH_BYTES && !name.is_empty());
            assert!(!made[..at].contains(name), "{name} is there twice: {made:?}");
        }
    }

    #[test]
    fn a_file_of_another_article_is_not_taken_for_ones_own() {
        let folder = blind_folder(&["a.txt", "a.mona.txt", "a.md"]);
        let path = |name: &str| folder.path().join(name);
        // The shared file of `a.mona.txt`, and Mona's own of `a.txt`, would have one name.
        std::fs::write(path("a.mona.hawashi.ron"), file_of("a.mona.txt", "")).expect("written");
        assert_eq!(own_annotation_path(&path("a.txt"), "mona"), path("a.txt.mona.hawashi.ron"));
        std::fs::write(path("a.mona.hawashi.ron"), file_of("a.txt", "")).expect("written");
        assert_eq!(own_annotation_path(&path("a.txt"), "mona"), path("a.mona.hawashi.ron"));
        assert_eq!(annotation_path(&path("a.mona.txt")), path("a.mona.txt.hawashi.ron"));
        assert_eq!(own_annotation_path(&path("a.md"), "mona"), path("a.md.mona.hawashi.ron"));
    }

    #[test]
    fn the_shared_file_is_where_everybody_begins_and_its_word_about_the_work_is_not_theirs() {
        let folder = blind_folder(&["a.txt"]);
        let (article, shared) = (folder.path().join("a.txt"), folder.path().join("a.hawashi.ron"));
        let said = "\"work_state\": Choice(\"done\"), \"title\": Text(\"حلب\")";
        std::fs::write(&shared, file_of("a.txt", said)).expect("written");
        for named in [&article, &shared] {
            let articles = Articles { own: Some("mona"), ..Articles::default() };
            let opened = open_among(named, None, articles).expect("opened");
            assert_eq!(opened.annotations, folder.path().join("a.mona.hawashi.ron"));
            assert!(opened.is_blind && opened.begins_with_shared());
            let (state, _) = opened.states();
            assert_eq!(Work::of(&state.attributes), None);
            assert!(state.attributes.get("title").is_some());
        }
        assert!(!open_among(&article, None, Articles::default()).expect("opened").is_blind, "commands name files");
    }

    #[test]
    fn the_others_work_is_hidden_until_one_has_finished() {
        let folder = blind_folder(&["a.txt"]);
        let path = |name: &str| folder.path().join(name);
        let (article, sami) = (path("a.txt"), path("a.sami.hawashi.ron"));
        let done = "\"work_state\": Choice(\"done\")";
        std::fs::write(&sami, file_of("a.txt", done)).expect("written");
        std::fs::write(path("a.hawashi.ron"), file_of("a.txt", done)).expect("written");
        let open = |file: &Path| {
            open_among(file, None, Articles { own: Some("mona"), ..Articles::default() })
                .map(|opened| opened.annotations)
        };
        let refused = |path: &Path| StoreError::Blind { path: path.to_owned(), article: article.clone() };
        assert_eq!(annotators_beside(&article, "mona"), Err(refused(&article)));
        assert_eq!(open(&sami), Err(refused(&sami)));
        let mona = path("a.mona.hawashi.ron");
        std::fs::write(&mona, file_of("a.txt", "")).expect("written");
        assert_eq!(check_seen(&sami, &article, "mona"), Err(refused(&sami)), "one that is begun is not done");
        assert_eq!(open(&mona), Ok(mona.clone()));
        std::fs::write(&mona, file_of("a.txt", done)).expect("written");
        assert_eq!(annotators_beside(&article, "mona"), Ok(vec![mona.clone(), sami.clone()]));
        assert_eq!(annotators_beside(&article, "sami"), Ok(vec![sami.clone(), mona]));
        assert_eq!(open(&sami), Ok(sami));
        change_folder_file(folder.path(), |file| file.blind = false).expect("written");
        assert_eq!(annotators_beside(&article, "nobody").map(|files| files.len()), Ok(3), "all, if it is not blind");
    }
}
