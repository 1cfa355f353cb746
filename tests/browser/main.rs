//! The sample site in headless Chromium: axe-core, the Nu HTML checker, keyboard, form, dark, paper; and `courant serve`. The checks stand in `checks/`, each a page of
//! JavaScript; `npm ci` in this folder fetches the driver. Skipped, and said so, where something is not there: it has no harness, so that
//! the line is always shown.

#[path = "../common/hostile.rs"]
mod hostile;
#[path = "../common/sample.rs"]
mod sample;

use std::path::{Path, PathBuf};
use std::process::{Command, exit};

use courant::build::Outcome;
use courant::config;
use sample::{NOW, build_sample};

/// Under what names Chromium is known.
const CHROMIUM: [&str; 5] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
];

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = root.join("tests/browser");
    let skipped = |why: &str| {
        println!("browser: skipped, for {why}");
        exit(0);
    };
    if Command::new("node").arg("--version").output().is_err() {
        return skipped("there is no Node.js");
    }
    if !folder.join("node_modules/playwright-core").is_dir() {
        return skipped("its driver is not there; run  npm ci  in tests/browser");
    }
    let Some(chromium) = chromium() else {
        return skipped("there is no Chromium; name one in COURANT_CHROMIUM");
    };
    let site = tempfile::tempdir().expect("a folder for the test");
    let output = site.path().join("public");
    let report = build_sample(&output, NOW);
    assert_eq!(report.outcome, Outcome::Done, "{:?}", report.found);
    let settings = std::fs::read_to_string(root.join("site.toml")).expect("settings");
    let form = config::read(&settings).value.and_then(|config| config.newsletter);
    let form = form.expect("the sample site has a newsletter");
    let form = serde_json::json!({
        "action": form.action, "method": form.method, "emailField": form.email_field, "honeypot": form.honeypot,
    });
    let status = Command::new("node")
        .arg(folder.join("run.mjs"))
        .args([&output, &chromium])
        .arg(form.to_string())
        .arg(env!("CARGO_BIN_EXE_courant"))
        .arg(worked_on(&site.path().join("work")))
        .arg(planned(&site.path().join("desk")))
        .args(harmed(&site.path().join("harm")))
        .status();
    let is_good = status.is_ok_and(|status| status.success());
    drop(site);
    exit(i32::from(!is_good));
}

/// Makes a small site in `root` for the check that changes it while it is served.
fn worked_on(root: &Path) -> &Path {
    let article = |title: &str, text: &str| format!("---\ntitle: {title}\ndate: 2026-11-01\n---\n{text}\n");
    let long = |name: &str| format!("{name} alinea. {}\n\n", "Hier staat iets over de gemeente. ".repeat(30));
    let text: String = ["Eerste", "Tweede", "Derde", "Vierde", "Vijfde"].map(long).concat();
    let template = "{% extends \"courant/article.html\" %}
{% block head_extra %}<link rel=\"stylesheet\" href=\"{{ asset(path=\"css/proef.css\") }}\">{% endblock head_extra %}
{% block before_content %}<p class=\"proef\">{{ page.title }}</p>{% endblock before_content %}
";
    let files = [
        (
            "site.toml",
            "title = \"Proef\"\nbase_url = \"https://proef.example/\"\n[hosting]\nservers = [\"nginx\"]\n".to_owned(),
        ),
        (
            "content/nieuws/proef.md",
            article("Proef", &format!("{text}## Tussen\n\nSlot.")),
        ),
        ("content/nieuws/ander.md", article("Ander", "Kort.")),
        ("assets/css/proef.css", ".proef { color: rgb(1, 2, 3) }\n".to_owned()),
        ("templates/article.html", template.to_owned()),
    ];
    written(root, files)
}

/// Makes a small site in `root` of which some is published and some is not.
fn planned(root: &Path) -> &Path {
    let article = |head: &str, text: &str| format!("---\n{head}\n---\n{text}\n");
    let settings = "title = \"Proef\"\nbase_url = \"https://proef.example/\"\n[languages.nl]\n[languages.en]\n";
    let hostile =
        "title: \"Wet <img src=x onerror='window.isHit=1'> & meer\"\ndate: 2026-12-01 09:00\nsummary: Het embargo.";
    let event = "title: Datadag\ndate: 2026-10-01\nevent: {start: 2027-02-11 10:00, venue: De Zaal}";
    let mut files = vec![
        ("site.toml".to_owned(), settings.to_owned()),
        (
            "content/nieuws/embargo.md".to_owned(),
            article(hostile, "Onder embargo."),
        ),
        (
            "content/nieuws/ontwerp.md".to_owned(),
            article("title: Ontwerp\ndate: 2026-11-02\ndraft: true", "Niet af."),
        ),
        (
            "content/nieuws/kapot.md".to_owned(),
            article("title: Kapot\ndate: gisteren", "Tekst."),
        ),
        (
            "content/nieuws/weg.md".to_owned(),
            article("title: Weg\ndate: 2026-11-01\nexpires_at: 2026-12-24 17:00", "Even."),
        ),
        ("content/evenementen/dag.md".to_owned(), article(event, "Kom ook.")),
        (
            "content/nieuws/raad.en.md".to_owned(),
            article("title: Council\ndate: 2026-11-03", "The council."),
        ),
    ];
    for n in 0..60 {
        let head = format!("title: Bericht {n}\ndate: 2025-01-01\ntags: [Onderwerp {n}]");
        files.push((
            format!("content/nieuws/bericht-{n}.md"),
            article(&head, "Tekst van een bericht."),
        ));
    }
    written(root, files)
}

/// Makes a site in `root` whose writers mean harm; returns where it is, and where what was built of it: all that is not refused.
fn harmed(root: &Path) -> [PathBuf; 2] {
    hostile::write(root);
    hostile::write_bare(&root.join("bare"));
    let output = root.join("public");
    let built = Command::new(env!("CARGO_BIN_EXE_courant"))
        .args(["build", "--keep-going", "--now", NOW, "--root"])
        .arg(root)
        .output();
    let code = built.ok().and_then(|built| built.status.code());
    assert_eq!(code, Some(3), "some is refused, and some is not");
    [root.to_owned(), output]
}

fn written<P: AsRef<Path>>(root: &Path, files: impl IntoIterator<Item = (P, String)>) -> &Path {
    for (path, text) in files {
        let file = root.join(path);
        std::fs::create_dir_all(file.parent().expect("a file lies in a folder")).expect("a folder");
        std::fs::write(file, text).expect("a file");
    }
    root
}

/// Returns the browser that `COURANT_CHROMIUM` names, or the first that is on the path.
fn chromium() -> Option<PathBuf> {
    if let Some(named) = std::env::var_os("COURANT_CHROMIUM") {
        return Some(named.into());
    }
    let path = std::env::var_os("PATH")?;
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    let places = CHROMIUM
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    places.into_iter().find(|place| place.is_file())
}
