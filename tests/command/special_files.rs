//! The command line among pipes, devices, links and names that nobody meant well.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test may panic and touch files")]

use std::fs::{self, File, Permissions};
use std::io::Write as _;
use std::os::unix::fs::{FileTypeExt as _, PermissionsExt as _, symlink};
use std::os::unix::net::UnixListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::support::needs::skip_without;

const NEWS: &str = "قال مسؤول في بغداد إن العراق سيعيد فتح معبر مع سوريا.\n";
/// How long a command may take before it counts as blocked.
const PATIENCE: Duration = Duration::from_mins(2);

fn hawashi(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hawashi"));
    command.current_dir(folder).env("HAWASHI_CONFIG_DIR", folder.join("config")).env_remove("DISPLAY");
    command.env_remove("WAYLAND_DISPLAY").stdin(Stdio::null());
    command
}

/// Exit code, standard output, standard error; panics if the command does not end.
fn told(command: &mut Command) -> (i32, String, String) {
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let begun = Instant::now();
    // These outputs fit into a pipe.
    while child.try_wait().unwrap().is_none() {
        if begun.elapsed() > PATIENCE {
            child.kill().unwrap();
            panic!("{command:?} is blocked");
        }
        sleep(Duration::from_millis(20));
    }
    let Output { status, stdout, stderr } = child.wait_with_output().unwrap();
    (status.code().unwrap(), String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
}

fn run(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    told(hawashi(folder).args(arguments))
}

/// A folder with an article and its annotations.
fn annotated() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), NEWS).unwrap();
    let start = NEWS.find("بغداد").unwrap();
    let ron = format!(
        "(version: 1, article: (file: \"a.txt\"), labels: [], annotations: [(id: \"one\", span: ({start}, {}), \
         label: \"location\", quote: \"بغداد\", status: Accepted)])",
        start + "بغداد".len()
    );
    fs::write(folder.path().join("a.hawashi.ron"), ron).unwrap();
    folder
}

