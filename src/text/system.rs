//! What the system says about a failure.

use std::io;

/// The system's message without its number, and without the name of a temporary file, which follows it.
pub(crate) fn system_message(error: &io::Error) -> String {
    let message = error.to_string();
    message.split(" (os error").next().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_temporary_files_are_left_out() {
        let error = io::Error::from_raw_os_error(5);
        assert!(error.to_string().contains("os error 5"));
        let beside = io::Error::other(format!("{error} at path \"/tmp/.x.tmp\""));
        assert_eq!(system_message(&error), system_message(&beside));
        assert!(!system_message(&error).is_empty() && !system_message(&error).contains('5'));
        assert_eq!(system_message(&io::Error::other("stopped")), "stopped");
    }
}
