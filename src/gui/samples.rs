//! The sample articles included in the program.

/// A sample article, written for this program.
pub(crate) struct Sample {
    /// Its file's name.
    pub(crate) file: &'static str,
    /// Its text.
    pub(crate) text: &'static str,
}

/// The samples, in the order of the start page.
pub(crate) const SAMPLES: [Sample; 3] = [
    Sample { file: "libya.txt", text: include_str!("../../assets/samples/libya.txt") },
    Sample { file: "syria-iraq.txt", text: include_str!("../../assets/samples/syria-iraq.txt") },
    Sample { file: "sudan.txt", text: include_str!("../../assets/samples/sudan.txt") },
];

impl Sample {
    /// The headline.
    pub(crate) fn title(&self) -> &'static str {
        self.text.lines().next().unwrap_or(self.file)
    }
}
