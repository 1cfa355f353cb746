//! Faults: a build that is killed, a disk that is full or read-only, files that change while they are read, builds at once. Afterwards each file of the
//! output is whole, of the old site or of the new one; the next build makes the site whole; and nothing of somebody else's is touched.
//!
//! `COURANT_KILLS=200 cargo test --test output_folder killed` kills more often, `COURANT_KILL_SEED=7` at other moments.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::io::Write;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use super::common::{Site, courant, site, tree};
use super::{program, told};

/// How often a build is killed without anybody asking for more.
const KILLS: u64 = 8;
/// How many articles the site has that is killed: enough for a build to take a while between its first file and its last.
const ARTICLES: usize = 45;

type Tree = BTreeMap<String, Vec<u8>>;

/// Numbers by chance, always the same for a seed (splitmix64).
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % end.max(1)
    }
}

fn asked(name: &str, default: u64) -> u64 {
    env::var(name).map_or(default, |text| text.parse().expect("a number"))
}

fn start(site: &Site) -> Child {
    Command::new(env!("CARGO_BIN_EXE_courant"))
        .args(["build", "--now", "2026-11-23"])
        .current_dir(site.root())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program runs")
}

/// Writes one of two states of a site: in the second all pages are others, some are gone, some are new, and where a file was there is a folder.
fn write_state(site: &Site, second: bool) {
    let _ = fs::remove_dir_all(site.root().join("content"));
    let word = if second { "tweede" } else { "eerste" };
    for n in 0..ARTICLES {
        // Each third article is in one of the two states only.
        if n % 3 == usize::from(second) {
            continue;
        }
        let text = format!("De {word} toestand, alinea {n}. ").repeat(60);
        let head = format!(
            "---\ntitle: Bericht {n} {word}\ndate: 2026-01-01\ntags: [T{}]\n---\n",
            n % 7
        );
        site.write(&format!("content/nieuws/b{n}.md"), format!("{head}{text}\n").as_bytes());
    }
    site.write("content/nieuws/groot.bin", word.repeat(200_000).as_bytes());
    let place = if second { "wissel/in.txt" } else { "wissel" };
    site.write(&format!("content/nieuws/{place}"), word.as_bytes());
}

/// What a clean build gives of each state.
fn states(site: &Site) -> [Tree; 2] {
    [false, true].map(|second| {
        write_state(site, second);
        site.clean_build().is_clean();
        site.clean_tree()
    })
}

/// Every file in the output is whole, and of one of the two states.
#[track_caller]
fn each_is_whole(found: &Tree, states: &[Tree; 2], when: &str) {
    for (path, bytes) in found.iter().filter(|(path, _)| !path.starts_with(".courant-staged/")) {
        let is_known = states.iter().any(|state| state.get(path) == Some(bytes));
        assert!(
            is_known,
            "{when}: {path} is cut off, or nobody's: {} bytes",
            bytes.len()
        );
    }
}

