//! The steps of a session, as a script writes them: one on a line.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// What a person does. Words of the text are counted from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// Tags words with a label.
    Tag {
        /// The first of them.
        word: usize,
        /// How many.
        count: usize,
        /// The label's id.
        label: String,
    },
    /// Gives the mark on a word another label.
    Label(usize, String),
    /// Accepts the suggestion on a word.
    Accept(usize),
    /// Rejects it.
    Reject(usize),
    /// Deletes the annotation on a word.
    Delete(usize),
    /// Writes a note on the mark on a word, or on the word, and keeps it.
    Note(usize, String),
    /// Writes a note and leaves it open. The next step that changes something keeps it.
    Draft(usize, String),
    /// Gives up the note that is open.
    Cancel,
    Undo,
    Redo,
    /// Saves the article in front.
    Save,
    /// Opens an article, or brings it to the front.
    Open(String),
    /// Closes the article in front and saves what is unsaved.
    Close,
    /// Closes it and gives that up, where the window asks what is to become of it.
    Discard,
    /// Does nothing for so many milliseconds.
    Pause(u64),
    /// Waits until everything is on the disk.
    Kept,
    /// Prints the annotations of the article in front.
    State,
    /// Ends the process at once, as SIGKILL does.
    Kill,
}

/// Why a line of a script is no step.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub(super) enum StepError {
    /// There is no step of this name.
    #[error("there is no step {0:?}; the steps are {names}", names = NAMES.join(", "))]
    Unknown(String),
    /// It is not followed by what it needs.
    #[error("{given:?} is not complete or has too much; write {usage}")]
    Usage {
        /// The line.
        given: String,
        /// How it is written.
        usage: &'static str,
    },
}

const NAMES: [&str; 18] = [
    "tag", "label", "accept", "reject", "delete", "note", "draft", "cancel", "undo", "redo", "save", "open", "close",
    "discard", "pause", "kept", "state", "kill",
];

/// How a step is written; `None` where there is none of that name.
fn usage(name: &str) -> Option<&'static str> {
    Some(match name {
        "tag" => "tag WORD COUNT LABEL, such as: tag 3 2 location",
        "label" => "label WORD LABEL, such as: label 3 faction",
        "note" => "note WORD TEXT, such as: note 3 see page 2",
        "draft" => "draft WORD TEXT, such as: draft 3 see page 2",
        "accept" | "reject" | "delete" => "its name and the number of a word, such as: accept 3",
        "open" => "open FILE, such as: open other.txt",
        "pause" => "pause MILLISECONDS, such as: pause 250",
        name if NAMES.contains(&name) => "its name alone",
        _ => return None,
    })
}

impl FromStr for Step {
    type Err = StepError;

