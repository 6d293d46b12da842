//! Starts the fixer and collects what it says.

use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::LazyLock;
use std::thread;

/// What a call of the fixer printed.
pub struct Outcome {
    pub code: Option<i32>,
    pub stdout: Vec<u8>,
    pub stderr: String,
}

impl Outcome {
    /// Standard output as text; the call must have ended well and without a word on standard error.
    #[track_caller]
    pub fn text(self) -> String {
        assert_eq!((self.code, self.stderr.as_str()), (Some(0), ""));
        String::from_utf8(self.stdout).expect("the output is UTF-8")
    }
}

/// The example that cargo built for this test run: `target/PROFILE/examples/fix`, beside this test's own folder.
pub fn fixer() -> Command {
    static FIXER: LazyLock<PathBuf> = LazyLock::new(|| {
        let test = std::env::current_exe().expect("a test knows its own path");
        let profile = test.ancestors().nth(2).expect("tests are in target/PROFILE/deps");
        let path = profile.join("examples").join("fix").with_extension(std::env::consts::EXE_EXTENSION);
        assert_fresh(&path);
        path
    });
    Command::new(&*FIXER)
}

/// `cargo test` builds the example too, but `cargo test --test fixer` doesn't, and would test an old one.
fn assert_fresh(path: &Path) {
    let advice = "`cargo test` without --test builds it, and so does `cargo build --example fix`";
    let modified = |path: &Path| fs::metadata(path).and_then(|m| m.modified()).ok();
    let built = modified(path).unwrap_or_else(|| panic!("{} isn't built: {advice}", path.display()));
    // Cargo writes its sources beside it, `target: source source …`, with spaces in names escaped.
    let sources = fs::read_to_string(path.with_extension("d")).unwrap_or_default().replace("\\ ", "\0");
    let sources = sources.split_once(": ").map_or("", |(_, sources)| sources);
    for source in sources.split_whitespace().map(|s| s.replace('\0', " ")) {
        let changed = modified(Path::new(&source));
        assert!(changed <= Some(built), "{} is older than {source}: {advice}", path.display());
    }
}

/// Runs the fixer with these arguments and this standard input.
pub fn fix_input<S: AsRef<OsStr>>(args: &[S], input: &[u8]) -> Outcome {
    let mut child = fixer()
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the fixer starts");
    let mut stdin = child.stdin.take().expect("standard input is piped");
    let input = input.to_vec();
    // From a thread of its own: the fixer may print before it has read everything, and both pipes would fill up.
    let writer = thread::spawn(move || stdin.write_all(&input));
    let output = child.wait_with_output().expect("the fixer ends");
    // A fixer that rejects its arguments ends without reading.
    let _ = writer.join().expect("the writer doesn't panic");
    Outcome {
        code: output.status.code(),
        stdout: output.stdout,
        stderr: String::from_utf8(output.stderr).expect("messages are UTF-8"),
    }
}

/// Runs the fixer with these arguments and nothing on standard input.
pub fn fix<S: AsRef<OsStr>>(args: &[S]) -> Outcome {
    fix_input(args, b"")
}

/// A folder for the files of one test.
pub struct Folder(PathBuf);

impl Folder {
    /// An empty folder; `name` is the test's.
    pub fn new(name: &str) -> Folder {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).expect("the folder can be made");
        Folder(path)
    }

    /// Writes a file and gives its path.
    pub fn file(&self, name: &str, content: &[u8]) -> String {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().expect("it's in the folder")).expect("its folder can be made");
        fs::write(path, content).expect("the file can be written");
        self.path(name)
    }

    /// The files in it, at any depth, in the order of their names.
    pub fn names(&self) -> Vec<String> {
        let mut names = Vec::new();
        let mut folders = vec![self.0.clone()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).expect("the folder can be read") {
                let path = entry.expect("the folder can be read").path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let name = path.strip_prefix(&self.0).expect("it's in the folder");
                    names.push(name.to_string_lossy().into_owned());
                }
            }
        }
        names.sort();
        names
    }

    /// The path of a file that need not exist.
    pub fn path(&self, name: &str) -> String {
        self.0.join(name).display().to_string()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