#[test]
fn a_build_that_is_killed_at_any_moment_leaves_whole_pages_and_the_next_makes_the_site_whole() {
    let (kills, seed) = (asked("COURANT_KILLS", KILLS), asked("COURANT_KILL_SEED", 1));
    let site = site("");
    let states = states(&site);
    let mut chance = Chance(seed);
    // What a host keeps in the folder is somebody else's.
    site.write("public/.git/HEAD", b"ref: refs/heads/main\n");
    write_state(&site, false);
    let started = Instant::now();
    assert!(start(&site).wait().is_ok_and(|status| status.success()));
    let takes = started.elapsed();
    let is_marked = || {
        let marks = [
            ".courant-manifest.under-way",
            ".courant-manifest.new",
            ".courant-staged/list",
        ];
        marks.iter().any(|mark| site.output().join(mark).exists())
    };
    let (mut ended, mut at_work, mut mixed) = (0, 0, 0);
    let mut second = false;
    for n in 0..kills {
        let when = format!("seed {seed}, kill {n}");
        second = !second;
        write_state(&site, second);
        let is_first = chance.below(6) == 0;
        if is_first {
            fs::remove_dir_all(site.output()).expect("the output");
            site.write("public/.git/HEAD", b"ref: refs/heads/main\n");
        }
        if chance.below(4) == 0 {
            let _ = fs::remove_dir_all(site.root().join(".courant"));
        }
        let mut build = start(&site);
        let started = Instant::now();
        // Half of them somewhere, half of them while files are moved to their places.
        if n % 2 == 0 {
            thread::sleep(takes.mul_f64(chance.below(1200) as f64 / 1000.0));
        } else {
            while !is_marked() && started.elapsed() < takes * 3 && matches!(build.try_wait(), Ok(None)) {
                thread::sleep(Duration::from_micros(50));
            }
            thread::sleep(Duration::from_micros(chance.below(12_000)));
        }
        ended += u64::from(matches!(build.try_wait(), Ok(Some(_))));
        let _ = build.kill();
        build.wait().expect("it ends");
        at_work += u64::from(is_marked());
        let found = tree(&site.output());
        assert_eq!(
            found.get(".git/HEAD").map(Vec::as_slice),
            Some(&b"ref: refs/heads/main\n"[..]),
            "{when}"
        );
        let pages: Tree = found
            .into_iter()
            .filter(|(path, _)| !path.starts_with(".git/"))
            .collect();
        // Into a folder without a site pages are written as they come: nobody reads them there yet.
        if !is_first {
            each_is_whole(&pages, &states, &when);
            let of = |state: &Tree| pages.iter().any(|(path, bytes)| state.get(path) == Some(bytes));
            mixed += u64::from(states.iter().all(|state| of(state) && pages != *state));
        }
        // Now and again another state comes before the site was made whole.
        if !is_first && chance.below(3) == 0 {
            continue;
        }
        let next = program(&site, ":").output().expect("the program runs");
        assert_eq!(next.status.code(), Some(0), "{when}: {}", told(&next));
        let mut found = tree(&site.output());
        assert!(found.remove(".git/HEAD").is_some(), "{when}");
        assert!(
            found == states[usize::from(second)],
            "{when}: the next build does not make the site whole"
        );
        assert!(!is_marked(), "{when}");
    }
    println!("{kills} killed: {ended} had ended, {at_work} were moving files, {mixed} left pages of both states");
    if kills >= 100 {
        assert!(at_work > kills / 20, "hardly any was killed while it moved files");
    }
}

/// A small disk of its own, in memory, until it is dropped; none where it cannot be had, which is said.
struct Disk(PathBuf);

impl Disk {
    fn new(at: &Path, options: &str) -> Option<Self> {
        fs::create_dir_all(at).expect("a folder");
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", options, "tmpfs"])
            .arg(at)
            .stderr(Stdio::null())
            .status();
        if mounted.is_ok_and(|status| status.success()) {
            return Some(Self(at.to_owned()));
        }
        println!("skipped: a disk of its own needs `mount`, and somebody who may use it");
        None
    }

