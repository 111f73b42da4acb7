//! What a mention can be of: the detector's two kinds, and a person's labels as numbers, so that a candidate stays small.

use std::sync::{Mutex, PoisonError};

/// What kind of thing a mention names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A place.
    Location,
    /// An organised actor in a conflict or a struggle for power.
    Faction,
    /// What a label of the person's own stands for; found only by what their tags teach.
    User(UserLabel),
}

impl Kind {
    /// Both kinds that the detector knows by itself, in the order of the legend.
    pub const ALL: [Self; 2] = [Self::Location, Self::Faction];

    /// The name used in files and on the command line; also the id of the label it suggests.
    pub fn name(self) -> &'static str {
        match self {
            Self::Location => "location",
            Self::Faction => "faction",
            Self::User(label) => label.name(),
        }
    }
}

/// The name of a label that is neither of the detector's two: `weapon`. Small, and the same number
/// for the same name as long as the program runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UserLabel(u16);

/// The names given so far. They are few, as labels are, and stay: numbers outlive sessions.
static NAMES: Mutex<Vec<&'static str>> = Mutex::new(Vec::new());

impl UserLabel {
    /// The number of a name; `None` when there are more than anyone makes.
    pub fn of(name: &str) -> Option<Self> {
        let mut names = NAMES.lock().unwrap_or_else(PoisonError::into_inner);
        let number = match names.iter().position(|known| *known == name) {
            Some(number) => number,
            None => {
                let number = names.len();
                u16::try_from(number).ok()?;
                names.push(Box::leak(name.into()));
                number
            }
        };
        u16::try_from(number).ok().map(Self)
    }

    /// The name.
    pub fn name(self) -> &'static str {
        let names = NAMES.lock().unwrap_or_else(PoisonError::into_inner);
        names.get(usize::from(self.0)).copied().unwrap_or_default()
    }
}
