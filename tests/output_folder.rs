//! Whose is a file in the output folder, and what becomes of it when something goes wrong.
#![cfg(unix)]

mod common;
#[path = "output_folder/faults.rs"]
mod faults;

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::os::unix::process::CommandExt;
use std::process::{Command, Output};

use common::{Site, site};
use courant::build::Outcome;

fn small() -> Site {
    site(
        "
        -- content/nieuws/a.md --
        ---
        title: Een bericht
        date: 2026-01-01
        ---
        -- content/nieuws/b.md --
        ---
        title: Nog een bericht
        date: 2026-01-02
        ---
        -- content/nieuws/x.pdf --
        %PDF
    ",
    )
}

/// Builds with the program itself, by way of a shell that says `first` what it may.
fn program(site: &Site, first: &str) -> Command {
    let mut command = Command::new("sh");
    command
        .arg("-c")
        .arg(format!(
            "{first}; exec {} build --now 2026-11-23",
            env!("CARGO_BIN_EXE_courant")
        ))
        .current_dir(site.root());
    command
}

fn told(output: &Output) -> String {
    let errors = String::from_utf8_lossy(&output.stderr);
    format!("{errors}{}", String::from_utf8_lossy(&output.stdout))
}

fn change(site: &Site) {
    site.write("content/nieuws/a.md", b"---\ntitle: Anders\ndate: 2026-01-01\n---\n");
}

#[test]
fn a_disk_that_is_full_changes_nothing_at_all() {
    let site = small();
    let built = program(&site, ":").output().expect("the program runs");
    assert_eq!(built.status.code(), Some(0), "{}", told(&built));
    let before = site.tree();
    change(&site);
    // No file can be longer than this: as on a disk that is full, what is longer is cut off.
    let full = program(&site, "trap '' XFSZ; ulimit -f 4")
        .output()
        .expect("the program runs");
    assert_eq!(full.status.code(), Some(1), "{}", told(&full));
    assert!(told(&full).contains("publish/cannot-write"), "{}", told(&full));
    assert!(
        told(&full).contains("The last good site is as it was."),
        "{}",
        told(&full)
    );
    assert!(site.tree() == before, "the site has changed");
    assert!(!site.output().join(".courant-staged").exists());
    let mended = program(&site, ":").output().expect("the program runs");
    assert!(told(&mended).contains(" written"), "{}", told(&mended));
    site.build().page_contains("nieuws/a/index.html", "Anders");
}

#[test]
fn a_folder_where_a_file_must_be_stops_the_build_before_anything_changes() {
    let site = small();
    site.build().is_clean();
    site.remove("public/robots.txt");
    fs::create_dir(site.output().join("robots.txt")).expect("a folder");
    let before = site.tree();
    change(&site);
    let built = site.build();
    built.finds(&[" publish/cannot-write"]).ends(Outcome::Failed);
    assert!(
        built.report.found[0]
            .message
            .contains("robots.txt cannot be written to: it is a folder")
    );
    assert_eq!(site.tree(), before);
    assert!(!site.output().join(".courant-staged").exists());
    fs::remove_dir(site.output().join("robots.txt")).expect("the folder");
    site.build().is_clean().page_contains("nieuws/a/index.html", "Anders");
}

#[test]
fn a_folder_that_nobody_may_write_to_stops_the_build_before_anything_changes() {
    let site = small();
    // Who may do everything does it all the same, so somebody else builds.
    let is_root = fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0);
    let build = || {
        let mut command = program(&site, ":");
        if is_root {
            command.uid(65534).gid(65534);
        }
        command.output()
    };
    let _ = fs::set_permissions(site.root(), fs::Permissions::from_mode(0o777));
    let Ok(first) = build() else { return };
    if is_root && first.status.code() == Some(126) {
        return; // The program lies where only root may go.
    }
    assert_eq!(first.status.code(), Some(0), "{}", told(&first));
    let before = site.tree();
    change(&site);
    let folder = site.output().join("nieuws/a");
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o555)).expect("the folder");
    let refused = build().expect("the program runs");
    assert_eq!(refused.status.code(), Some(1), "{}", told(&refused));
    assert!(
        told(&refused).contains("nieuws/a cannot be written to"),
        "{}",
        told(&refused)
    );
    assert!(site.tree() == before, "the site has changed");
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o755)).expect("the folder");
    let built = build().expect("the program runs");
    assert_eq!(built.status.code(), Some(0), "{}", told(&built));
}