    fn set(&self, options: &str) {
        let set = Command::new("mount")
            .args(["-o", &format!("remount,{options}")])
            .arg(&self.0)
            .status();
        assert!(set.is_ok_and(|status| status.success()), "{options}");
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

/// Fills a disk but for `left` bytes.
fn fill(disk: &Path, left: u64) {
    let filler = disk.join("filler");
    let mut file = fs::File::create(&filler).expect("a file");
    let block = vec![b'x'; 4096];
    while file.write_all(&block).is_ok() {}
    let size = file.metadata().map_or(0, |metadata| metadata.len());
    file.set_len(size.saturating_sub(left)).expect("a shorter file");
}

#[test]
fn a_disk_that_is_full_at_whatever_point_leaves_the_old_site_or_the_new() {
    let site = site("");
    let states = states(&site);
    let small: [Tree; 2] = states.clone().map(|state| {
        let pages = state.into_iter().filter(|(path, _)| path != "nieuws/groot.bin");
        pages.collect()
    });
    let Some(disk) = Disk::new(&site.root().join("schijf"), "size=24m") else {
        return;
    };
    let root = disk.0.join("krant");
    for (second, state) in [(false, "eerste"), (true, "tweede")] {
        write_state(&site, second);
        site.remove("content/nieuws/groot.bin");
        let copied = Command::new("cp")
            .arg("-r")
            .arg(site.root().join("content"))
            .arg(disk.0.join(state))
            .status();
        assert!(copied.is_ok_and(|status| status.success()));
    }
    fs::create_dir(&root).expect("a folder");
    fs::copy(site.root().join("site.toml"), root.join("site.toml")).expect("a file");
    let put = |state: &str| {
        let _ = fs::remove_file(root.join("content"));
        symlink(disk.0.join(state), root.join("content")).expect("a link");
    };
    let build = || courant(&root, &["build", "--now", "2026-11-23"]);
    let output = root.join("public");
    // Into a new folder: all, or nothing at all.
    put("eerste");
    for left in [0, 40_000, 300_000] {
        fill(&disk.0, left);
        let full = build();
        assert_eq!(full.status.code(), Some(1), "{left}: {}", told(&full));
        assert!(told(&full).contains("the disk is full"), "{}", told(&full));
        assert!(!output.exists(), "{left}: {:?}", tree(&output).keys());
        fs::remove_file(disk.0.join("filler")).expect("the filler");
    }
    let built = build();
    assert_eq!(built.status.code(), Some(0), "{}", told(&built));
    assert!(tree(&output) == small[0]);
    let (mut refused, mut done) = (0, 0);
    let mut is = 0;
    for left in [0, 4_096, 16_384, 100_000, 300_000, 700_000, 1_500_000, 6_000_000] {
        put(["tweede", "eerste"][is]);
        fill(&disk.0, left);
        let full = build();
        let found = tree(&output);
        match full.status.code() {
            Some(1) => {
                refused += 1;
                assert!(told(&full).contains("the disk is full"), "{left}: {}", told(&full));
                assert!(found == small[is], "{left}: the old site has changed");
                assert!(!output.join(".courant-staged").exists(), "{left}");
            }
            Some(0) => {
                done += 1;
                is = 1 - is;
                assert!(found == small[is], "{left}: the new site is not whole");
            }
            _ => panic!("{left}: {}", told(&full)),
        }
        fs::remove_file(disk.0.join("filler")).expect("the filler");
    }
    assert!(refused > 2 && done > 0, "{refused} refused, {done} done");
    let built = build();
    assert_eq!(built.status.code(), Some(0), "{}", told(&built));
    // A disk that takes nothing at all any more.
    let before = tree(&output);
    put(["tweede", "eerste"][is]);
    disk.set("ro");
    let refused = build();
    assert_eq!(refused.status.code(), Some(1), "{}", told(&refused));
    assert!(told(&refused).contains("the disk is read-only"), "{}", told(&refused));
    assert!(tree(&output) == before);
    disk.set("rw");
    let built = build();
    assert_eq!(built.status.code(), Some(0), "{}", told(&built));
}

/// A build that reads while somebody saves, deletes and adds to files: each page is of one of the texts that were there, whole.
#[test]
fn a_file_that_goes_or_grows_while_it_is_read_ends_in_no_page_that_was_never_meant() {
    let site = site("");
    for n in 0..40 {
        let text = format!("---\ntitle: Vast {n}\ndate: 2026-01-01\n---\nTekst.\n");
        site.write(&format!("content/nieuws/vast{n}.md"), text.as_bytes());
    }
    let stop = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            let mut chance = Chance(3);
            let mut n = 0;
            while !stop.load(Ordering::Relaxed) {
                n += 1;
                let file = format!("content/nieuws/los{}.md", chance.below(6));
                let text = format!(
                    "---\ntitle: Los\ndate: 2026-01-01\n---\nDeel {n}. {}\n",
                    "Meer tekst. ".repeat(2000)
                );
                match chance.below(4) {
                    0 => drop(fs::remove_file(site.root().join(&file))),
                    1 => drop(fs::rename(
                        site.root().join(&file),
                        site.root().join("content/nieuws/elders.md"),
                    )),
                    _ => site.write(&file, text.as_bytes()),
                }
                let grown = fs::File::options()
                    .append(true)
                    .create(true)
                    .open(site.root().join("content/nieuws/groeit.bin"));
                let _ = grown.expect("a file").write_all(&[b'0'; 5000]);
                if chance.below(200) == 0 {
                    let _ = fs::remove_file(site.root().join("content/nieuws/groeit.bin"));
                }
            }
        });
        for _ in 0..15 {
            // What goes while it is looked at is an error; half a text can be one; neither changes the site.
            let before = site.tree();
            let built = site.build();
            if built.report.outcome == courant::build::Outcome::Failed {
                assert_eq!(site.tree(), before, "{:?}", built.report.found);
            }
        }
        stop.store(true, Ordering::Relaxed);
    });
    site.build().is_clean();
    site.clean_build().is_clean();
    assert_eq!(site.tree(), site.clean_tree());
}

#[test]
fn builds_at_once_go_one_after_the_other_and_the_site_is_whole() {
    let site = site("");
    let states = states(&site);
    for second in [false, true, false] {
        write_state(&site, second);
        let builds: Vec<Child> = (0..4).map(|_| start(&site)).collect();
        for mut build in builds {
            assert!(build.wait().is_ok_and(|status| status.success()));
        }
        assert!(site.tree() == states[usize::from(second)]);
    }
}

