//! Training examples from decisions, saved beside the annotations for the other articles in the folder and for the
//! command line.
//!
//! The file contains pieces of the article with their decisions, as RON; weights are learned from them each time. It
//! can be deleted without loss, because the annotations contain the same decisions. The type of an example belongs to
//! another layer (`L` is `detect::FeedbackExample`).

use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use super::blind::{is_blind_folder, own_ending};
use super::bytes::read_own_bytes;
use super::{Stamp, StoreError, WriteMode, file_name, write_file};
use crate::text::Message;

/// The format version that is written.
const VERSION: u64 = 1;
/// The suffix of such a file.
const SUFFIX: &str = ".hawashi.model";

#[derive(Deserialize)]
struct Head {
    version: u64,
}

#[derive(Deserialize)]
#[serde(bound(deserialize = "L: DeserializeOwned"))]
struct Whole<L> {
    /// The field keeps its name from the first version.
    #[serde(rename = "lessons")]
    examples: Vec<L>,
}

/// The file beside an annotation file: `article.hawashi.ron` -> `article.hawashi.model`.
pub fn feedback_path(annotations: &Path) -> PathBuf {
    let name = annotations.file_name().unwrap_or_default().to_string_lossy();
    let stem = name.strip_suffix(".ron").unwrap_or(&name);
    let stem = stem.strip_suffix(".hawashi").unwrap_or(stem);
    annotations.with_file_name(format!("{stem}{SUFFIX}"))
}

/// Whether the name is that of a feedback file.
pub fn is_feedback_path(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().ends_with(SUFFIX))
}

/// Reads a feedback file.
pub fn load_feedback<L: DeserializeOwned>(path: &Path) -> Result<Vec<L>, StoreError> {
    read(path).map(|(examples, _)| examples)
}

fn read<L: DeserializeOwned>(path: &Path) -> Result<(Vec<L>, Stamp), StoreError> {
    let bytes = read_own_bytes(path)?;
    let syntax = |error: ron::error::SpannedError| StoreError::Syntax {
        path: path.to_owned(),
        line: error.span.start.line,
        column: error.span.start.col,
        message: Message::of_ron(&String::from_utf8_lossy(&bytes), &error),
    };
    let Head { version } = ron::de::from_bytes(&bytes).map_err(syntax)?;
    if version > VERSION {
        return Err(StoreError::NewerVersion { path: path.to_owned(), found: version, known: VERSION });
    }
    let Whole { examples } = ron::de::from_bytes(&bytes).map_err(syntax)?;
    Ok((examples, Stamp::of(&bytes)))
}

/// Writes a feedback file; does not overwrite one that cannot be read.
pub fn save_feedback<L: Serialize + DeserializeOwned + PartialEq>(
    path: &Path,
    examples: &[L],
) -> Result<(), StoreError> {
    let mode = match read::<L>(path) {
        Ok((former, _)) if former == examples => return Ok(()),
        Ok((_, stamp)) => WriteMode::Unchanged(stamp),
        Err(StoreError::Missing { .. }) => WriteMode::New,
        Err(error) => return Err(error),
    };
    let mut text = format!("(\n    version: {VERSION},\n    lessons: [\n");
    for example in examples {
        let example = ron::to_string(example)
            .map_err(|error| StoreError::Io { path: path.to_owned(), message: error.to_string() })?;
        text.push_str("        ");
        text.push_str(&example);
        text.push_str(",\n");
    }
    text.push_str("    ],\n)\n");
    write_file(path, text.as_bytes(), mode).map(|_| ())
}

/// The examples of the other articles in a folder, and the files that could not be read; in a blind folder those of this
/// person alone.
pub fn feedback_around<L: DeserializeOwned>(annotations: &Path, by: &str) -> (Vec<L>, Vec<StoreError>) {
    let own = feedback_path(annotations);
    let folder = annotations.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let (files, problems) = feedback_but(folder, Some(&own), by);
    (files.into_iter().flat_map(|(_, examples)| examples).collect(), problems)
}