#[test]
fn nothing_is_written_through_a_link() {
    let site = small();
    site.write("elders.txt", b"van mij");
    site.build().is_clean();
    let good = site.tree();
    site.remove("public/robots.txt");
    symlink("../elders.txt", site.output().join("robots.txt")).expect("a link");
    // A second name for the bytes of a page, as `cp -al` makes it.
    fs::hard_link(
        site.output().join("nieuws/a/index.html"),
        site.root().join("kopie.html"),
    )
    .expect("a link");
    site.build().is_clean();
    assert_eq!(site.tree(), good);
    change(&site);
    site.build().is_clean().page_contains("nieuws/a/index.html", "Anders");
    assert_eq!(fs::read(site.root().join("elders.txt")).expect("the file"), b"van mij");
    let copy = fs::read_to_string(site.root().join("kopie.html")).expect("the copy");
    assert!(copy.contains("Een bericht"));
}

#[test]
fn a_link_in_the_place_of_a_folder_is_refused() {
    let site = small();
    site.build().is_clean();
    fs::rename(site.output().join("nieuws"), site.root().join("elders")).expect("the folder");
    symlink("../elders", site.output().join("nieuws")).expect("a link");
    let before: Vec<_> = walkdir::WalkDir::new(site.root().join("elders"))
        .into_iter()
        .flatten()
        .map(|entry| entry.path().to_owned())
        .collect();
    change(&site);
    site.remove("content/nieuws/x.pdf");
    let built = site.build();
    built.finds(&[" publish/foreign-output"]).ends(Outcome::Failed);
    assert!(
        built.report.found[0]
            .message
            .contains("nieuws is a link to a folder elsewhere")
    );
    let after: Vec<_> = walkdir::WalkDir::new(site.root().join("elders"))
        .into_iter()
        .flatten()
        .map(|entry| entry.path().to_owned())
        .collect();
    assert_eq!(before, after);
}

#[test]
fn a_link_where_a_stale_file_was_is_left_and_what_it_leads_to_too() {
    let site = small();
    site.write("elders.pdf", b"%PDF\n");
    site.build().is_clean();
    site.remove("content/nieuws/x.pdf");
    site.remove("public/nieuws/x.pdf");
    symlink("../../elders.pdf", site.output().join("nieuws/x.pdf")).expect("a link");
    site.build().is_done().finds(&[" publish/changed-output"]);
    assert!(site.root().join("elders.pdf").is_file());
    assert!(site.output().join("nieuws/x.pdf").is_symlink());
}

#[test]
fn a_stale_file_that_somebody_made_theirs_stays() {
    let mut site = small();
    site.build().is_clean();
    site.remove("content/nieuws/x.pdf");
    site.write("public/nieuws/x.pdf", b"eigen werk");
    let before = site.tree();
    // Where warnings count as errors it stops the build.
    site = site.strict();
    site.build().finds(&[" publish/changed-output"]).ends(Outcome::Failed);
    assert_eq!(site.tree(), before);
    site = site.tolerant();
    let built = site.build();
    built.is_done().finds(&[" publish/changed-output"]);
    assert!(built.report.found[0].message.contains("nieuws/x.pdf"));
    assert_eq!(built.report.published.removed, 0);
    assert_eq!(
        site.tree().get("nieuws/x.pdf").map(Vec::as_slice),
        Some(b"eigen werk".as_slice())
    );
    // It is somebody else's from then on.
    site.build().finds(&[" publish/foreign-output"]);
}

