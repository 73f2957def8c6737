//! Embeds the templates, and gives this build of the program a name that changes with its sources.

use std::env;
use std::fmt::Write as _;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::path::{Path, PathBuf};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").expect("cargo names the package's folder"));
    let out = PathBuf::from(env::var("OUT_DIR").expect("cargo names a folder for what is generated"));
    let templates = root.join("templates");
    let mut table = String::from("&[\n");
    for path in files(&templates)? {
        let name = relative(&templates, &path);
        writeln!(table, "    ({name:?}, include_bytes!({:?})),", path.display().to_string())
            .expect("a string takes text");
    }
    table.push(']');
    fs::write(out.join("templates.rs"), table)?;

    let mut hasher = DefaultHasher::new();
    for source in ["src", "templates", "assets"] {
        println!("cargo::rerun-if-changed={source}");
        for path in files(&root.join(source))? {
            relative(&root, &path).hash(&mut hasher);
            fs::read(path)?.hash(&mut hasher);
        }
    }
    println!("cargo::rerun-if-changed=Cargo.lock");
    fs::read(root.join("Cargo.lock"))?.hash(&mut hasher);
    println!("cargo::rustc-env=SQSPACK_BUILD={:016x}", hasher.finish());
    Ok(())
}

/// Every file below a folder, in an order that is the same everywhere.
fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
    entries.sort();
    for path in entries {
        if path.is_dir() {
            found.extend(files(&path)?);
        } else {
            found.push(path);
        }
    }
    Ok(found)
}

fn relative(root: &Path, path: &Path) -> String {
    let below = path.strip_prefix(root).expect("files are listed below their root");
    below.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}
