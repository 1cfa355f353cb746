//! Compiles the default theme into the program: a list of its files with their bytes; and what tells this program from others.

use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    identity(&root);
    let theme = root.join("themes/courant");
    println!("cargo::rerun-if-changed=themes/courant");
    let mut files = Vec::new();
    list(&theme, &mut files);
    files.sort();
    if files.is_empty() {
        println!("cargo::error=there is no default theme in {}", theme.display());
    }
    let mut code = String::from("&[\n");
    for file in files {
        println!("cargo::rerun-if-changed={}", file.display());
        let name = file
            .strip_prefix(&theme)
            .unwrap_or(&file)
            .to_string_lossy()
            .replace('\\', "/");
        code.push_str(&format!(
            "    ({name:?}, include_bytes!({:?})),\n",
            file.display().to_string()
        ));
    }
    code.push_str("]\n");
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default()).join("builtin_theme.rs");
    if let Err(error) = fs::write(&out, code) {
        println!("cargo::error=cannot write {}: {error}", out.display());
    }
}

/// Tells this program from any other: a hash of all that it is made of, so that nothing another one kept is taken for its own.
fn identity(root: &Path) {
    let mut files = vec![root.join("Cargo.lock"), root.join("Cargo.toml")];
    list(&root.join("src"), &mut files);
    list(&root.join("themes/courant"), &mut files);
    files.sort();
    println!("cargo::rerun-if-changed=src");
    println!("cargo::rerun-if-changed=Cargo.lock");
    // FNV-1a, 64 bits: this is no secret, and a build script that needs no crate compiles first.
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for file in files {
        let name = file.strip_prefix(root).unwrap_or(&file).to_string_lossy().into_owned();
        for byte in name.bytes().chain(fs::read(&file).unwrap_or_default()) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
    println!("cargo::rustc-env=COURANT_IDENTITY={hash:016x}");
}

fn list(folder: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            list(&path, files);
        } else if !entry.file_name().to_string_lossy().starts_with('.') {
            files.push(path);
        }
    }
}