fn pipe(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

#[test]
fn outputs_never_replace_what_is_no_file() {
    let folder = annotated();
    let at = |name: &str| folder.path().join(name);
    pipe(&at("pipe"));
    let _socket = UnixListener::bind(at("socket")).unwrap();
    symlink("/dev/null", at("device.png")).unwrap();
    symlink("pipe", at("pipe.png")).unwrap();
    symlink("device.png", at("twice.png")).unwrap();
    let kinds = || {
        ["pipe", "socket", "device.png", "pipe.png", "twice.png"].map(|name| {
            let (link, file) = (fs::symlink_metadata(at(name)).unwrap(), fs::metadata(at(name)).unwrap());
            (link.file_type(), file.file_type().is_fifo(), file.file_type().is_char_device())
        })
    };
    let before = kinds();
    for out in ["pipe", "socket", "device.png", "pipe.png", "twice.png", "/dev/null"] {
        for force in [&["--force"][..], &[]] {
            let export = ["export", "a.txt", "--to", "csv", "--out", out];
            let (code, _, err) = run(folder.path(), &[&export, force].concat());
            assert_eq!(code, 2, "{out}: {err}");
            assert!(err.contains(&format!("{out} is a device, a pipe or a socket; choose a file")), "{err}");
        }
    }
    for out in ["device.png", "pipe.png", "twice.png"] {
        let (code, _, err) = run(folder.path(), &["render", "a.txt", "--out", out, "--force"]);
        assert_eq!(code, 2, "{out}: {err}");
        assert!(err.contains("is a device, a pipe or a socket"), "{err}");
    }
    // The name of an export into a folder.
    fs::create_dir(at("out")).unwrap();
    symlink("/dev/null", at("out/a.csv")).unwrap();
    let (code, _, err) = run(folder.path(), &["export", "a.txt", "--to", "csv", "--out", "out", "--force"]);
    assert_eq!(code, 2, "{err}");
    assert_eq!(kinds(), before);
    assert!(fs::symlink_metadata(at("out/a.csv")).unwrap().is_symlink());
}

#[test]
fn outputs_never_replace_an_input_by_any_of_its_names() {
    let folder = annotated();
    let at = |name: &str| folder.path().join(name);
    fs::hard_link(at("a.txt"), at("hard.csv")).unwrap();
    fs::hard_link(at("a.txt"), at("hard.png")).unwrap();
    fs::hard_link(at("a.hawashi.ron"), at("hard.ron")).unwrap();
    symlink("a.txt", at("link.png")).unwrap();
    symlink("link.png", at("twice.csv")).unwrap();
    fs::create_dir(at("in")).unwrap();
    fs::write(at("names.csv"), "name,kind\nسرت,location\n").unwrap();
    fs::write(at("gold.conll"), "بغداد\tB-LOC\n").unwrap();
    let copy = fs::read_to_string(at("a.hawashi.ron")).unwrap().replace("a.txt", "gold.conll");
    fs::write(at("copy.ron"), copy).unwrap();
    let absolute = at("a.txt").to_str().unwrap().to_owned();
    let files = ["a.txt", "a.hawashi.ron", "names.csv", "gold.conll"];
    let read = || files.map(|file| fs::read(at(file)).unwrap());
    let before = read();
    for command in [
        &["export", "a.txt", "--to", "csv", "--out", "hard.csv"][..],
        &["export", "a.txt", "--to", "csv", "--out", "twice.csv"],
        &["export", "a.txt", "--to", "csv", "--out", "in/../a.txt"],
        &["export", "a.txt", "--to", "csv", "--out", &absolute],
        &["export", "a.hawashi.ron", "--to", "ron", "--out", "hard.ron"],
        &["export", "a.hawashi.ron", "--to", "csv", "--out", "hard.csv"],
        &["export", "a.txt", "--to", "csv", "--lexicon", "names.csv", "--out", "./names.csv"],
        &["render", "a.txt", "--out", "hard.png"],
        &["render", "a.hawashi.ron", "--out", "link.png"],
        &["render", "a.hawashi.ron", "--out", "hard.ron"],
        &["train", "gold.conll", "--out", "in/../gold.conll"],
        // The article that a file names is read with it.
        &["train", "a.hawashi.ron", "--out", "a.txt"],
        &["train", "gold.conll", "--also", "a.hawashi.ron", "--out", "twice.csv"],
        &["train", "a.hawashi.ron", "--out", "hard.csv"],
        &["merge", "gone.ron", "a.hawashi.ron", "a.hawashi.ron", "--out", "a.txt"],
        &["merge", "a.hawashi.ron", "gone.ron", "gone.ron", "--out", "hard.csv"],
        &["merge", "gone.ron", "a.hawashi.ron", "copy.ron", "--out", "gold.conll"],
        &["import", "gold.conll", "--from", "conll", "--out", "in/new.ron", "--report", "gold.conll"],
        &["import", "gold.conll", "--from", "conll", "--article", "a.txt", "--out", "in/n.ron", "--report", "a.txt"],
    ] {
        let (code, _, err) = run(folder.path(), &[command, &["--force"]].concat());
        assert_eq!(code, 2, "{command:?}: {err}");
        assert!(err.contains("is read here and stays as it is; choose another --out"), "{command:?}: {err}");
        assert!(read() == before, "{command:?}");
    }
}

#[test]
fn what_is_no_file_is_named_wherever_it_is_read() {
    let folder = annotated();
    let at = |name: &str| folder.path().join(name);
    for name in ["p.txt", "p.ron", "p.csv", "p.model", "p.hawashi.model", "p.conll", "b.hawashi.ron"] {
        pipe(&at(name));
    }
    fs::write(at("b.txt"), NEWS).unwrap();
    symlink("/dev/zero", at("zero.txt")).unwrap();
    symlink("/dev/tty", at("tty.ron")).unwrap();
    let _socket = UnixListener::bind(at("s.txt")).unwrap();
    for (arguments, name) in [
        (&["detect", "p.txt"][..], "p.txt"),
        (&["detect", "s.txt"], "s.txt"),
        (&["detect", "zero.txt"], "zero.txt"),
        (&["detect", "/dev/zero"], "/dev/zero"),
        (&["detect", "p.ron"], "p.ron"),
        (&["detect", "tty.ron"], "tty.ron"),
        (&["detect", "a.txt", "--lexicon", "p.csv"], "p.csv"),
        (&["detect", "a.txt", "--lexicon", "p.ron"], "p.ron"),
        (&["detect", "a.txt", "--model", "p.model"], "p.model"),
        (&["detect", "a.txt", "--model", "p.hawashi.model"], "p.hawashi.model"),
        (&["evaluate", "p.conll"], "p.conll"),
        (&["render", "p.txt", "--out", "x.png"], "p.txt"),
        (&["export", "b.txt", "--to", "csv"], "b.hawashi.ron"),
        (&["p.txt"], "p.txt"),
        (&["/dev/zero"], "/dev/zero"),
    ] {
        let (code, out, err) = run(folder.path(), arguments);
        assert_eq!((code, out.as_str()), (2, ""), "{arguments:?}: {err}");
        assert!(
            err.contains(&format!("{name} is a device, a pipe or a socket; choose a file")),
            "{arguments:?}: {err}"
        );
        assert_eq!(err.lines().count(), 1, "{err}");
    }
    // In a folder, the others are done.
    let (code, out, err) = run(folder.path(), &["detect", "--format", "jsonl", "."]);
    assert_eq!((code, out.lines().count(), err.lines().count()), (2, 2, 3), "{err}");
}

#[test]
fn a_hole_of_gigabytes_is_not_read() {
    let folder = tempfile::tempdir().unwrap();
    let hole = |name: &str, beginning: &str| {
        let mut file = File::create(folder.path().join(name)).unwrap();
        file.write_all(beginning.as_bytes()).unwrap();
        file.set_len(3 << 30).unwrap();
    };
    hole("a.txt", "");
    hole("b.txt", NEWS);
    hole("c.ron", "");
    hole("names.csv", "name,kind\nسرت,place\n");
    hole("names.ron", "[");
    hole("names.txt", "1\t");
    hole("names.model", "hawashi\u{4}");
    hole("script", "wait\n");
    fs::write(folder.path().join("news.txt"), NEWS).unwrap();
    fs::write(folder.path().join("gold.conll"), "بغداد\tB-LOC\n").unwrap();
    for (arguments, said) in [
        ("detect --jobs 1 a.txt", "this is not a text file"),
        ("detect --jobs 1 b.txt", "this is not a text file"),
        ("detect --jobs 1 c.ron", "holds no text"),
        ("detect news.txt --model names.model", "names.model: this is no model"),
        ("evaluate gold.conll --model names.model", "names.model: this is no model"),
        ("detect news.txt --lexicon names.csv", "names.csv"),
        ("detect news.txt --lexicon names.ron", "names.ron"),
        ("detect news.txt --lexicon names.txt", "names.txt"),
        ("export news.txt --to csv --lexicon names.csv", "names.csv"),
        ("debug session news.txt script", "a script of more than 16 MiB is not read"),
    ] {
        // In less memory than the hole is long.
        let command = format!("ulimit -v 2500000; exec {} {arguments}", env!("CARGO_BIN_EXE_hawashi"));
        let (code, _, err) = told(Command::new("sh").args(["-c", &command]).current_dir(folder.path()));
        assert_eq!(code, 2, "{arguments}: {err}");
        assert!(err.contains(said), "{arguments}: {err}");
    }
}

#[test]
fn endless_zeros_on_standard_input_are_no_text() {
    let folder = tempfile::tempdir().unwrap();
    for arguments in ["detect", "detect --format json", "export --to csv", "debug layout --width 500"] {
        let program = env!("CARGO_BIN_EXE_hawashi");
        let command = format!("ulimit -v 2500000; exec {program} {arguments} - < /dev/zero");
        let (code, _, err) = told(Command::new("sh").args(["-c", &command]).current_dir(folder.path()));
        assert_eq!(code, 2, "{arguments}: {err}");
        assert!(err.contains("-: this is not a text file"), "{arguments}: {err}");
    }
}

#[test]
fn names_of_files_do_not_steer_the_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let names =
        ["red\u{1b}[31m.txt", "line\nhawashi: done.txt", "\u{202e}txt.exe.txt", "\u{9b}2J.txt", "سرت\u{2067}.txt"];
    for name in names {
        fs::write(folder.path().join(name), NEWS).unwrap();
        let gone = format!("gone-{name}");
        for arguments in [
            &["detect", name][..],
            &["detect", "--format", "json", name],
            &["detect", "--format", "jsonl", name],
            &["detect", &gone],
            &["export", name, "--to", "csv", "--out", &gone],
            &["render", name, "--out", &gone],
            &["detect", "--format", name, "x"],
            &[&gone],
            &["export", "--to", &gone],
        ] {
            let (_, out, err) = run(folder.path(), arguments);
            let is_raw =
                |c: char| c != '\n' && c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
            assert!(!out.contains(is_raw) && !err.contains(is_raw), "{arguments:?}: {out:?} {err:?}");
            assert!(!format!("{out}{err}").lines().any(|line| line.starts_with("hawashi: done")), "{out} {err}");
        }
        // Programs read the name as it is.
        for (format, at) in [("json", "/0/path"), ("jsonl", "/path")] {
            let (code, out, err) = run(folder.path(), &["detect", "--format", format, name]);
            assert_eq!(code, 0, "{err}");
            let value: serde_json::Value = serde_json::from_str(&out).unwrap();
            assert_eq!(value.pointer(at).and_then(|path| path.as_str()), Some(name));
        }
    }
}

