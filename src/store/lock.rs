//! Who has an article open: lock files by which windows know of each other. Nothing is ever refused because of one: two
//! windows may work on one article.
//!
//! A lock lies in the program's own data folder as long as an article is open: the person's other windows find it there,
//! and nothing is written beside articles that are only read. Where others can write, too (a drive of a network, a folder
//! of a group), a second one lies beside the annotation file, hidden, as soon as a window works on that: other machines and
//! persons find it there. Both go when the article is closed.
//!
//! Locks are held by the system (`File::try_lock`), which gives back those of a dead process. Other machines may not see
//! that: theirs count as long as they have given a sign of life within a day, and how old that is can be said.

use std::fs::{self, File, TryLockError};
use std::io::{self, Read as _, Seek as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::bytes::open_file;
use super::disk::{Disk as _, RealDisk};
use super::save::folder_of;

/// How often a lock gives a sign of life to other machines.
pub const SIGN_OF_LIFE: Duration = Duration::from_mins(1);
/// A sign of life older than this is worth a word.
const QUIET: Duration = Duration::from_mins(3);
/// The lock of another machine without a sign of life for this long is left over.
const LEFT_OVER: Duration = Duration::from_hours(24);
/// The longest lock file that is read, in bytes.
const LONGEST: u64 = 4096;
/// How often a lock is tried for that others take away and make anew meanwhile.
const TRIES: usize = 8;

/// Who has an article open.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Holder {
    /// The person.
    pub name: String,
    /// The machine's name.
    pub machine: String,
    /// What tells it from others of that name.
    machine_id: String,
    /// The number of the process there.
    process: u32,
    /// Since when: RFC 3339.
    since: String,
}

impl Holder {
    /// This process, from now on.
    pub fn this(name: &str) -> Self {
        let (machine, machine_id) = (machine_name(), machine_id());
        let since = Timestamp::now().to_string();
        Self { name: name.to_owned(), machine, machine_id, process: std::process::id(), since }
    }

    /// Since when.
    pub fn since(&self) -> Option<SystemTime> {
        self.since.parse::<Timestamp>().ok().map(SystemTime::from)
    }

    /// Whether both are on one machine.
    pub fn is_on_machine_of(&self, other: &Self) -> bool {
        (&self.machine, &self.machine_id) == (&other.machine, &other.machine_id)
    }

    /// Whether its process lives, if it is of this machine.
    fn is_alive(&self) -> bool {
        #[cfg(unix)]
        {
            use rustix::process::{Pid, test_kill_process};
            let process = i32::try_from(self.process).ok().and_then(Pid::from_raw);
            // One of another person may not be asked, but it lives.
            process.is_some_and(|process| test_kill_process(process) != Err(rustix::io::Errno::SRCH))
        }
        #[cfg(not(unix))]
        false
    }

    /// What a lock file says; nothing of one that is just being written.
    fn read(file: &mut File) -> Self {
        let mut text = String::new();
        let read = file.rewind().and_then(|()| file.take(LONGEST).read_to_string(&mut text));
        let holder: Self = read.ok().and_then(|_| ron::from_str(&text).ok()).unwrap_or_default();
        // Anybody may have written it.
        let plain = |text: &str| text.chars().filter(|c| !c.is_control()).take(80).collect();
        Self { name: plain(&holder.name), machine: plain(&holder.machine), ..holder }
    }
}

/// Somebody else who has an article open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Other {
    /// Who.
    pub holder: Holder,
    /// Whether that is on this machine.
    pub is_here: bool,
    /// When there was a sign of life last, if that is a while ago.
    pub quiet_since: Option<SystemTime>,
}

/// The locks of an article that a window has open. They go with it.
#[derive(Debug)]
pub struct Lock {
    this: Holder,
    annotations: PathBuf,
    here: PathBuf,
    beside: PathBuf,
    held_here: Option<Held>,
    held_beside: Option<Held>,
}

impl Lock {
    /// The locks of an annotation file, one of them in this folder. Nothing is locked yet.
    pub fn new(folder: &Path, annotations: &Path, this: Holder) -> Self {
        let inside = folder_of(annotations);
        let inside = inside.canonicalize().unwrap_or(inside);
        let name = annotations.file_name().unwrap_or_default();
        let hash = hash_of(inside.join(name).as_os_str().as_encoded_bytes());
        let mut hidden = std::ffi::OsString::from(".");
        hidden.push(name);
        hidden.push(".lock");
        let (here, beside) = (folder.join(format!("{hash}.lock")), inside.join(hidden));
        Self { this, annotations: annotations.to_owned(), here, beside, held_here: None, held_beside: None }
    }

