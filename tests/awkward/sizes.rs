//! What is far larger than anybody means: it takes time and memory in proportion, and what is past a limit is an error in words.
//!
//! How each grows: `cargo test --release --test awkward how_it_grows -- --ignored --nocapture`, with `COURANT_GROWS=NAME` for one of them, and with
//! `COURANT_GROWS_TO=10` to a tenth of its size (in percent).

use std::fs;
use std::process::{Command, Stdio};
use std::time::Duration;

use courant::build::Outcome;

use super::common::{Site, site};

/// What can be large: its name, how large it is in a test that always runs, how large for the curve, and what writes it.
struct Kind {
    name: &'static str,
    small: usize,
    large: usize,
    write: fn(&Site, usize),
}

fn article(site: &Site, head: &str, body: &str) {
    site.write(
        "content/nieuws/a.md",
        format!("---\ntitle: A\ndate: 2026-01-01\n{head}---\n{body}\n").as_bytes(),
    );
}

fn body(site: &Site, make: impl Fn(usize) -> String, n: usize) {
    let mut text = String::new();
    (0..n).for_each(|n| text.push_str(&make(n)));
    article(site, "", &text);
}

const KINDS: &[Kind] = &[
    kind("megabytes of paragraphs", 1, 12, |site, n| {
        body(
            site,
            |n| format!("Alinea {n} van *een* tekst, [met een link](/nieuws/a/) erin. Zo is het.\n\n"),
            n * 13_000,
        );
    }),
    kind("megabytes in one line", 1, 12, |site, n| {
        body(site, |n| format!("woord{n} en *nog* een. "), n * 50_000)
    }),
    kind("headings", 2_000, 100_000, |site, n| {
        body(site, |n| format!("## Kop {n}\n\nTekst.\n\n"), n)
    }),
    kind("headings of one text", 2_000, 100_000, |site, n| {
        body(site, |_| "## Kop\n\nTekst.\n\n".to_owned(), n)
    }),
    kind("tags on one article", 500, 10_000, |site, n| {
        let tags: Vec<String> = (0..n).map(|n| format!("Onderwerp {n}")).collect();
        article(site, &format!("tags: [{}]\n", tags.join(", ")), "Tekst.");
    }),
    kind("authors of one article", 300, 5_000, |site, n| {
        let names: Vec<String> = (0..n).map(|n| format!("Ada Naam{n}")).collect();
        article(site, &format!("authors: [{}]\n", names.join(", ")), "Tekst.");
    }),
    kind("columns of a table", 1_000, 10_000, |site, n| {
        let row = |cell: &str| format!("|{}\n", format!("{cell}|").repeat(n));
        article(site, "", &[row("kop"), row("---"), row("cel"), row("cel")].concat());
    }),
    kind("rows of a table", 2_000, 100_000, |site, n| {
        article(
            site,
            "",
            &format!("| a | b |\n| --- | --- |\n{}", "| c | d |\n".repeat(n)),
        );
    }),
    kind("quotes in quotes", 200, 1_000, |site, n| {
        article(site, "", &format!("{}diep", "> ".repeat(n)))
    }),
    kind("lists in lists", 200, 1_000, |site, n| {
        body(site, |n| format!("{}- punt\n", "  ".repeat(n)), n);
    }),
    kind("elements in elements", 200, 10_000, |site, n| {
        article(site, "", &format!("{}diep{}", "<div>".repeat(n), "</div>".repeat(n)));
    }),
    kind("emphasis in emphasis", 1_000, 100_000, |site, n| {
        article(site, "", &"*a **b ".repeat(n))
    }),
    kind("brackets that never close", 1_000, 100_000, |site, n| {
        article(site, "", &"[a![b](".repeat(n))
    }),
    kind("signs of HTML that is none", 1_000, 100_000, |site, n| {
        article(site, "", &"<a <!-- &lt <?x ".repeat(n))
    }),
    kind("backticks that never close", 300, 1_500, |site, n| {
        body(site, |n| format!("{}a ", "`".repeat(n + 1)), n)
    }),
    kind("elements that are taken out", 1_000, 50_000, |site, n| {
        article(site, "", &"<font onclick=x>a</font> ".repeat(n))
    }),
    kind("links", 1_000, 50_000, |site, n| {
        body(site, |n| format!("[a](/nieuws/a/#x{n}) <b.md> [c][c]\n"), n)
    }),
    kind("references", 1_000, 50_000, |site, n| {
        body(site, |n| format!("[r{n}]\n\n[r{n}]: https://a.example/{n}\n\n"), n)
    }),
    kind("notes", 1_000, 50_000, |site, n| {
        body(site, |n| format!("Tekst[^{n}].\n\n[^{n}]: Noot {n}.\n\n"), n)
    }),
    kind("references to one note", 1_000, 50_000, |site, n| {
        article(site, "", &format!("{}\n\n[^1]: Noot.", "a[^1] ".repeat(n)));
    }),
    kind("shortcodes", 500, 20_000, |site, n| {
        body(
            site,
            |n| format!("{{{{< quote name=\"N{n}\" >}}}}Zo.{{{{< /quote >}}}}\n\n"),
            n,
        );
    }),
    kind("shortcodes that never close", 500, 20_000, |site, n| {
        article(site, "", &"{{% note %}} {{< a \"".repeat(n))
    }),
    kind("marks of more", 1_000, 50_000, |site, n| {
        article(site, "", &"Een alinea.\n\n<!-- more -->\n\n".repeat(n))
    }),
    kind("lines of code", 1_000, 50_000, |site, n| {
        article(
            site,
            "",
            &format!("```rust\n{}```", "fn main() { let a = 1; }\n".repeat(n)),
        );
    }),
    kind("keys of front matter", 500, 20_000, |site, n| {
        let mut head = String::new();
        (0..n).for_each(|n| head.push_str(&format!("eigen{n}: waarde {n}\n")));
        article(site, &head, "Tekst.");
    }),
    kind("former addresses", 300, 5_000, |site, n| {
        let mut head = "aliases:\n".to_owned();
        (0..n).for_each(|n| head.push_str(&format!("  - /oud/{n}/\n")));
        article(site, &head, "Tekst.");
    }),
    kind("folders in folders", 100, 500, |site, n| {
        site.write(
            &format!("content/{}a.md", "d/".repeat(n)),
            b"---\ntitle: Diep\ndate: 2026-01-01\n---\nTekst.\n",
        );
        site.write(&format!("content/{}x.txt", "d/".repeat(n)), b"x");
    }),
    kind("files in one folder", 500, 16_000, |site, n| {
        for n in 0..n {
            site.write(&format!("content/nieuws/f{n}.txt"), b"x");
        }
    }),
    kind("megapixels of a picture", 100, 10_000, |site, n| {
        let side = 1000 * n as u32;
        let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
        png.extend(side.to_be_bytes());
        png.extend(1000u32.to_be_bytes());
        png.extend(*b"\x08\x02\0\0\0\0\0\0\0");
        site.write("content/nieuws/groot.png", &png);
        article(site, "image: { src: groot.png, alt: x }\n", "![x](groot.png)");
    }),
];