#[test]
fn names_that_name_nothing_open_no_window() {
    let folder = annotated();
    for (arguments, message) in [
        (&["Detect"][..], "no subcommand and no file \"Detect\"; did you mean hawashi detect?"),
        (&["DETECT", "a.txt"], "did you mean hawashi detect?"),
        (&["exprot", "a.txt", "--to", "csv"], "did you mean hawashi export?"),
        (&["chek", "--help"], "did you mean hawashi check?"),
        (&["zzzz", "--help"], "no subcommand and no file \"zzzz\"; hawashi --help lists the subcommands"),
        (&["detct", "--help"], "did you mean hawashi detect?"),
        (&["مقال"], "no subcommand and no file \"مقال\""),
        (&["gone.txt"], "there is no file gone.txt; check the name"),
        (&["a.txt", "gone.txt"], "there is no file gone.txt"),
        (&["gone/a.hawashi.ron"], "there is no file gone/a.hawashi.ron"),
        (&["a.txt/x"], "there is no file a.txt/x"),
    ] {
        let (code, out, err) = run(folder.path(), arguments);
        assert_eq!((code, out.as_str()), (2, ""), "{arguments:?}: {err}");
        assert!(err.contains(message), "{arguments:?}: {err}");
    }
    // What is there reaches the window, which has no display here; help remains help.
    assert!(run(folder.path(), &["a.txt"]).2.contains("no display"));
    for arguments in [&["--help"][..], &["a.txt", "--help"], &["detect", "--help"]] {
        let (code, out, _) = run(folder.path(), arguments);
        assert!(code == 0 && out.contains("Usage"), "{arguments:?}: {out}");
    }
}

