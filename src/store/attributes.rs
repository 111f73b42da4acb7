//! Extended attributes of files: tags of desktops, and access lists, which Linux keeps as such, too.

use std::fs::File;
use std::io;
use std::path::Path;

/// Attributes whose loss a person would notice. Those of the system's security depend on where a file is, and most are
/// its own to set.
#[cfg(target_os = "linux")]
fn is_the_persons(name: &[u8]) -> bool {
    name.starts_with(b"user.") || name.starts_with(b"system.posix_acl_")
}

#[cfg(target_os = "macos")]
fn is_the_persons(_: &[u8]) -> bool {
    true
}

/// Gives a file the extended attributes of another one. Returns false if the system does not allow one that a person
/// would miss.
#[cfg(any(target_os = "linux", target_os = "macos"))]
pub(super) fn take_over(file: &File, former: &Path) -> io::Result<bool> {
    use rustix::fs::{XattrFlags, fsetxattr, getxattr, getxattr_query, listxattr, listxattr_query};
    use rustix::io::Errno;

    let mut names = match listxattr_query(former) {
        // The drive has none.
        Err(Errno::NOTSUP | Errno::NOSYS) => return Ok(true),
        len => vec![0; len?],
    };
    // Where another program adds one meanwhile, it is told as one that cannot be kept.
    let len = listxattr(former, names.as_mut_slice())?;
    names.truncate(len);
    let mut is_all = true;
    for name in names.split(|byte| *byte == 0).filter(|name| !name.is_empty()) {
        let mut value = vec![0; getxattr_query(former, name).unwrap_or_default()];
        let set = getxattr(former, name, value.as_mut_slice())
            .and_then(|len| fsetxattr(file, name, &value[..len.min(value.len())], XattrFlags::empty()));
        is_all &= set.is_ok() || !is_the_persons(name);
    }
    Ok(is_all)
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
pub(super) fn take_over(_: &File, _: &Path) -> io::Result<bool> {
    Ok(true)
}