const fn kind(name: &'static str, small: usize, large: usize, write: fn(&Site, usize)) -> Kind {
    Kind {
        name,
        small,
        large,
        write,
    }
}

#[test]
fn what_is_large_is_built_like_anything_else() {
    for Kind { name, small, write, .. } in KINDS {
        let site = site("");
        write(&site, *small);
        let built = site.build();
        // What is slipshod in it is told of; nothing of it ends otherwise than in words.
        let is_told = !built.report.found.is_empty();
        assert!(is_told || built.report.outcome == Outcome::Done, "{name}");
        let places = built.report.found.len();
        assert!(places <= 2 * small + 2, "{name}: {places}");
        if built.report.outcome == Outcome::Done {
            assert!(site.tree().len() > 10, "{name}");
        }
    }
}

#[test]
fn a_document_above_the_limit_is_refused_in_words_and_the_limit_can_be_set() {
    let site = site("");
    article(&site, "", &"Een zin die er maar staat. ".repeat(80_000));
    site.build().is_clean();
    let set = |megabytes: &str| {
        let text =
            format!("title = \"x\"\nbase_url = \"https://a.example/\"\n[limits]\ndocument_megabytes = {megabytes}\n");
        site.write("site.toml", text.as_bytes());
    };
    set("2");
    let built = site.build();
    built
        .ends(Outcome::Failed)
        .finds(&["content/nieuws/a.md read/too-large"]);
    assert!(
        built.report.found[0]
            .message
            .contains("has 3 megabytes, and 2 is the most"),
        "{:?}",
        built.report.found
    );
    assert!(
        built.report.found[0]
            .hint
            .as_deref()
            .unwrap_or_default()
            .ends_with("document_megabytes = 3")
    );
    set("3");
    site.build().is_clean();
    // By default it is stated in one place, and told by that.
    site.write("site.toml", b"title = \"x\"\nbase_url = \"https://a.example/\"\n");
    site.write("content/nieuws/a.md", &vec![b'a'; 16_000_001]);
    site.build()
        .ends(Outcome::Failed)
        .finds(&["content/nieuws/a.md read/too-large"]);
    for wrong in ["0", "-1", "2001", "\"16 MB\"", "1.5"] {
        set(wrong);
        let built = site.build();
        let found = built.found();
        assert!(
            found.iter().any(|one| one.starts_with("site.toml:4:22 config/")),
            "{wrong}: {found:?}"
        );
    }
}

