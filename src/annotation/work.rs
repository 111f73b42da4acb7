//! How far the work on an article is, as a person says it: done, or put aside.
//!
//! Kept as attributes of the article, so that it is undone, saved, merged and exported like these: two people who work on
//! different articles of a folder never write into the same file. The attributes are allowed by every label set.

use super::attributes::{Attributes, Day, Value};

/// The attribute that says how far the work is.
const STATE: &str = "work_state";
/// The attribute that names who said so.
const BY: &str = "work_by";
/// The attribute with the day on which that was.
const ON: &str = "work_on";

/// What a person says about the work on an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WorkState {
    /// It is done, whatever is still undecided.
    Done,
    /// It waits for something.
    PutAside,
}

impl WorkState {
    const ALL: [Self; 2] = [Self::Done, Self::PutAside];

    /// What the value of the attribute says; `None` if nothing, or what this version does not know.
    pub fn of(value: Option<&Value>) -> Option<Self> {
        let Some(Value::Choice(name)) = value else { return None };
        Self::ALL.into_iter().find(|state| state.name() == name)
    }

    /// Its name in files.
    fn name(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::PutAside => "put_aside",
        }
    }
}

/// A person's word about the work on an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Work {
    /// How far it is.
    pub state: WorkState,
    /// Who said so; empty if the person gave no name.
    pub by: String,
    /// On which day; `None` if unknown.
    pub on: Option<Day>,
}

impl Work {
    /// Whether an attribute says how far the work is.
    pub fn is_state(attribute: &str) -> bool {
        attribute == STATE
    }

    /// What is said in the attributes of an article; `None` if nothing is, or what this version does not know.
    pub fn of(attributes: &Attributes) -> Option<Self> {
        let state = WorkState::of(attributes.get(STATE))?;
        let by = match attributes.get(BY) {
            Some(Value::Text(by)) => by.clone(),
            _ => String::new(),
        };
        let on = match attributes.get(ON) {
            Some(Value::Date(day)) => Some(*day),
            _ => None,
        };
        Some(Self { state, by, on })
    }

    /// The attributes that say this; all without a value for `None`.
    pub(crate) fn values(work: Option<&Self>) -> [(&'static str, Option<Value>); 3] {
        let by = work.filter(|work| !work.by.is_empty()).map(|work| Value::Text(work.by.clone()));
        [
            (STATE, work.map(|work| Value::Choice(work.state.name().to_owned()))),
            (BY, by),
            (ON, work.and_then(|work| work.on).map(Value::Date)),
        ]
    }

    /// The key of the message that names one of these attributes.
    pub fn message_key(name: &str) -> Option<&'static str> {
        match name {
            STATE => Some("attribute-work-state"),
            BY => Some("attribute-work-by"),
            ON => Some("attribute-work-on"),
            _ => None,
        }
    }

    /// Whether an attribute of an article is one of these, with a value that fits.
    pub(crate) fn is_said(name: &str, value: &Value) -> bool {
        match value {
            Value::Choice(state) => name == STATE && WorkState::ALL.iter().any(|known| known.name() == state),
            Value::Text(_) => name == BY,
            Value::Date(_) => name == ON,
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_of_the_work_is_read_as_it_was_set() {
        for state in WorkState::ALL {
            for (by, on) in [("هالة", Day::parse("2026-11-28")), ("", None)] {
                let work = Work { state, by: by.to_owned(), on };
                let mut attributes = Attributes::default();
                for (name, value) in Work::values(Some(&work)) {
                    assert!(value.as_ref().is_none_or(|value| Work::is_said(name, value)), "{name}");
                    attributes.set(name, value);
                }
                assert_eq!(Work::of(&attributes), Some(work));
                for (name, value) in Work::values(None) {
                    attributes.set(name, value);
                }
                assert!(attributes.is_empty());
            }
        }
        let unknown = Value::Choice("paused".to_owned());
        assert!(!Work::is_said(STATE, &unknown));
        assert_eq!(Work::of(&[(STATE.to_owned(), unknown)].into_iter().collect()), None);
    }
}
