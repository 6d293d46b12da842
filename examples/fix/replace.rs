//! A file gets new content, or stays as it was: nothing in between, whenever the machine or the program stops.
//!
//! The new content is written to a file beside it, synced, given the old one's mode and owner, and renamed over it. A
//! file that somebody else changed since it was opened is left alone.

use std::fs::{self, File, Metadata};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use sha2::{Digest, Sha256};
use tempfile::{NamedTempFile, TempPath};

use super::problem::Problem;

/// A file was written so shortly before that its time wouldn't tell another change: its content is compared.
const RECENT: Duration = Duration::from_secs(2);

/// A file that may get new content.
pub struct Target {
    /// Where symbolic links lead in the end: these stay.
    path: PathBuf,
    file: File,
    stamp: Stamp,
    recent: bool,
}

/// What tells that a file is still the same.
#[derive(PartialEq, Debug)]
struct Stamp {
    len: u64,
    modified: Option<SystemTime>,
    #[cfg(unix)]
    inode: (u64, u64, i64, i64),
}

impl Stamp {
    fn of(meta: &Metadata) -> Stamp {
        Stamp {
            len: meta.len(),
            modified: meta.modified().ok(),
            #[cfg(unix)]
            inode: {
                use std::os::unix::fs::MetadataExt;
                (meta.dev(), meta.ino(), meta.ctime(), meta.ctime_nsec())
            },
        }
    }
}

impl Target {
    /// Opens the file that is to be read and perhaps replaced.
    pub fn open(path: &Path) -> Result<Target, Problem> {
        let path = fs::canonicalize(path).map_err(|e| Problem::reading(&e))?;
        let file = File::open(&path).map_err(|e| Problem::reading(&e))?;
        let meta = file.metadata().map_err(|e| Problem::reading(&e))?;
        if !meta.is_file() {
            return Err(Problem::new("not a regular file", "name files only, or leave out -i"));
        }
        if meta.permissions().readonly() {
            return Err(Problem::new("the file is read-only", "make it writable, or leave out -i"));
        }
        let age = meta.modified().ok().and_then(|m| SystemTime::now().duration_since(m).ok());
        let recent = age.is_none_or(|age| age < RECENT);
        Ok(Target { path, file, stamp: Stamp::of(&meta), recent })
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The file, to be read from its start. It's opened again, for a clone would share its place.
    pub fn reader(&self) -> Result<File, Problem> {
        let reading = |e| Problem::reading(&e);
        let file = File::open(&self.path).map_err(reading)?;
        let same = Stamp::of(&file.metadata().map_err(reading)?) == self.stamp;
        if same { Ok(file) } else { Err(changed()) }
    }

    /// An empty file beside it. It goes away by itself when nothing becomes of it.
    pub fn beside(&self) -> Result<NamedTempFile, Problem> {
        let folder = self.path.parent().unwrap_or(Path::new("."));
        let mut name = std::ffi::OsString::from(".");
        name.push(self.path.file_name().unwrap_or_default());
        name.push(".");
        // a long name would become too long
        let name = if name.len() > 200 { ".fix.".into() } else { name };
        tempfile::Builder::new()
            .prefix(&name)
            .suffix(".fix-tmp")
            .tempfile_in(folder)
            .map_err(|e| Problem::writing("write beside it", &e))
    }

    /// Puts `new` in the file's place; `read` is the hash of what was read. The old file stays under `backup`.
    pub fn replace(
        self,
        new: NamedTempFile,
        read: [u8; 32],
        backup: Option<&Path>,
        before_rename: impl FnOnce() -> Result<(), Problem>,
    ) -> Result<(), Problem> {
        let meta = self.file.metadata().map_err(|e| Problem::reading(&e))?;
        keep_owner_and_mode(new.as_file(), &meta)?;
        new.as_file().sync_all().map_err(|e| Problem::writing("write it to the disk", &e))?;
        before_rename()?;
        self.check_unchanged(read)?;
        if let Some(backup) = backup {
            keep(&self.path, backup)?;
        }
        new.persist(&self.path).map_err(|e| Problem::writing("rename the new file", &e.error))?;
        sync_folder(&self.path);
        Ok(())
    }

    fn check_unchanged(&self, read: [u8; 32]) -> Result<(), Problem> {
        if self.recent {
            let mut hash = Sha256::new();
            let mut file = File::open(&self.path).map_err(|_| changed())?;
            hash_into(&mut file, &mut hash).map_err(|e| Problem::reading(&e))?;
            if <[u8; 32]>::from(hash.finalize()) != read {
                return Err(changed());
            }
        }
        match fs::symlink_metadata(&self.path) {
            Ok(meta) if Stamp::of(&meta) == self.stamp => Ok(()),
            _ => Err(changed()),
        }
    }
}

fn changed() -> Problem {
    Problem::new("somebody changed it meanwhile, and it isn't overwritten", "run it again on this file")
}

/// Reads everything and hashes it.
pub fn hash_into(from: &mut impl Read, hash: &mut Sha256) -> io::Result<()> {
    let mut part = vec![0; 1 << 16];
    loop {
        match from.read(&mut part)? {
            0 => return Ok(()),
            n => hash.update(&part[..n]),
        }
    }
}

/// The new file may be read and written by whom the old one was.
fn keep_owner_and_mode(new: &File, old: &Metadata) -> Result<(), Problem> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt, fchown};
        let now = new.metadata().map_err(|e| Problem::reading(&e))?;
        if (now.uid(), now.gid()) != (old.uid(), old.gid()) {
            fchown(new, Some(old.uid()), Some(old.gid())).map_err(|e| {
                Problem::new(
                    format_args!("can't keep its owner: {e}; the file is as it was"),
                    "run as its owner, or copy the file first",
                )
            })?;
        }
    }
    new.set_permissions(old.permissions()).map_err(|e| Problem::writing("keep its mode", &e))
}