#[test]
#[ignore = "takes minutes; for who wants to see how time and memory grow"]
fn how_it_grows() {
    let only = std::env::var("COURANT_GROWS").unwrap_or_default();
    let percent = std::env::var("COURANT_GROWS_TO").map_or(100, |text| text.parse().expect("a number"));
    println!(
        "{:<32} {:>9} {:>9} {:>7} {:>8}",
        "what", "how much", "CPU s", "times", "MB"
    );
    for Kind { name, large, write, .. } in KINDS.iter().filter(|kind| kind.name.contains(&only)) {
        let mut before: Option<f64> = None;
        let large = large * percent / 100;
        for n in [large / 4, large / 2, large].map(|n| n.max(1)) {
            let site = site("");
            write(&site, n);
            let (took, memory) = took(&site);
            let times = before.map_or(String::new(), |before| format!("{:.1}", took / before));
            println!("{name:<32} {n:>9} {:>9.2} {times:>7} {:>8}", took, memory / 1000);
            before = Some(took);
        }
    }
}

/// Returns how many seconds of CPU time the program takes to build a site, and how many kilobytes it has at most.
fn took(site: &Site) -> (f64, u64) {
    let mut build = Command::new(env!("CARGO_BIN_EXE_courant"))
        .args(["build", "--now", "2026-11-23"])
        .current_dir(site.root())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program runs");
    let id = build.id();
    let of_process = |name: &str| fs::read_to_string(format!("/proc/{id}/{name}")).unwrap_or_default();
    let (mut ticks, mut most) = (0.0, 0);
    loop {
        // While it is there: the last look before its end is near enough.
        let status = of_process("status");
        let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let peak = peak.and_then(|peak| peak.trim().strip_suffix(" kB")?.trim().parse().ok());
        most = most.max(peak.unwrap_or(0));
        // Behind the name, which may have spaces in it: user and system time are the 14th and 15th field (proc(5)).
        let stat = of_process("stat");
        let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
        let times: f64 = fields
            .skip(11)
            .take(2)
            .filter_map(|ticks| ticks.parse::<f64>().ok())
            .sum();
        ticks = times.max(ticks);
        if build.try_wait().expect("a program").is_some() {
            return (ticks / 100.0, most);
        }
        std::thread::sleep(Duration::from_millis(2));
    }
}