#[test]
fn all_files_that_are_not_there_are_named_and_the_others_are_opened() {
    let folder = annotated();
    let (code, _, err) = run(folder.path(), &["a.txt", "missing1.txt", "missing2", "a.hawashi.ron", "/dev/zero"]);
    for name in ["missing1.txt", "missing2", "/dev/zero"] {
        assert!(err.lines().any(|line| line.contains(name)), "{err}");
    }
    // The window was to be opened, but has no display here.
    assert!(code == 2 && err.contains("no display"), "{err}");
    let (code, _, err) = run(folder.path(), &["missing1.txt", "missing2.txt"]);
    assert!(code == 2 && err.lines().count() == 2 && !err.contains("no display"), "{err}");
    assert!(err.contains("missing1.txt") && err.contains("missing2.txt"), "{err}");
}

#[test]
fn the_article_that_was_named_is_the_one_that_is_read() {
    let folder = annotated();
    let at = |name: &str| folder.path().join(name);
    fs::write(at("b.txt"), "وصل الوزير إلى بغداد.\n").unwrap();
    fs::write(at("b.hawashi.ron"), "").unwrap();
    for (file, article, words) in
        [("a.hawashi.ron", "b.txt", "الوزير"), ("b.hawashi.ron", "a.txt", "مسؤول"), ("a.hawashi.ron", "a.txt", "مسؤول")]
    {
        let (code, out, err) = run(folder.path(), &["detect", file, "--article", article, "--format", "conll"]);
        assert!(code == 0 && out.contains(words), "{file} {article}: {out} {err}");
    }
    let (code, out, err) = run(folder.path(), &["check", "a.hawashi.ron", "--article", "b.txt"]);
    assert!(code == 1 && out.contains("a.hawashi.ron: b.txt has changed"), "{out} {err}");
    for command in [
        &["detect"][..],
        &["export", "--to", "csv"],
        &["check"],
        &["evaluate"],
        &["versions"],
        &["render", "--out", "x.png"],
        &["train", "--out", "x.model"],
        &[],
    ] {
        let with = |files: &[&str]| run(folder.path(), &[command, files].concat());
        let (code, _, err) = with(&["a.hawashi.ron", "--article", "gone.txt"]);
        assert!(code == 2 && err.contains("there is no file gone.txt"), "{command:?}: {err}");
        let (code, _, err) = with(&["a.txt", "--article", "b.txt"]);
        assert!(code == 2 && err.contains("the article of one annotation file"), "{command:?}: {err}");
    }
    for command in [&["detect"][..], &["export", "--to", "csv"], &["check", "--fix"], &["evaluate"], &[]] {
        let files = &["a.hawashi.ron", "b.hawashi.ron", "--article", "a.txt"];
        let (code, _, err) = run(folder.path(), &[command, files].concat());
        assert!(code == 2 && err.contains("name that file alone"), "{command:?}: {err}");
    }
}

