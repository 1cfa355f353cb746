//! The workflows in `docs/content/running/workflows`: they can be read, and what they run does what it is to do.

// Where `date` is that of the images in which they run.
#![cfg(target_os = "linux")]

mod common;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use common::{Site, site};
use courant::tree::{Kind, Node, read_yaml};

fn workflow(name: &str) -> Node {
    let file = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("docs/content/running/workflows")
        .join(name);
    let text = fs::read_to_string(file).expect("a workflow");
    let (root, found) = read_yaml(&text, 0..text.len());
    assert_eq!(found, []);
    root.expect("a mapping")
}

fn get<'n>(node: &'n Node, path: &[&str]) -> &'n Node {
    path.iter().fold(node, |node, key| match &node.kind {
        Kind::Mapping(all) => {
            &all.iter()
                .find(|(known, _)| &*known.text == *key)
                .unwrap_or_else(|| panic!("no {key}"))
                .1
        }
        Kind::Sequence(all) => &all[key.parse::<usize>().expect("a number")],
        _ => panic!("no {key}"),
    })
}

fn text(node: &Node) -> &str {
    match &node.kind {
        Kind::Scalar(scalar) => &scalar.text,
        other => panic!("{other:?}"),
    }
}

/// A site with an embargo until 2026-12-01, and a `gh` that tells of a run at a moment.
fn newsroom() -> Site {
    let site = site(
        "
        -- content/nieuws/raad.md --
        ---
        title: Raad kiest
        date: 2026-03-05
        ---
        De raad koos.
        -- content/nieuws/embargo.md --
        ---
        title: Geheim
        date: 2026-12-01
        ---
        Onder embargo.
    ",
    );
    site.write("bin/gh", b"#!/bin/sh\necho \"$LAST\"\n");
    // The clock of the test: `date +%s` is what it says, all else is the system's own.
    site.write(
        "bin/date",
        b"#!/bin/sh\n[ \"$1\" = +%s ] && exec echo \"$CLOCK\"\nexec /bin/date \"$@\"\n",
    );
    for name in ["gh", "date"] {
        use std::os::unix::fs::PermissionsExt as _;
        fs::set_permissions(site.root().join("bin").join(name), fs::Permissions::from_mode(0o755))
            .expect("permissions");
    }
    site
}

fn run(site: &Site, script: &str, variables: &[(&str, &str)]) -> Output {
    let program = PathBuf::from(env!("CARGO_BIN_EXE_courant"));
    let folders = [site.root().join("bin"), program.parent().expect("a folder").to_owned()];
    let path = std::env::var_os("PATH").unwrap_or_default();
    let path = std::env::join_paths(folders.into_iter().chain(std::env::split_paths(&path))).expect("a path");
    let mut command = Command::new("sh");
    let command = command
        .args(["-e", "-c", script])
        .current_dir(site.root())
        .env("PATH", path);
    command.envs(variables.iter().copied()).output().expect("a shell")
}

/// 30 November 2026 12:00 and 1 December 2026 12:00, UTC.
const BEFORE: &str = "1796040000";
const AFTER: &str = "1796126400";

#[test]
fn on_github_an_hourly_run_goes_on_only_if_something_became_due() {
    let workflow = workflow("github.yml");
    let step = get(&workflow, &["jobs", "build", "steps", "3"]);
    assert_eq!(text(get(step, &["id"])), "due");
    let script = text(get(step, &["run"]));
    let cases = [
        ("push", "2026-11-30T11:00:00Z", BEFORE, "yes"),
        ("schedule", "2026-11-30T11:00:00Z", BEFORE, "no"),
        ("schedule", "2026-11-30T11:00:00Z", AFTER, "yes"),
        ("schedule", "2026-12-01T11:00:00Z", AFTER, "no"),
        ("schedule", "", BEFORE, "yes"),
    ];
    for (event, last, clock, expected) in cases {
        let site = newsroom();
        let output = site.root().join("output");
        let variables = [
            ("EVENT", event),
            ("LAST", last),
            ("CLOCK", clock),
            ("GITHUB_OUTPUT", output.to_str().expect("a path")),
        ];
        let more = [("GITHUB_WORKFLOW", "Publish"), ("GITHUB_REF_NAME", "main")];
        let ran = run(&site, script, &[&variables[..], &more].concat());
        assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
        let told = fs::read_to_string(&output).expect("an output");
        assert_eq!(told, format!("due={expected}\n"), "{event} {last} {clock}");
    }
    let site = newsroom();
    let build = text(get(&workflow, &["jobs", "build", "steps", "4", "run"]));
    assert!(run(&site, build, &[]).status.success());
    assert!(site.root().join("public/index.html").is_file());
}