/// The examples of each article in a folder, with the file that holds them, and the files that could not be read; in a
/// blind folder those of this person alone.
pub fn feedback_in<L: DeserializeOwned>(folder: &Path, by: &str) -> (Vec<(PathBuf, Vec<L>)>, Vec<StoreError>) {
    feedback_but(folder, None, by)
}

fn feedback_but<L: DeserializeOwned>(
    folder: &Path,
    own: Option<&Path>,
    by: &str,
) -> (Vec<(PathBuf, Vec<L>)>, Vec<StoreError>) {
    let (mut files, mut problems) = (Vec::new(), Vec::new());
    // A folder that cannot be listed provides no examples.
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).filter(|path| is_feedback_path(path)).collect();
    if is_blind_folder(folder) {
        let ending = own_ending(by, SUFFIX);
        paths.retain(|path| file_name(path).ends_with(&ending));
    }
    paths.sort();
    for path in paths.into_iter().filter(|path| own.is_none_or(|own| path.file_name() != own.file_name())) {
        match load_feedback(&path) {
            Ok(examples) => files.push((path, examples)),
            Err(error) => problems.push(error),
        }
    }
    (files, problems)
}

#[cfg(test)]
mod tests {
    use super::*;
    fn example() -> (String, u32) {
        ("سيف\u{202e}\n\"قال\"".to_owned(), 6)
    }

    #[test]
    fn examples_are_read_back_and_found_from_other_articles() {
        let folder = tempfile::tempdir().expect("a folder");
        let (one, other) = (folder.path().join("a.hawashi.ron"), folder.path().join("b.hawashi.ron"));
        let path = feedback_path(&one);
        assert_eq!(path, folder.path().join("a.hawashi.model"));
        save_feedback(&path, &[example()]).expect("written");
        save_feedback(&path, &[example(), example()]).expect("written again");
        assert_eq!(load_feedback::<(String, u32)>(&path).expect("read"), [example(), example()]);
        assert_eq!(feedback_around(&other, "mona"), (vec![example(), example()], Vec::new()));
        assert_eq!(feedback_around(&one, "mona"), (Vec::<(String, u32)>::new(), Vec::new()), "not its own");
    }

    #[test]
    fn in_a_blind_folder_only_ones_own_tags_teach() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = |name: &str| folder.path().join(name);
        for name in ["a.mona.hawashi.ron", "a.sami.hawashi.ron", "a.hawashi.ron"] {
            save_feedback(&feedback_path(&path(name)), &[(name.to_owned(), 1_u32)]).expect("written");
        }
        let taught = |by| feedback_around::<(String, u32)>(&path("b.mona.hawashi.ron"), by).0;
        assert_eq!(taught("mona").len(), 3);
        crate::store::change_folder_file(folder.path(), |file| file.blind = true).expect("written");
        assert_eq!(taught("mona"), [("a.mona.hawashi.ron".to_owned(), 1)]);
        let all = feedback_in::<(String, u32)>(folder.path(), "sami").0;
        assert_eq!(all, [(path("a.sami.hawashi.model"), vec![("a.sami.hawashi.ron".to_owned(), 1)])]);
    }

    #[test]
    fn a_broken_file_is_reported_and_left_as_it_is() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.hawashi.model");
        for (bytes, is_newer) in
            [("(version: 1, lessons: [", false), ("(version: 9, lessons: [])", true), ("\0", false)]
        {
            fs::write(&path, bytes).expect("written");
            let error = save_feedback(&path, &[example()]).expect_err("not written over");
            assert_eq!(matches!(error, StoreError::NewerVersion { .. }), is_newer, "{error}");
            assert_eq!(
                feedback_around(&folder.path().join("b.hawashi.ron"), "mona"),
                (Vec::<(String, u32)>::new(), vec![error])
            );
            assert_eq!(fs::read_to_string(&path).expect("there"), bytes);
        }
    }
}