/// Gives the old file a second name; what is there already isn't overwritten.
fn keep(path: &Path, backup: &Path) -> Result<(), Problem> {
    let error = match fs::hard_link(path, backup) {
        Ok(()) => return Ok(()),
        Err(e) => e,
    };
    if error.kind() != io::ErrorKind::AlreadyExists {
        // not every file system has hard links
        let copied = File::options().write(true).create_new(true).open(backup).and_then(|mut to| {
            io::copy(&mut File::open(path)?, &mut to)?;
            keep_owner_and_mode(&to, &fs::metadata(path)?).map_err(|_| io::ErrorKind::PermissionDenied)?;
            to.sync_all()
        });
        match copied {
            Ok(()) => return Ok(()),
            Err(e) if e.kind() == io::ErrorKind::AlreadyExists => {}
            Err(e) => return Err(Problem::writing("write its backup", &e)),
        }
    }
    Err(Problem::new(
        format_args!("its backup {} is there already; both are as they were", backup.display()),
        "move the backup away, or choose another suffix with --backup=SUFFIX",
    ))
}

/// Makes a rename outlast a power failure, where the system can.
pub fn sync_folder(path: &Path) {
    if let (true, Some(folder)) = (cfg!(unix), path.parent()) {
        let _ = File::open(folder).and_then(|f| f.sync_all());
    }
}

/// Renames, and never over something that is there already.
pub fn rename_new(from: &Path, to: &Path) -> io::Result<()> {
    #[cfg(target_os = "linux")]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        match renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE) {
            Ok(()) => return Ok(()),
            // the file system can't do that
            Err(rustix::io::Errno::INVAL | rustix::io::Errno::NOSYS) => {}
            Err(e) => return Err(e.into()),
        }
    }
    if fs::symlink_metadata(to).is_ok() {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    fs::rename(from, to)
}

/// A file that goes away by itself, in the folder of another one.
pub fn spool(beside: &Path) -> io::Result<(File, TempPath)> {
    let folder = beside.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    Ok(tempfile::Builder::new().prefix(".fix-report.").suffix(".fix-tmp").tempfile_in(folder)?.into_parts())
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn hash(bytes: &[u8]) -> [u8; 32] {
        Sha256::digest(bytes).into()
    }

    /// Replaces the content of a file after `meanwhile` happened to it.
    fn replaced(name: &str, meanwhile: impl FnOnce(&Path)) -> (Result<(), Problem>, Vec<u8>, usize) {
        let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
        let path = folder.path().join(name);
        fs::write(&path, "old").unwrap();
        let target = Target::open(&path).unwrap();
        let mut new = target.beside().unwrap();
        new.write_all(b"new").unwrap();
        let result = target.replace(new, hash(b"old"), None, || {
            meanwhile(&path);
            Ok(())
        });
        (result, fs::read(&path).unwrap_or_default(), fs::read_dir(folder.path()).unwrap().count())
    }

    #[test]
    fn a_file_gets_new_content() {
        assert_eq!(replaced("a", |_| ()), (Ok(()), b"new".to_vec(), 1));
        assert_eq!(replaced(&"long".repeat(63), |_| ()), (Ok(()), b"new".to_vec(), 1));
    }

    #[test]
    fn a_file_that_was_changed_meanwhile_is_not_overwritten() {
        for change in [
            |p: &Path| fs::write(p, "own").unwrap(),
            |p: &Path| fs::write(p, "longer").unwrap(),
            |p: &Path| {
                fs::remove_file(p).unwrap();
                fs::write(p, "old").unwrap();
            },
        ] {
            let (result, content, files) = replaced("a", change);
            assert!(result.unwrap_err().to_string().contains("changed it meanwhile"));
            assert_ne!(content, b"new");
            assert_eq!(files, 1);
        }
        let (result, content, files) = replaced("a", |p| fs::remove_file(p).unwrap());
        assert!(result.is_err());
        assert_eq!((content.len(), files), (0, 0));
    }

    #[test]
    fn nothing_is_renamed_over_something() {
        let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
        let [a, b, c] = ["a", "b", "c"].map(|n| folder.path().join(n));
        fs::write(&a, "a").unwrap();
        fs::write(&b, "b").unwrap();
        assert_eq!(rename_new(&a, &b).unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        rename_new(&a, &c).unwrap();
        assert_eq!((fs::read(&b).unwrap(), fs::read(&c).unwrap()), (b"b".to_vec(), b"a".to_vec()));
    }
}