#[test]
fn files_for_hosts_go_along_and_the_hint_is_true_of_others() {
    let site = small();
    for name in [
        ".htaccess",
        ".nojekyll",
        ".domains",
        "_headers",
        "_redirects",
        "CNAME",
        "nieuws/.htaccess",
        ".well-known/security.txt",
    ] {
        site.write(&format!("content/{name}"), name.as_bytes());
    }
    site.write("content/.geheim", b"x");
    site.write("content/.git/config", b"x");
    site.write(
        "themes/eigen/theme.toml",
        b"name = \"eigen\"\nversion = \"1\"\nextends = \"courant\"\n",
    );
    site.write("themes/eigen/static/.user.ini", b"x");
    site.write("themes/eigen/static/.htaccess", b"van het thema");
    site.write("themes/eigen/static/beeld/.nojekyll", b"");
    site.write(
        "site.toml",
        b"title = \"Proef\"\nbase_url = \"https://proef.example/\"\ntheme = \"eigen\"\n",
    );
    let built = site.build();
    built
        .is_clean()
        .page_contains("nieuws/.htaccess", "nieuws/.htaccess")
        .page_contains(".htaccess", ".htaccess");
    for name in [
        ".nojekyll",
        ".domains",
        "_headers",
        "_redirects",
        "CNAME",
        ".well-known/security.txt",
        "beeld/.nojekyll",
    ] {
        built.page(name);
    }
    built
        .has_no_file(".geheim")
        .has_no_file(".git")
        .has_no_file(".user.ini");
    for (name, along) in [
        ("los.txt", true),
        (".geheim", false),
        ("kladje.txt~", false),
        ("los.md", false),
        (".htaccess.txt", false),
    ] {
        site.write(&format!("public/{name}"), b"x");
        let built = site.build();
        let hint = built.finds(&[" publish/foreign-output"]).report.found[0]
            .hint
            .clone()
            .unwrap_or_default();
        assert_eq!(hint.contains("where they are copied along"), along, "{name}: {hint}");
        site.remove(&format!("public/{name}"));
    }
}

#[test]
fn what_finder_and_explorer_leave_in_a_folder_stops_nothing() {
    let site = small();
    site.build().is_clean();
    for name in [
        ".DS_Store",
        "nieuws/.DS_Store",
        "nieuws/a/._index.html",
        "nieuws/Thumbs.db",
        "nieuws/b/desktop.ini",
    ] {
        site.write(&format!("public/{name}"), b"x");
    }
    for name in [".gitattributes", ".domains", ".github/workflows/x.yml"] {
        site.write(&format!("public/{name}"), b"x");
    }
    site.build().is_clean();
    site.remove("content/nieuws/b.md");
    site.build().is_clean().has_no_file("nieuws/b/index.html");
    assert!(site.output().join("nieuws/b/desktop.ini").is_file());
    assert_eq!(site.build().is_clean().report.published.written, 0);
}

#[test]
fn without_its_list_a_site_that_is_the_same_is_known_and_another_is_refused() {
    let site = small();
    site.build().is_clean();
    let good = site.tree();
    site.remove("public/.courant-manifest");
    let built = site.build();
    assert_eq!(built.is_clean().report.published.written, 0);
    assert_eq!(site.tree(), good);
    site.remove("content/nieuws/x.pdf");
    site.build().is_clean().has_no_file("nieuws/x.pdf");
    let good = site.tree();
    site.remove("public/.courant-manifest");
    change(&site);
    let built = site.build();
    built.finds(&[" publish/foreign-output"]).ends(Outcome::Failed);
    assert!(
        !built.report.found[0].message.contains("robots.txt"),
        "{:?}",
        built.report.found
    );
    assert!(
        built.report.found[0]
            .hint
            .as_ref()
            .is_some_and(|hint| hint.contains("empty the folder"))
    );
    assert_eq!(site.tree(), good);
    fs::remove_dir_all(site.output()).expect("the folder");
    fs::create_dir(site.output()).expect("the folder");
    site.build().is_clean();
}

#[test]
fn half_a_list_is_no_list() {
    let site = small();
    site.build().is_clean();
    let good = site.tree();
    let list = fs::read_to_string(site.output().join(".courant-manifest")).expect("the list");
    for cut in [list.len() / 2, list.len() - 4, 30, 0] {
        site.write("public/.courant-manifest", &list.as_bytes()[..cut]);
        site.build().is_clean();
        assert_eq!(site.tree(), good, "{cut}");
    }
    // What the half names is ours, of the rest nobody knows.
    site.write("public/.courant-manifest", &list.as_bytes()[..list.len() / 2]);
    change(&site);
    site.build().finds(&[" publish/foreign-output"]);
    assert_eq!(site.tree(), good);
}