#[test]
fn where_a_link_to_an_article_leads_is_said() {
    let folder = annotated();
    fs::create_dir(folder.path().join("in")).unwrap();
    symlink("../a.txt", folder.path().join("in/link.txt")).unwrap();
    let ron = fs::read_to_string(folder.path().join("a.hawashi.ron")).unwrap().replace("a.txt", "link.txt");
    fs::write(folder.path().join("in/link.hawashi.ron"), ron).unwrap();
    let (code, _, err) = run(folder.path(), &["export", "in/link.hawashi.ron", "--to", "csv"]);
    let article = folder.path().join("a.txt").canonicalize().unwrap();
    assert!(code == 2 && err.contains(&format!("belongs to {}", article.display())), "{err}");
}

#[test]
fn a_table_on_a_terminal_does_not_steer_it() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("red\u{1b}[31m.txt"), NEWS).unwrap();
    let command = format!("{} export *.txt --to csv", env!("CARGO_BIN_EXE_hawashi"));
    let mut on_terminal = Command::new("script");
    on_terminal.args(["--quiet", "--return", "--command", &command, "/dev/null"]).current_dir(folder.path());
    let Ok(output) = on_terminal.stdin(Stdio::null()).output() else { return skip_without("script (util-linux)") };
    let out = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && out.contains("red\\u{1b}[31m.txt"), "{out}");
    assert!(!out.contains('\u{1b}'), "{out}");
    // What reads a pipe gets the name as it is.
    let (code, out, err) = told(Command::new("sh").args(["-c", &command]).current_dir(folder.path()));
    assert!(code == 0 && out.contains("red\u{1b}[31m.txt"), "{out} {err}");
}

#[test]
fn pictures_have_one_format() {
    let folder = annotated();
    for out in ["x.jpg", "x.PDF", "x", "x.png.svg"] {
        let (code, _, err) = run(folder.path(), &["render", "a.txt", "--out", out]);
        assert_eq!(code, 2, "{out}: {err}");
        assert!(err.contains("pictures are written as PNG; name one that ends in .png"), "{err}");
        assert!(!folder.path().join(out).exists());
    }
    let (code, _, err) = run(folder.path(), &["render", "a.txt", "--out", "x.PNG"]);
    assert_eq!(code, 0, "{err}");
    assert!(fs::read(folder.path().join("x.PNG")).unwrap().starts_with(b"\x89PNG"));
}

#[test]
fn what_cannot_be_written_names_the_folder_and_no_temporary_file() {
    let folder = annotated();
    let long = format!("{}.csv", "س".repeat(200));
    for (out, message) in [
        ("gone/x.csv", "there is no folder gone to write gone/x.csv in; create it"),
        ("gone/deeper/x.csv", "there is no folder gone/deeper to write"),
        ("a.txt/x.csv", "there is no folder a.txt to write"),
        // Nobody may create files there, not even the administrator.
        ("/proc/self/x.csv", "no permission to create files in the folder /proc/self"),
        ("a.txt/", "a.txt/ is a file, not a folder"),
        (&long, "is a longer name than the drive allows"),
    ] {
        let (code, _, err) = run(folder.path(), &["export", "a.txt", "--to", "csv", "--out", out]);
        assert_eq!(code, 2, "{out}: {err}");
        assert!(err.contains(message), "{out}: {err}");
        assert!(!err.contains("os error") && !err.contains(".tmp") && err.lines().count() == 1, "{err}");
    }
    // Before minutes are spent on what is to be written.
    fs::write(folder.path().join("gold.conll"), "بغداد\tB-LOC\n").unwrap();
    for arguments in [
        &["render", "a.txt", "--out", "gone/x.png"][..],
        &["train", "gold.conll", "--out", "gone/x.model", "--epochs", "100000000"],
    ] {
        let (code, _, err) = run(folder.path(), arguments);
        assert!(code == 2 && err.contains("there is no folder gone to write gone/x."), "{arguments:?}: {err}");
    }
    fs::remove_file(folder.path().join("gold.conll")).unwrap();
    let left: Vec<PathBuf> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert_eq!(left.len(), 2, "{left:?}");
}

