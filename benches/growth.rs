//! How time and memory grow with a site: `cargo bench --bench growth`, for sites that are made up; `cargo bench --bench growth -- SITE…` for
//! others, each built where it lies, its output and cache removed first. With `UPDATE_DOCS=1` the picture `docs/content/running/growth.svg` is drawn anew.
//!
//! Linux only: what a process took is read from `/proc`.

mod drawing;
mod made_up;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use drawing::Curve;

/// How many articles the sites have that are made up.
const SIZES: [usize; 6] = [1_000, 2_000, 5_000, 10_000, 20_000, 50_000];
/// Each site is built this often; the median counts.
const ROUNDS: usize = 3;
/// Clock ticks a second, in which Linux counts what children took: 100 on every machine that people have.
const TICKS: f64 = 100.0;

/// What a clean build took.
struct Took {
    seconds: f64,
    /// On all cores.
    cpu: f64,
    /// The most that was held at a time, in bytes.
    memory: f64,
}

/// A site to build.
enum Site {
    /// It lies there.
    There(PathBuf),
    /// One of this many articles is made up, and taken away again.
    MadeUp(usize),
}

fn main() {
    let named = std::env::args().skip(1).filter(|argument| argument != "--bench");
    let mut sites: Vec<Site> = named.map(|path| Site::There(path.into())).collect();
    if sites.is_empty() {
        sites.extend(SIZES.map(Site::MadeUp));
    }
    let mut rows = Vec::new();
    println!("| articles | wall s | CPU µs an article | memory, KB an article |\n| --- | --- | --- | --- |");
    for wanted in sites {
        let site = match &wanted {
            Site::There(path) => path.clone(),
            Site::MadeUp(articles) => made_up::site("courant-growth", *articles),
        };
        let articles = articles(&site);
        let took = median((0..ROUNDS).map(|_| build(&site)).collect());
        let each = |all: f64| all / articles as f64;
        let (cpu, memory) = (each(took.cpu * 1e6), each(took.memory / 1e3));
        println!("| {articles} | {:.2} | {cpu:.0} | {memory:.1} |", took.seconds);
        rows.push((articles as f64, cpu, memory));
        if matches!(wanted, Site::MadeUp(_)) {
            let _ = fs::remove_dir_all(&site);
        }
    }
    if std::env::var_os("UPDATE_DOCS").is_some() {
        let curve = |title, value: fn(&(f64, f64, f64)) -> f64| Curve {
            title,
            points: rows.iter().map(|row| (row.0, value(row))).collect(),
        };
        let picture = drawing::side_by_side(&[
            curve("CPU time, µs an article", |row| row.1),
            curve("Memory at its peak, KB an article", |row| row.2),
        ]);
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/content/running/growth.svg");
        fs::write(path, picture).expect("a picture");
    }
}

fn articles(site: &Path) -> usize {
    let files = walkdir::WalkDir::new(site.join("content/news")).into_iter().flatten();
    files
        .filter(|entry| {
            entry
                .file_name()
                .to_str()
                .is_some_and(|name| name.ends_with(".md") && !name.starts_with('_'))
        })
        .count()
}

fn build(site: &Path) -> Took {
    for folder in ["public", ".courant"] {
        let _ = fs::remove_dir_all(site.join(folder));
    }
    let before = children();
    let started = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_courant"))
        .args(["build", "--root"])
        .arg(site)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program");
    let memory = watch(&mut child);
    Took {
        seconds: started.elapsed().as_secs_f64(),
        cpu: children() - before,
        memory,
    }
}

/// Waits for a process, and returns the most memory that it held, in bytes.
fn watch(child: &mut Child) -> f64 {
    let status = format!("/proc/{}/status", child.id());
    let mut most: f64 = 0.0;
    while child.try_wait().expect("a process").is_none() {
        let text = fs::read_to_string(&status).unwrap_or_default();
        let peak = text
            .lines()
            .find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB"));
        most = most.max(peak.and_then(|peak| peak.parse::<f64>().ok()).unwrap_or_default() * 1024.0);
        thread::sleep(Duration::from_millis(5));
    }
    most
}

/// What all children that have ended took of the processors, in seconds: fields 16 and 17 of proc(5), counted from the state behind the name.
fn children() -> f64 {
    let text = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let behind = text.rsplit_once(") ").map_or("", |(_, behind)| behind);
    let ticks = behind
        .split(' ')
        .skip(13)
        .take(2)
        .filter_map(|field| field.parse::<f64>().ok());
    ticks.sum::<f64>() / TICKS
}

fn median(mut all: Vec<Took>) -> Took {
    all.sort_by(|a, b| a.cpu.total_cmp(&b.cpu));
    all.swap_remove(all.len() / 2)
}
