//! The program `hawashi`: the window when called with paths or nothing, else a subcommand.

fn main() {}