/// The program as nobody in particular runs it, if this person may do everything; nobody may write in a folder but for
/// what is said here.
fn as_nobody(folder: &Path) -> Command {
    use std::os::unix::process::CommandExt as _;
    // The built program may be in a folder that nobody cannot read.
    let program = folder.join("program");
    fs::copy(env!("CARGO_BIN_EXE_hawashi"), &program).unwrap();
    let mut command = Command::new(program);
    command.current_dir(folder).env("HAWASHI_CONFIG_DIR", folder.join("config")).stdin(Stdio::null());
    if fs::read("/etc/shadow").is_ok() {
        command.uid(65534).gid(65534);
    }
    command
}

#[test]
fn a_file_that_may_not_be_changed_is_named_and_not_its_folder() {
    let folder = annotated();
    let set_mode = |name: &str, mode: u32| {
        fs::set_permissions(folder.path().join(name), Permissions::from_mode(mode)).unwrap();
    };
    set_mode("", 0o777);
    // Others' own file, and one that is read-only for its owner, too.
    for mode in [0o644, 0o444] {
        fs::write(folder.path().join("x.csv"), "theirs").unwrap();
        set_mode("x.csv", mode);
        if mode == 0o644 && fs::read("/etc/shadow").is_err() {
            continue;
        }
        let mut command = as_nobody(folder.path());
        let (code, _, err) = told(command.args(["export", "a.txt", "--to", "csv", "--out", "x.csv", "--force"]));
        assert!(code == 2 && err.contains("no permission to change x.csv"), "{mode:o}: {err}");
        assert!(!err.contains("folder"), "{err}");
        assert_eq!(fs::read_to_string(folder.path().join("x.csv")).unwrap(), "theirs");
        set_mode("x.csv", 0o644);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_drive_and_a_folder_as_input_are_named_without_numbers() {
    let folder = annotated();
    let full = File::options().write(true).open("/dev/full").unwrap();
    let mut command = hawashi(folder.path());
    let output = command.args(["detect", "a.txt"]).stdout(full).output().unwrap();
    let err = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{err}");
    assert!(err.contains("standard output cannot be written") && !err.contains("os error"), "{err}");
    let (code, _, err) = told(hawashi(folder.path()).args(["detect", "-"]).stdin(File::open(folder.path()).unwrap()));
    assert_eq!(code, 2);
    assert!(err.contains("- is a folder") && !err.contains("os error"), "{err}");
}

#[cfg(target_os = "linux")]
#[test]
fn no_more_threads_are_started_than_help() {
    let folder = annotated();
    // While it waits for its input, the threads are there.
    let mut command = hawashi(folder.path());
    let mut child = command.args(["detect", "--jobs", "20000", "-"]).stdin(Stdio::piped()).spawn().unwrap();
    let tasks = PathBuf::from(format!("/proc/{}/task", child.id()));
    let most = 4 * std::thread::available_parallelism().unwrap().get() + 4;
    let count = || fs::read_dir(&tasks).unwrap().count();
    // Those of the pool begin one right after the other.
    while count() < 2 {
        sleep(Duration::from_millis(20));
    }
    sleep(Duration::from_secs(1));
    let threads = count();
    drop(child.stdin.take());
    child.wait().unwrap();
    assert!((2..=most).contains(&threads), "{threads} threads");
}

#[test]
fn a_folder_gives_its_annotations_not_suggestions() {
    let folder = annotated();
    fs::create_dir(folder.path().join("in")).unwrap();
    for name in ["a.txt", "a.hawashi.ron"] {
        fs::rename(folder.path().join(name), folder.path().join("in").join(name)).unwrap();
    }
    for path in ["in", "in/a.txt", "in/a.hawashi.ron", "."] {
        let (code, out, err) = run(folder.path(), &["export", path, "--to", "csv"]);
        assert_eq!(code, 0, "{path}: {err}");
        // A head and the one annotation; detection finds three.
        assert_eq!(out.lines().count(), 2, "{path}: {out}");
        assert!(out.contains("بغداد"), "{out}");
    }
}