/// Where nothing can be kept from one build to the next there is no lock there either.
#[test]
fn builds_at_once_without_a_cache_leave_whole_pages_and_the_next_makes_the_site_whole() {
    let site = site("");
    let states = states(&site);
    write_state(&site, false);
    // A file where the folder of the cache should be.
    site.write(".courant", b"");
    assert!(start(&site).wait().is_ok_and(|status| status.success()));
    for second in [true, false, true, false] {
        write_state(&site, second);
        let builds: Vec<Child> = (0..3).map(|_| start(&site)).collect();
        for mut build in builds {
            build.wait().expect("it ends");
        }
        each_is_whole(&site.tree(), &states, "at once");
        let next = program(&site, ":").output().expect("the program runs");
        assert_eq!(next.status.code(), Some(0), "{}", told(&next));
        assert!(site.tree() == states[usize::from(second)]);
    }
}

#[test]
fn few_open_files_are_enough() {
    let site = site("");
    let states = states(&site);
    for (second, most) in [(false, 1024), (true, 40)] {
        write_state(&site, second);
        let built = program(&site, &format!("ulimit -n {most}"))
            .output()
            .expect("the program runs");
        assert_eq!(built.status.code(), Some(0), "{}", told(&built));
        assert!(site.tree() == states[usize::from(second)]);
    }
}

/// A clock that was set back, of the machine or of the disk, is only another moment.
#[test]
fn a_clock_that_is_set_back_takes_back_what_is_not_published_yet() {
    let mut site = site(
        "
        -- content/nieuws/a.md --
        ---
        title: Een
        date: 2026-01-01
        ---
        -- content/nieuws/later.md --
        ---
        title: Onder embargo
        date: 2026-06-01
        ---
        ",
    );
    for (now, is_there) in [
        ("2026-07-01", true),
        ("2026-05-01", false),
        ("1971-01-01", false),
        ("2026-07-01", true),
    ] {
        site.set_now(now);
        site.build().is_done();
        assert_eq!(site.output().join("nieuws/later").exists(), is_there, "{now}");
        site.clean_build().is_done();
        assert_eq!(site.tree(), site.clean_tree(), "{now}");
    }
    // A save that the disk's clock puts before the one before it, or nowhere near.
    let file = || {
        fs::File::options()
            .write(true)
            .open(site.root().join("content/nieuws/a.md"))
            .expect("a file")
    };
    let long_ago = std::time::SystemTime::UNIX_EPOCH;
    let times = [
        long_ago,
        long_ago - Duration::from_secs(5_000_000_000),
        long_ago + Duration::from_secs(4_000_000_000),
        long_ago + Duration::from_secs(60),
    ];
    for (n, time) in times.into_iter().enumerate() {
        site.write(
            "content/nieuws/a.md",
            format!("---\ntitle: Een\ndate: 2026-01-01\n---\nTekst {n}\n").as_bytes(),
        );
        let _ = file().set_modified(time);
        site.build()
            .is_done()
            .page_contains("nieuws/a/index.html", &format!("Tekst {n}"));
    }
}