    /// Takes the locks that are free, and returns who has the others. The one beside the annotation file is only taken for
    /// work on it, and where others can write.
    pub fn look(&mut self, is_worked_on: bool) -> Option<Other> {
        let here = hold(&mut self.held_here, &self.here, FOR_ONESELF, &self.this);
        if let Some(held) = self.held_beside.take_if(|held| held.is_there()) {
            held.give_sign_of_life();
            self.held_beside = Some(held);
            return here;
        }
        let beside = other_in(&self.beside, &self.this);
        if beside.is_none() && is_worked_on && is_shared(&folder_of(&self.beside)) {
            return here.or(hold(&mut self.held_beside, &self.beside, mode_like(&self.annotations), &self.this));
        }
        here.or(beside)
    }

    /// Whether a lock lies beside the annotation file, which is to give signs of life.
    pub fn is_beside(&self) -> bool {
        self.held_beside.is_some()
    }

    /// Gives the locks back, for a process that ends without dropping them.
    pub fn release(&mut self) {
        (self.held_here, self.held_beside) = (None, None);
    }
}

/// Holds a lock, or returns who does; a new one has this mode. Where none can be made, nobody is told.
fn hold(held: &mut Option<Held>, path: &Path, mode: u32, this: &Holder) -> Option<Other> {
    if held.as_ref().is_some_and(Held::is_there) {
        return None;
    }
    for _ in 0..TRIES {
        let mut file = open_or_create(path, mode).ok()?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Some(other(Holder::read(&mut file), this, None)),
            // A drive without locks.
            Err(TryLockError::Error(_)) => {
                let holder = Holder::read(&mut file);
                if holder.process != this.process && holder.is_on_machine_of(this) && holder.is_alive() {
                    return Some(other(holder, this, None));
                }
            }
        }
        let new = Held { path: path.to_owned(), file, text: ron::to_string(this).unwrap_or_default() };
        // Whoever had it may have taken it away just now.
        if new.is_there() {
            new.give_sign_of_life();
            *held = Some(new);
            return None;
        }
        new.forget();
    }
    None
}

/// Who has made a lock beside an annotation file, if that one may still be there.
fn other_in(path: &Path, this: &Holder) -> Option<Other> {
    let (mut file, metadata) = open_file(path).ok()?;
    let locked = file.try_lock_shared();
    let holder = Holder::read(&mut file);
    if matches!(locked, Err(TryLockError::WouldBlock)) {
        return Some(other(holder, this, None));
    }
    if holder.is_on_machine_of(this) {
        let is_alive = locked.is_err() && holder.process != this.process && holder.is_alive();
        return is_alive.then(|| other(holder, this, None));
    }
    // Nobody is there who could be asked.
    let sign = metadata.modified().ok()?;
    let age = SystemTime::now().duration_since(sign).unwrap_or_default();
    (age < LEFT_OVER).then(|| other(holder, this, (age > QUIET).then_some(sign)))
}

fn other(holder: Holder, this: &Holder, quiet_since: Option<SystemTime>) -> Other {
    let is_here = holder.is_on_machine_of(this);
    Other { holder, is_here, quiet_since }
}

/// A lock that this process holds.
#[derive(Debug)]
struct Held {
    path: PathBuf,
    file: File,
    text: String,
}

impl Held {
    /// Whether the file is still there: others take away what seems to be left over.
    fn is_there(&self) -> bool {
        #[cfg(unix)]
        {
            use std::os::unix::fs::MetadataExt as _;
            let node = |metadata: fs::Metadata| (metadata.dev(), metadata.ino());
            let own = self.file.metadata().map(node).ok();
            own.is_some() && own == fs::symlink_metadata(&self.path).map(node).ok()
        }
        #[cfg(not(unix))]
        self.path.exists()
    }

    /// Others see by the file's time that somebody is there.
    fn give_sign_of_life(&self) {
        let mut file = &self.file;
        let written = file.set_len(0).and_then(|()| file.rewind()).and_then(|()| file.write_all(self.text.as_bytes()));
        // Where it cannot be written, the system's lock says as much on this machine.
        drop(written);
    }

    /// Lets go of a file that is not this lock any more.
    fn forget(mut self) {
        self.path = PathBuf::new();
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        if self.is_there() {
            // Where it stays, nobody takes it for that of a living process.
            drop(fs::remove_file(&self.path));
        }
    }
}

/// Opens a lock file, whoever has made it; a link or a device under its name is left alone.
fn open_or_create(path: &Path, mode: u32) -> io::Result<File> {
    if let Ok(metadata) = fs::symlink_metadata(path)
        && !metadata.is_file()
    {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    RealDisk.create_folder(&folder_of(path))?;
    let mut options = File::options();
    options.read(true).write(true).create(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _};

        use rustix::fs::OFlags;

        options.mode(mode).custom_flags((OFlags::NONBLOCK | OFlags::NOFOLLOW).bits().cast_signed());
        // The system takes away from a new file what its person does not give to others usually.
        if let Ok(file) = options.clone().create_new(true).open(path) {
            // Drives without permissions have none to give.
            drop(file.set_permissions(fs::Permissions::from_mode(mode)));
            return Ok(file);
        }
    }
    #[cfg(not(unix))]
    let _ = mode;
    options.open(path)
}