#[test]
fn a_folder_in_the_place_of_the_list_is_refused_and_leaves_nothing() {
    let site = small();
    site.build().is_clean();
    site.remove("public/.courant-manifest");
    fs::create_dir(site.output().join(".courant-manifest")).expect("a folder");
    let built = site.build();
    built.finds(&[" publish/foreign-output"]).ends(Outcome::Failed);
    assert!(built.report.found[0].message.contains(".courant-manifest"));
    assert!(!site.output().join(".courant-manifest.new").exists());
    assert!(!site.output().join(".courant-staged").exists());
}

#[test]
fn what_a_host_keeps_is_not_written_over_and_not_taken_away() {
    let site = small();
    site.write("public/CNAME", b"van de host");
    site.write("content/CNAME", b"van de site");
    let built = site.build();
    built.finds(&[" publish/foreign-output"]).ends(Outcome::Failed);
    assert_eq!(
        site.tree().into_iter().collect::<Vec<_>>(),
        [("CNAME".to_owned(), b"van de host".to_vec())]
    );
    site.write("content/CNAME", b"van de host");
    site.build().is_clean();
    // The same in a folder that holds a site.
    site.write("public/.nojekyll", b"x");
    site.write("content/.nojekyll", b"y");
    let before = site.tree();
    site.build().finds(&[" publish/foreign-output"]).ends(Outcome::Failed);
    assert_eq!(site.tree(), before);
}

#[test]
fn a_folder_that_becomes_a_file_must_hold_nothing_else() {
    let site = small();
    site.write("content/los/index.md", b"---\ntitle: Los\n---\n");
    site.build().is_clean();
    site.remove("content/los/index.md");
    fs::remove_dir(site.root().join("content/los")).expect("an empty folder");
    site.write("content/los", b"een bestand");
    site.write("public/los/.DS_Store", b"x");
    let before = site.tree();
    site.build().finds(&[" publish/cannot-write"]).ends(Outcome::Failed);
    assert_eq!(site.tree(), before);
    site.remove("public/los/.DS_Store");
    site.build().is_clean().page("los");
}

/// A folder that nothing came into is not listed again: whatever comes into one must be seen all the same, after a build into a new folder, one
/// that changed something, and one that changed nothing.
#[test]
fn a_file_of_somebody_else_is_seen_wherever_it_comes() {
    type Build = fn(&Site);
    let builds: [Build; 3] = [
        |_| {},
        |site| {
            change(site);
            site.build().is_done();
        },
        |site| {
            site.write("content/nieuws/c.md", b"---\ntitle: C\ndate: 2026-01-03\n---\n");
            site.build().is_done();
            fs::remove_file(site.root().join("content/nieuws/c.md")).expect("an article");
            site.build().is_done();
            site.build().is_done();
        },
    ];
    for before in builds {
        let site = small();
        site.build().is_done();
        before(&site);
        for place in ["x", "nieuws/x", "nieuws/a/x", "nieuws/a/new/deep/x", "nieuws/.x"] {
            let path = site.output().join(place);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs::write(&path, "van mij").expect("a file");
            let told = site.build();
            assert_eq!(told.report.outcome, Outcome::Failed, "{place}");
            assert!(format!("{:?}", told.report.found).contains(place), "{place}");
            assert_eq!(fs::read_to_string(&path).ok().as_deref(), Some("van mij"));
            fs::remove_file(&path).expect("the file");
            site.build().is_done();
        }
        // A page that somebody wrote over is made again, whatever its folder says.
        let page = site.output().join("nieuws/b/index.html");
        let bytes = fs::read(&page).expect("a page");
        fs::write(&page, vec![b'x'; bytes.len()]).expect("a page");
        site.build().is_done();
        assert_eq!(fs::read(&page).expect("a page"), bytes);
    }
}