/// What stands where a file or folder of the site should be, and is none.
#[test]
fn what_is_another_thing_than_its_name_says_is_told_of_and_never_waited_for() {
    let pipe = |path: &Path| {
        let made = Command::new("mkfifo").arg(path).status();
        assert!(made.is_ok_and(|status| status.success()));
    };
    let folder = |path: &Path| fs::create_dir_all(path).expect("a folder");
    let endless = |path: &Path| symlink("/dev/zero", path).expect("a link");
    type Make<'m> = &'m dyn Fn(&Path);
    let odd: [(&str, Make<'_>); 3] = [("a pipe", &pipe), ("a folder", &folder), ("an endless file", &endless)];
    let files = [
        ("content/nieuws/x.md", true),
        ("content/nieuws/x.pdf", true),
        ("content/nieuws/x.svg", true),
        ("templates/article.html", true),
        ("assets/css/x.css", true),
        ("i18n/nl.toml", true),
        ("site.toml", true),
        ("fonts/x.ttf", true),
        (".courant", false),
        (".courant/lock", false),
        (".courant/program", false),
        (".courant/documents", false),
        ("public/.courant-manifest.new", true),
        ("public/.courant-manifest.under-way", true),
        ("public/.courant-staged", true),
        ("public/nieuws/a/index.html", true),
    ];
    for (kind, make) in odd {
        for (path, is_the_sites) in files {
            // Nobody makes such things among what only Courant writes.
            if kind != "a folder" && [".courant", "public/.courant"].iter().any(|own| path.starts_with(own)) {
                continue;
            }
            let site = site(
                "
                -- content/nieuws/a.md --
                ---
                title: Een
                date: 2026-01-01
                ---
                ",
            );
            site.build().is_clean();
            site.write("content/nieuws/a.md", b"---\ntitle: Twee\ndate: 2026-01-01\n---\n");
            let full = site.root().join(path);
            if full.is_dir() {
                fs::remove_dir_all(&full).expect("a folder");
            } else {
                let _ = fs::remove_file(&full);
            }
            fs::create_dir_all(full.parent().expect("a folder")).expect("a folder");
            make(&full);
            // What never ends should take this test, and not the machine.
            let mut build = program(&site, "ulimit -v 8000000")
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()
                .expect("it runs");
            let started = Instant::now();
            let code = loop {
                if let Some(status) = build.try_wait().expect("a program") {
                    break status.code();
                }
                if started.elapsed() > Duration::from_secs(20) {
                    let _ = build.kill();
                    panic!("{path}, {kind}: the build waits for ever");
                }
                thread::sleep(Duration::from_millis(5));
            };
            // Without a site.toml there is nothing to build.
            let without_site = path == "site.toml" && code == Some(2);
            assert!(matches!(code, Some(0 | 1)) || without_site, "{path}, {kind}: {code:?}");
            if !is_the_sites {
                // What is known from one build to the next is never needed.
                assert_eq!(code, Some(0), "{path}, {kind}");
            }
            let page = site.output().join("nieuws/a/index.html");
            if !path.ends_with("a/index.html") {
                let text = fs::read_to_string(&page).expect("the page");
                assert_eq!(text.contains("Twee"), code == Some(0), "{path}, {kind}");
            }
        }
    }
}

#[test]
fn a_file_that_nobody_may_read_is_told_of() {
    use std::os::unix::fs::MetadataExt;
    use std::os::unix::process::CommandExt;
    let is_root = fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0);
    for path in [
        "content/nieuws/a.md",
        "content/nieuws/x.pdf",
        "content/nieuws",
        "site.toml",
        "templates/a.html",
    ] {
        let site = site(
            "
            -- content/nieuws/a.md --
            ---
            title: Een
            date: 2026-01-01
            ---
            -- content/nieuws/x.pdf --
            %PDF
            -- templates/a.html --
            x
            ",
        );
        site.build().is_clean();
        let before = site.tree();
        for entry in walkdir::WalkDir::new(site.root()).into_iter().flatten() {
            fs::set_permissions(entry.path(), fs::Permissions::from_mode(0o777)).expect("a file of ours");
        }
        // What the last build knows is not what this test is about.
        fs::remove_dir_all(site.root().join(".courant")).expect("the cache");
        fs::set_permissions(site.root().join(path), fs::Permissions::from_mode(0o0)).expect("a file of ours");
        let mut build = program(&site, ":");
        if is_root {
            build.uid(65534).gid(65534);
        }
        let refused = build.output();
        fs::set_permissions(site.root().join(path), fs::Permissions::from_mode(0o777)).expect("a file of ours");
        let Ok(refused) = refused else {
            return println!("skipped: nobody else may build here");
        };
        if refused.status.code() == Some(126) {
            return println!("skipped: the program lies where only root may go");
        }
        assert_eq!(refused.status.code(), Some(1), "{path}: {}", told(&refused));
        assert!(
            told(&refused).contains("you may not open it"),
            "{path}: {}",
            told(&refused)
        );
        assert_eq!(site.tree(), before, "{path}");
    }
}

/// What docs/publishing.md says of a server that serves a link: it leads to a whole site before and after it is moved.
#[test]
fn two_folders_in_turn_behind_a_link_show_one_whole_site_after_the_other() {
    let site = site("");
    let states = states(&site);
    let live = site.root().join("live");
    for second in [false, true, false, true] {
        write_state(&site, second);
        let before = tree(&live);
        let next = ["site-a", "site-b"][usize::from(second)];
        let built = courant(site.root(), &["build", "--now", "2026-11-23", "--output", next]);
        assert_eq!(built.status.code(), Some(0), "{}", told(&built));
        assert!(tree(&live) == before);
        symlink(next, site.root().join("live.new")).expect("a link");
        fs::rename(site.root().join("live.new"), &live).expect("a link in its place");
        assert!(tree(&live) == states[usize::from(second)]);
    }
}