/// The mode of a lock that is the person's own affair.
const FOR_ONESELF: u32 = 0o600;

/// The mode of a lock that whoever may read the annotation file may read, too, and whoever may write that may take over.
fn mode_like(annotations: &Path) -> u32 {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt as _;
        fs::metadata(annotations).map_or(0o644, |file| file.mode() & 0o666 | FOR_ONESELF)
    }
    #[cfg(not(unix))]
    {
        let _ = annotations;
        FOR_ONESELF
    }
}

/// Whether others can write in a folder: other persons, or other machines.
fn is_shared(folder: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt as _;
        let Ok(metadata) = fs::metadata(folder) else { return false };
        let is_own = metadata.uid() == rustix::process::getuid().as_raw();
        !is_own || metadata.mode() & 0o022 != 0 || is_of_network(folder)
    }
    #[cfg(not(unix))]
    {
        let _ = folder;
        true
    }
}

/// Whether a folder lies on a drive that other machines may have, too: NFS, SMB, CIFS, AFS, Coda, 9P, Ceph, Lustre, GFS,
/// OCFS, and everything that goes through FUSE.
#[cfg(any(target_os = "linux", target_os = "android"))]
fn is_of_network(folder: &Path) -> bool {
    const KINDS: [u32; 13] = [
        0x6969,
        0x517b,
        0xfe53_4d42,
        0xff53_4d42,
        0x5346_414f,
        0x6b41_4653,
        0x7375_7245,
        0x0102_1997,
        0x00c3_6400,
        0x0bd0_0bd0,
        0x0116_1970,
        0x7461_636f,
        0x6573_5546,
    ];
    // The kind is a number of 32 bits, which some systems give with a sign.
    rustix::fs::statfs(folder).is_ok_and(|drive| KINDS.contains(&(drive.f_type as u32)))
}

#[cfg(all(unix, not(any(target_os = "linux", target_os = "android"))))]
fn is_of_network(_: &Path) -> bool {
    // Which drives are cannot be told: a lock too many does no harm.
    true
}

fn machine_name() -> String {
    let read = |path: &str| fs::read_to_string(path).ok();
    let told = read("/proc/sys/kernel/hostname").or_else(|| read("/etc/hostname"));
    let told = told.or_else(|| std::env::var("COMPUTERNAME").or_else(|_| std::env::var("HOSTNAME")).ok());
    told.unwrap_or_default().trim().to_owned()
}

/// The machine's number as a hash, which others do not need to know.
fn machine_id() -> String {
    let Ok(number) = fs::read_to_string("/etc/machine-id") else { return String::new() };
    hash_of(format!("hawashi {}", number.trim()).as_bytes())
}