#[test]
fn on_gitlab_too() {
    let script = workflow("gitlab.yml");
    let script = text(get(&script, &["pages", "script", "0"]));
    let cases = [
        ("push", "2026-11-30T11:00:00Z", BEFORE, Some(0)),
        ("schedule", "2026-11-30T11:00:00Z", BEFORE, Some(3)),
        ("schedule", "2026-11-30T11:00:00Z", AFTER, Some(0)),
        ("schedule", "", BEFORE, Some(0)),
    ];
    for (source, last, clock, expected) in cases {
        let site = newsroom();
        site.write(".published", last.as_bytes());
        let ran = run(&site, script, &[("CI_PIPELINE_SOURCE", source), ("CLOCK", clock)]);
        assert_eq!(ran.status.code(), expected, "{}", String::from_utf8_lossy(&ran.stderr));
        assert_eq!(site.root().join("public/index.html").is_file(), expected == Some(0));
        let kept = fs::read_to_string(site.root().join(".published")).expect("a file");
        let day = if clock == BEFORE { "2026-11-30" } else { "2026-12-01" };
        assert_eq!(kept, format!("{day}T12:00:00Z\n"));
    }
}

#[test]
fn what_a_pull_request_changes_is_checked() {
    let github = workflow("github.yml");
    let github = text(get(&github, &["jobs", "build", "steps", "5", "run"])).to_owned();
    let gitlab = workflow("gitlab.yml");
    let gitlab = text(get(&gitlab, &["check", "script", "1"])).to_owned();
    for (script, variable, expected) in [
        (&github, "BASE", "::warning file=content/nieuws/nieuw.md,line=6,"),
        (
            &gitlab,
            "CI_MERGE_REQUEST_DIFF_BASE_SHA",
            "content/nieuws/nieuw.md:6:1: warning[check/link-text]",
        ),
    ] {
        let site = newsroom();
        let git = "git -c user.name=x -c user.email=x@a.example -c commit.gpgsign=false";
        let commit = format!("git init -q -b main && git add content && {git} commit -q -m x");
        assert!(run(&site, &commit, &[]).status.success());
        let nothing = run(&site, script, &[(variable, "main")]);
        assert!(nothing.status.success(), "{}", String::from_utf8_lossy(&nothing.stderr));
        let new = "---\ntitle: Nieuw\ndate: 2026-03-05\nsummary: Kort.\n---\n[hier](https://a.example/)\n";
        site.write("content/nieuws/nieuw.md", new.as_bytes());
        let ran = run(&site, script, &[(variable, "main")]);
        let told = String::from_utf8_lossy(&ran.stdout).into_owned();
        assert!(ran.status.success() && told.contains(expected), "{told}");
        assert!(!told.contains("raad.md"), "{told}");
    }
}

/// The release is made for the very systems for which dependencies are looked at, and what runs in it are commands that a shell can read.
#[test]
fn a_release_is_made_for_the_systems_that_are_checked() {
    let workflow = workflow("release.yml");
    let Kind::Sequence(matrix) = &get(&workflow, &["jobs", "program", "strategy", "matrix", "include"]).kind else {
        panic!("no list of systems");
    };
    let targets: Vec<&str> = matrix.iter().map(|one| text(get(one, &["target"]))).collect();
    assert!(
        targets.len() >= 5 && targets.iter().any(|target| target.ends_with("-musl")),
        "{targets:?}"
    );
    let checked = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("deny.toml")).expect("deny.toml");
    for target in targets {
        assert!(checked.contains(&format!("\"{target}\"")), "deny.toml lacks {target}");
    }
    for job in ["test", "program", "release"] {
        let Kind::Sequence(steps) = &get(&workflow, &["jobs", job, "steps"]).kind else {
            panic!("no steps in {job}");
        };
        let scripts = steps.iter().filter_map(|step| {
            let step = step.mapping()?;
            step.iter()
                .find(|(key, _)| &*key.text == "run")
                .map(|(_, run)| text(run))
        });
        let scripts: Vec<&str> = scripts.collect();
        assert!(!scripts.is_empty(), "{job}");
        for script in scripts {
            // What GitHub fills in before a shell sees it.
            let mut plain = String::new();
            for (n, part) in script.split("${{").enumerate() {
                plain.push_str(if n == 0 {
                    part
                } else {
                    part.split_once("}}").expect("an end").1
                });
            }
            let read = Command::new("bash")
                .args(["-n", "-c", &plain])
                .output()
                .expect("a shell");
            assert!(
                read.status.success(),
                "{script}\n{}",
                String::from_utf8_lossy(&read.stderr)
            );
        }
    }
}