    fn from_str(line: &str) -> Result<Self, StepError> {
        let first = |text: &'_ str| -> (String, String) {
            let (first, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
            (first.to_owned(), rest.trim().to_owned())
        };
        let (name, rest) = first(line.trim());
        let number = |text: &str| text.parse::<usize>().ok().filter(|number| *number > 0);
        let word = |text: &str| {
            let (word, rest) = first(text);
            Some((number(&word)?, rest)).filter(|(_, rest)| !rest.is_empty())
        };
        let bare = |step: Self| rest.is_empty().then_some(step);
        let step = match name.as_str() {
            "tag" => word(&rest).and_then(|(at, rest)| {
                let (count, label) = word(&rest)?;
                Some(Self::Tag { word: at, count, label })
            }),
            "label" => word(&rest).map(|(word, label)| Self::Label(word, label)),
            "accept" => number(&rest).map(Self::Accept),
            "reject" => number(&rest).map(Self::Reject),
            "delete" => number(&rest).map(Self::Delete),
            "note" => word(&rest).map(|(word, text)| Self::Note(word, text)),
            "draft" => word(&rest).map(|(word, text)| Self::Draft(word, text)),
            "cancel" => bare(Self::Cancel),
            "undo" => bare(Self::Undo),
            "redo" => bare(Self::Redo),
            "save" => bare(Self::Save),
            "open" => (!rest.is_empty()).then(|| Self::Open(rest.clone())),
            "close" => bare(Self::Close),
            "discard" => bare(Self::Discard),
            "pause" => rest.parse().ok().map(Self::Pause),
            "kept" => bare(Self::Kept),
            "state" => bare(Self::State),
            "kill" => bare(Self::Kill),
            _ => None,
        };
        step.ok_or_else(|| match usage(&name) {
            Some(usage) => StepError::Usage { given: line.trim().to_owned(), usage },
            None => StepError::Unknown(name),
        })
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Tag { word, count, label } => write!(f, "tag {word} {count} {label}"),
            Self::Label(word, label) => write!(f, "label {word} {label}"),
            Self::Accept(word) => write!(f, "accept {word}"),
            Self::Reject(word) => write!(f, "reject {word}"),
            Self::Delete(word) => write!(f, "delete {word}"),
            Self::Note(word, text) => write!(f, "note {word} {text}"),
            Self::Draft(word, text) => write!(f, "draft {word} {text}"),
            Self::Cancel => f.write_str("cancel"),
            Self::Undo => f.write_str("undo"),
            Self::Redo => f.write_str("redo"),
            Self::Save => f.write_str("save"),
            Self::Open(file) => write!(f, "open {file}"),
            Self::Close => f.write_str("close"),
            Self::Discard => f.write_str("discard"),
            Self::Pause(ms) => write!(f, "pause {ms}"),
            Self::Kept => f.write_str("kept"),
            Self::State => f.write_str("state"),
            Self::Kill => f.write_str("kill"),
        }
    }
}

/// The steps of a script with the numbers of their lines. Empty lines and those that begin with `#` are none.
/// Fails with a sentence about the first line that is wrong.
pub(super) fn parse(script: &str) -> Result<Vec<(usize, Step)>, String> {
    let lines = script.lines().enumerate().map(|(at, line)| (at + 1, line.trim()));
    let lines = lines.filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
    lines.map(|(at, line)| Ok((at, line.parse().map_err(|error| in_line(at, &error))?))).collect()
}

/// A sentence about a line.
pub(super) fn in_line(line: usize, problem: &dyn fmt::Display) -> String {
    format!("line {line} of the script: {problem}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_is_read_as_it_is_written() {
        let script = "# a session\ntag 3 2 location\nlabel 3 faction\n\naccept 5\nreject 6\ndelete 3\nnote 3 انظر صفحة 2\n\
                      draft 4 a b\ncancel\nundo\nredo\nsave\nopen b c.txt\nclose\ndiscard\npause 250\nkept\nstate\nkill";
        let steps = parse(script).unwrap();
        let written: Vec<&str> = script.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
        assert_eq!(steps.iter().map(|(_, step)| step.to_string()).collect::<Vec<_>>(), written);
        assert_eq!(steps.len(), NAMES.len());
        assert_eq!((steps[0].0, steps[2].0), (2, 5), "empty lines and comments are counted");
    }

    #[test]
    fn an_error_says_the_line_and_the_cure() {
        for (line, says) in [
            ("tga 3 2 location", "the steps are tag, label"),
            ("tag 3 location", "tag WORD COUNT LABEL"),
            ("tag 0 1 location", "tag WORD COUNT LABEL"),
            ("accept", "such as: accept 3"),
            ("note 3", "note WORD TEXT"),
            ("pause long", "pause MILLISECONDS"),
            ("save now", "its name alone"),
            ("open", "open FILE"),
        ] {
            let error = parse(&format!("undo\n{line}\n")).unwrap_err();
            assert!(error.starts_with("line 2 of the script: ") && error.contains(says), "{line}: {error}");
        }
    }
}