/// The first half of a hash, in hexadecimal digits.
fn hash_of(bytes: &[u8]) -> String {
    let hash: [u8; 32] = Sha256::digest(bytes).into();
    format!("{:032x}", hash.first_chunk().copied().map(u128::from_be_bytes).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder for locks, and an annotation file in a folder of its own.
    fn places() -> (tempfile::TempDir, PathBuf, PathBuf) {
        let folder = tempfile::tempdir().expect("a folder");
        let articles = folder.path().join("articles");
        fs::create_dir(&articles).expect("made");
        (folder, articles.join("a.hawashi.ron"), articles.join(".a.hawashi.ron.lock"))
    }

    fn lock(folder: &tempfile::TempDir, annotations: &Path, name: &str) -> Lock {
        Lock::new(&folder.path().join("locks"), annotations, Holder::this(name))
    }

    #[cfg(unix)]
    fn set_mode(path: &Path, mode: u32) {
        use std::os::unix::fs::PermissionsExt as _;
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("set");
    }

    #[cfg(unix)]
    fn mode_of(path: &Path) -> u32 {
        use std::os::unix::fs::PermissionsExt as _;
        fs::metadata(path).expect("there").permissions().mode() & 0o777
    }

    #[test]
    fn the_second_is_told_who_has_it_until_that_one_is_gone() {
        let (folder, annotations, beside) = places();
        let (mut first, mut second) = (lock(&folder, &annotations, "سارة"), lock(&folder, &annotations, "Omar"));
        assert_eq!(first.look(true), None);
        let other = second.look(true).expect("somebody has it");
        assert_eq!((other.holder.name.as_str(), other.is_here, other.quiet_since), ("سارة", true, None));
        assert!(other.holder.since().is_some_and(|since| since <= SystemTime::now()));
        assert_eq!(first.look(true), None, "who was there first is not told again and again");
        drop(first);
        assert_eq!(second.look(true), None);
        drop(second);
        assert!(!beside.exists(), "in a folder of one's own nothing lies beside");
        assert_eq!(fs::read_dir(folder.path().join("locks")).expect("a folder").count(), 0, "all of it is gone");
    }

    #[cfg(unix)]
    #[test]
    fn beside_a_file_there_is_a_lock_only_where_others_write_and_while_one_works() {
        let (folder, annotations, beside) = places();
        set_mode(beside.parent().expect("a folder"), 0o775);
        let mut first = lock(&folder, &annotations, "سارة");
        assert_eq!(first.look(false), None);
        assert!(!beside.exists(), "reading leaves nothing");
        assert_eq!(first.look(true), None);
        assert!(beside.exists() && first.is_beside());
        assert_eq!(mode_of(&beside), 0o644, "whoever may open the article can be told");
        // Another person has another folder for data.
        let mut second = Lock::new(&folder.path().join("other"), &annotations, Holder::this("Omar"));
        assert_eq!(second.look(true).map(|other| other.holder.name).as_deref(), Some("سارة"));
        first.release();
        assert!(!beside.exists());
        assert_eq!(second.look(true), None);
        assert!(second.is_beside());
    }

    #[cfg(unix)]
    #[test]
    fn whoever_may_read_the_annotations_may_read_who_works_on_them() {
        let (folder, annotations, beside) = places();
        set_mode(beside.parent().expect("a folder"), 0o777);
        fs::write(&annotations, "").expect("written");
        for mode in [0o644, 0o664, 0o640, 0o600, 0o666] {
            set_mode(&annotations, mode);
            let mut lock = lock(&folder, &annotations, "سارة");
            assert_eq!(lock.look(true), None);
            assert_eq!((mode_of(&beside), mode_of(&lock.here)), (mode, 0o600));
        }
    }

    #[test]
    fn what_a_dead_process_has_left_is_taken_over() {
        let (folder, annotations, beside) = places();
        let this = Holder::this("سارة");
        // The number of a process that lives proves nothing: numbers are used again.
        let dead = Holder { process: 1, ..this.clone() };
        let mut first = lock(&folder, &annotations, "Omar");
        fs::create_dir(folder.path().join("locks")).expect("made");
        for path in [first.here.clone(), beside] {
            fs::write(path, ron::to_string(&dead).expect("text")).expect("written");
        }
        assert_eq!(first.look(true), None);
    }

    #[test]
    fn of_another_machine_the_age_tells() {
        let (folder, annotations, beside) = places();
        let there = Holder { machine: "مكتبة".into(), machine_id: "other".into(), ..Holder::this("سارة") };
        for (age, is_there, is_quiet) in
            [(Duration::ZERO, true, false), (QUIET * 2, true, true), (LEFT_OVER * 2, false, false)]
        {
            fs::write(&beside, ron::to_string(&there).expect("text")).expect("written");
            let file = File::options().append(true).open(&beside).expect("opened");
            file.set_modified(SystemTime::now() - age).expect("a time");
            let other = lock(&folder, &annotations, "Omar").look(false);
            assert_eq!(other.is_some(), is_there, "{age:?}");
            assert!(beside.exists(), "who reads takes nothing away");
            if let Some(other) = other {
                assert_eq!((other.holder.machine.as_str(), other.is_here), ("مكتبة", false));
                assert_eq!(other.quiet_since.is_some(), is_quiet, "{age:?}");
            }
        }
    }

    #[cfg(unix)]
    #[test]
    fn what_is_no_lock_is_left_alone() {
        use std::os::unix::fs::symlink;
        let (folder, annotations, beside) = places();
        set_mode(beside.parent().expect("a folder"), 0o777);
        let victim = folder.path().join("victim");
        fs::write(&victim, "precious").expect("written");
        symlink(&victim, &beside).expect("a link");
        drop(lock(&folder, &annotations, "سارة").look(true));
        assert_eq!(fs::read_to_string(&victim).expect("read"), "precious");
        fs::remove_file(&beside).expect("removed");
        assert!(std::process::Command::new("mkfifo").arg(&beside).status().expect("mkfifo").success());
        assert_eq!(lock(&folder, &annotations, "سارة").look(true), None);
        fs::remove_file(&beside).expect("removed");
        fs::write(&beside, "\u{1}".repeat(1 << 20)).expect("written");
        let other = lock(&folder, &annotations, "سارة").look(false);
        assert!(other.is_none_or(|other| other.holder.name.is_empty()));
    }
}
