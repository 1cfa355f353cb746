//! `courant serve`: what browsers are given, and what they are told when something is saved.

mod common;
#[path = "common/server.rs"]
mod server;

use std::sync::mpsc::channel;

use common::{Site, site};
use courant::build::{BuildOptions, Host, Memory, OnError, Taken, Warnings, Wish, at_hand, build};
use courant::organise::Drafts;
use server::{Server, serve};

/// A site at hand, on a thread of its own.
struct AtHand(std::sync::mpsc::Sender<Wish>);

impl AtHand {
    fn of(options: &BuildOptions, site: u128) -> Self {
        let (wishes, asked) = channel();
        let options = options.clone();
        std::thread::spawn(move || at_hand(&options, site, &asked));
        let at_hand = Self(wishes);
        // What is saved before it has been put together is none of its business.
        assert!(at_hand.page("index.html").is_some());
        at_hand
    }

    #[track_caller]
    fn take_in(&self, file: &str) -> Taken {
        let (send, taken) = channel();
        let answer = Box::new(move |taken| drop(send.send(taken)));
        let wish = Wish::TakeIn([file.to_owned()].into(), answer);
        self.0.send(wish).expect("somebody is there");
        taken.recv().expect("an answer")
    }

    #[track_caller]
    fn page(&self, file: &str) -> Option<Vec<u8>> {
        let (send, made) = channel();
        let answer = Box::new(move |made| drop(send.send(made)));
        self.0
            .send(Wish::Page(file.to_owned(), answer))
            .expect("somebody is there");
        made.recv().expect("an answer")
    }
}

const ARTICLE: &str = "---\ntitle: Raad\ndate: 2026-03-05\n---\nDe raad koos.\n";

fn newsroom() -> Site {
    let site = site(
        "
        -- content/nieuws/ander.md --
        ---
        title: Ander
        date: 2026-03-04
        ---
        Een ander bericht.
        -- content/nieuws/later.md --
        ---
        title: Ontwerp
        date: 2026-03-06
        draft: true
        ---
        Nog niet af.
        -- content/bestand.txt --
        0123456789
        -- assets/css/eigen.css --
        p { color: #111 }
        -- templates/article.html --
        {% extends \"courant/article.html\" %}
        {% block head_extra %}<link rel=\"stylesheet\" href=\"{{ asset(path=\"css/eigen.css\") }}\">{% endblock head_extra %}
    ",
    );
    site.write("content/nieuws/raad.md", ARTICLE.as_bytes());
    site
}

fn served(site: &Site) -> Server {
    serve(site.root(), &["--now", "2026-11-23"])
}

#[test]
fn the_site_is_shown_with_drafts_for_the_address_of_the_server_and_nothing_is_published() {
    let site = newsroom();
    let server = served(&site);
    let page = server.get("/nieuws/raad/");
    assert_eq!(
        (page.status, page.field("content-type")),
        (200, Some("text/html; charset=utf-8"))
    );
    assert!(page.text().contains("De raad koos."));
    assert!(
        page.text().contains(&format!("http://{}/nieuws/raad/", server.host())),
        "{}",
        page.text()
    );
    assert_eq!(server.get("/nieuws/later/").status, 200);
    assert!(!site.output().exists());
    // Nor is the script in any file.
    let files = walkdir::WalkDir::new(site.root()).into_iter().flatten();
    for file in files.filter(|file| file.file_type().is_file()) {
        let bytes = std::fs::read(file.path()).unwrap_or_default();
        assert!(
            !String::from_utf8_lossy(&bytes).contains("/_courant/"),
            "{}",
            file.path().display()
        );
    }
    drop(server);
    let without = serve(site.root(), &["--now", "2026-11-23", "--no-drafts"]);
    assert_eq!(without.get("/nieuws/later/").status, 404);
}

#[test]
fn what_is_not_there_is_a_page_with_404_and_a_folder_leads_on_to_its_page() {
    let site = newsroom();
    let server = served(&site);
    let missing = server.get("/nergens/");
    assert_eq!(missing.status, 404);
    assert!(missing.text().contains("/_courant/live.js"), "{}", missing.text());
    let folder = server.get("/nieuws/raad?a=b");
    assert_eq!(
        (folder.status, folder.field("location")),
        (302, Some("/nieuws/raad/?a=b"))
    );
}

#[test]
fn an_answer_says_what_it_is_and_a_browser_that_has_it_gets_nothing() {
    let site = newsroom();
    let server = served(&site);
    for target in ["/nieuws/raad/", "/bestand.txt", "/_courant/live.js"] {
        let whole = server.get(target);
        assert_eq!(whole.status, 200, "{target}");
        assert_eq!(whole.field("x-content-type-options"), Some("nosniff"), "{target}");
        assert_eq!(
            whole.field("cross-origin-resource-policy"),
            Some("same-origin"),
            "{target}"
        );
        let head = server.ask("HEAD", target, &[]);
        assert_eq!((head.status, head.body.len()), (200, 0), "{target}");
        assert_eq!(
            head.field("content-length"),
            Some(&*whole.body.len().to_string()),
            "{target}"
        );
        let tag = whole.field("etag").expect("a tag").to_owned();
        let known = server.ask("GET", target, &[&format!("If-None-Match: \"x\", {tag}")]);
        assert_eq!(
            (known.status, known.body.len(), known.field("etag")),
            (304, 0, Some(&*tag)),
            "{target}"
        );
        assert_eq!(
            server.ask("GET", target, &["If-None-Match: \"x\""]).status,
            200,
            "{target}"
        );
    }
    let file = server.get("/bestand.txt");
    let since = format!("If-Modified-Since: {}", file.field("last-modified").expect("a time"));
    assert_eq!(server.ask("GET", "/bestand.txt", &[&since]).status, 304);
    let before = "If-Modified-Since: Thu, 01 Jan 1970 00:00:10 GMT";
    assert_eq!(server.ask("GET", "/bestand.txt", &[before]).status, 200);
    let other = server.ask("POST", "/", &["Content-Length: 0"]);
    assert_eq!((other.status, other.field("allow")), (405, Some("GET, HEAD")));
}

#[test]
fn a_part_is_given_of_what_is_asked_for_in_parts() {
    let site = newsroom();
    let server = served(&site);
    let part = |range: &str| {
        let answer = server.ask("GET", "/bestand.txt", &[&format!("Range: {range}")]);
        let of = answer.field("content-range").unwrap_or_default().to_owned();
        (answer.status, of, answer.text())
    };
    assert_eq!(part("bytes=2-4"), (206, "bytes 2-4/11".to_owned(), "234".to_owned()));
    assert_eq!(part("bytes=8-"), (206, "bytes 8-10/11".to_owned(), "89\n".to_owned()));
    assert_eq!(part("bytes=-3"), (206, "bytes 8-10/11".to_owned(), "89\n".to_owned()));
    assert_eq!(part("bytes=9-99"), (206, "bytes 9-10/11".to_owned(), "9\n".to_owned()));
    assert_eq!(part("bytes=11-"), (416, "bytes */11".to_owned(), String::new()));
    assert_eq!(
        part("bytes=-99"),
        (206, "bytes 0-10/11".to_owned(), "0123456789\n".to_owned())
    );
    assert_eq!(part("bytes=-0").0, 416);
    assert_eq!(part("bytes=99999999999999999999-").0, 416);
    // Several, or none that anybody understands: the whole.
    assert_eq!(part("bytes=0-1,4-5").0, 200);
    for odd in ["lines=0-1", "bytes=4-2", "bytes=-", "bytes=", "bytes=a-b", "bytes=+1-2"] {
        assert_eq!(part(odd).0, 200, "{odd}");
    }
    let other = server.ask("GET", "/bestand.txt", &["Range: bytes=2-4", "If-Range: \"x\""]);
    assert_eq!((other.status, other.body.len()), (200, 11));
    let page = server.ask("GET", "/nieuws/raad/", &["Range: bytes=0-14"]);
    assert_eq!(
        (page.status, page.text().to_lowercase()),
        (206, "<!doctype html>".to_owned())
    );
}

#[test]
fn only_who_asks_for_this_machine_by_its_name_is_answered() {
    let site = newsroom();
    let server = served(&site);
    let port = server.port;
    let status = |head: String| {
        server
            .raw(format!("{head}\r\nConnection: close\r\n\r\n").as_bytes())
            .status
    };
    assert_eq!(status(format!("GET / HTTP/1.1\r\nHost: localhost:{port}")), 200);
    assert_eq!(status(format!("GET / HTTP/1.1\r\nHost: evil.example:{port}")), 403);
    assert_eq!(status("GET / HTTP/1.1\r\nHost: evil.example".to_owned()), 403);
    assert_eq!(
        status(format!("GET http://evil.example/ HTTP/1.1\r\nHost: localhost:{port}")),
        403
    );
    assert!(matches!(status("GET / HTTP/1.0".to_owned()), 400 | 403));
    let from = |origin: &str, target| server.ask("GET", target, &[&format!("Origin: {origin}")]).status;
    assert_eq!(from(&format!("http://127.0.0.1:{port}"), "/"), 200);
    for target in ["/", "/_courant/live?page=/&is=0", "/nieuws/later/"] {
        assert_eq!(from("http://evil.example", target), 403, "{target}");
        assert_eq!(from("null", target), 403, "{target}");
    }
}

#[test]
fn nothing_outside_the_site_is_given_out() {
    let site = newsroom();
    site.write("geheim.txt", b"geheim");
    let server = served(&site);
    let own = walkdir::WalkDir::new(site.root().join(".courant"))
        .into_iter()
        .flatten();
    let pages = own
        .map(|entry| entry.into_path())
        .find(|path| path.ends_with("site"))
        .expect("the pages");
    #[cfg(unix)]
    std::os::unix::fs::symlink(site.root(), pages.join("link")).expect("a link");
    for target in [
        "/../geheim.txt",
        "/../../../../geheim.txt",
        "/%2e%2e/%2e%2e/%2e%2e/%2e%2e/geheim.txt",
        "/..%2f..%2f..%2f..%2fgeheim.txt",
        "/..\\..\\..\\..\\geheim.txt",
        "/..%5c..%5c..%5c..%5cgeheim.txt",
        "/nieuws/../../../../../geheim.txt",
        "/link/geheim.txt",
        "/link/",
        "//geheim.txt",
        "/geheim.txt%00",
        "/geheim.txt",
        "/site.toml",
        "/.courant-manifest",
        "/%2Ecourant-manifest",
        "/%ff",
        "/content/nieuws/raad.md",
    ] {
        let answer = server.get(target);
        assert!(matches!(answer.status, 400 | 404), "{target}: {}", answer.status);
        assert!(
            !answer.text().contains("geheim\n") && !answer.text().ends_with("geheim"),
            "{target}"
        );
    }
}

#[test]
fn a_save_is_shown_however_it_is_done_and_told_to_who_has_the_page_open() {
    let site = newsroom();
    let server = served(&site);
    let mut open = server.listen("/nieuws/raad/");
    let mut elsewhere = server.listen("/nieuws/ander/");
    site.write("content/nieuws/raad.md", ARTICLE.replace("koos", "besloot").as_bytes());
    let news = open.until("page");
    assert!(
        news.contains("De raad koos.") && news.contains("De raad besloot."),
        "{news}"
    );
    let offer = elsewhere.until("others");
    assert!(
        offer.contains("\"url\":\"/nieuws/raad/\"") && offer.contains("Raad"),
        "{offer}"
    );
    server.wait_for("/nieuws/raad/", |page| page.text().contains("De raad besloot."));
    // As editors do: another file takes its place.
    site.write(
        "content/nieuws/.raad.md.new",
        ARTICLE.replace("koos", "zweeg").as_bytes(),
    );
    let path = |name: &str| site.root().join("content/nieuws").join(name);
    std::fs::rename(path(".raad.md.new"), path("raad.md")).expect("a move");
    assert!(open.until("page").contains("De raad zweeg."));
    // A new article, and one that goes.
    site.write("content/nieuws/nieuw.md", ARTICLE.replace("Raad", "Nieuw").as_bytes());
    server.wait_for("/nieuws/nieuw/", |page| page.status == 200);
    site.remove("content/nieuws/raad.md");
    open.until("gone");
    server.wait_for("/nieuws/raad/", |page| page.status == 404);
}

#[test]
fn folders_that_come_and_go_are_watched() {
    let site = newsroom();
    let server = served(&site);
    let content = site.root().join("content");
    std::fs::rename(&content, site.root().join("weg")).expect("a move");
    let mut open = server.listen("/nieuws/raad/");
    std::fs::rename(site.root().join("weg"), &content).expect("a move");
    site.write(
        "content/nieuws/diep/dieper/raad.md",
        ARTICLE.replace("koos", "koos diep").as_bytes(),
    );
    server.wait_for("/nieuws/diep/dieper/raad/", |page| page.text().contains("koos diep"));
    site.write("content/nieuws/raad.md", ARTICLE.replace("koos", "besloot").as_bytes());
    open.until("page");
    // A folder that was not there when the server was started.
    site.write("i18n/nl.toml", b"home = \"Thuis\"\n");
    site.write("templates/404.html", b"<title>Zoek</title><body>Zoek verder</body>");
    server.wait_for("/nergens", |page| page.text().contains("Zoek verder"));
}

#[test]
fn a_stylesheet_alone_is_told_as_such() {
    let site = newsroom();
    let server = served(&site);
    let mut open = server.listen("/nieuws/raad/");
    site.write("assets/css/eigen.css", b"p { color: #222 }");
    let news = open.until("stylesheets");
    assert!(news.contains("/css/eigen."), "{news}");
}

#[test]
fn an_error_is_told_with_its_line_over_the_last_good_page_and_goes_when_it_is_mended() {
    let site = newsroom();
    let server = served(&site);
    let cases = [
        (
            "content/nieuws/raad.md",
            "---\ntitle: Raad\ndate: gisteren\n---\nDe raad koos.\n",
            "gisteren",
        ),
        (
            "templates/article.html",
            "{% extends \"courant/article.html\" %}\n{% block content %}{{ nergens( }}{% endblock %}\n",
            "nergens",
        ),
        (
            "site.toml",
            "title = \"Proef\"\nbase_url = \"https://proef.example/\"\ntaal = 3\n[content\n",
            "content",
        ),
    ];
    for (file, broken, shown) in cases {
        let good = std::fs::read(site.root().join(file)).expect("the file");
        let mut open = server.listen("/nieuws/raad/");
        site.write(file, broken.as_bytes());
        let told = open.until("problems");
        let told: serde_json::Value = serde_json::from_str(&told).expect("JSON");
        let problem = &told["problems"][0];
        assert_eq!(problem["file"], file, "{told}");
        assert!(
            problem["line"].as_u64() > Some(1) && problem["hint"].is_string(),
            "{told}"
        );
        assert!(problem["text"].to_string().contains(shown), "{told}");
        // The last good page stays, and all others work; who opens it now is told too.
        assert!(server.get("/nieuws/raad/").text().contains("De raad koos."), "{file}");
        assert_eq!(server.get("/nieuws/ander/").status, 200, "{file}");
        server.listen("/nieuws/raad/");
        site.write(file, &good);
        let mended = open.until("problems");
        assert!(mended.contains("\"problems\":[]"), "{mended}");
        server.wait_for("/nieuws/raad/", |page| page.text().contains("De raad koos."));
    }
}

#[test]
fn a_site_that_is_broken_from_the_start_is_served_once_it_is_mended() {
    let site = newsroom();
    site.write("site.toml", b"title = \n");
    let server = served(&site);
    let page = server.get("/");
    assert_eq!(page.status, 503);
    let mut open = server.listen("/");
    site.write(
        "site.toml",
        b"title = \"Proef\"\nbase_url = \"https://proef.example/\"\n",
    );
    open.until("page");
    assert_eq!(server.get("/").status, 200);
}

#[test]
fn a_port_in_use_is_passed_by_and_two_servers_of_a_site_do_not_meet() {
    let site = newsroom();
    let first = served(&site);
    let second = serve(site.root(), &["--port", &first.port.to_string(), "--now", "2026-11-23"]);
    assert!(second.port > first.port);
    for server in [&first, &second] {
        assert!(server.get("/").text().contains(&server.host()));
    }
}

/// All that is in the folder of a site.
fn all(site: &Site) -> Vec<std::path::PathBuf> {
    let files = walkdir::WalkDir::new(site.root())
        .sort_by_file_name()
        .into_iter()
        .flatten();
    files.map(|entry| entry.into_path()).collect()
}

#[cfg(unix)]
#[track_caller]
fn signal(server: &Server, name: &str) {
    let sent = std::process::Command::new("kill")
        .args([name, &server.id().to_string()])
        .status();
    assert!(sent.is_ok_and(|status| status.success()));
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_it_and_nothing_is_left() {
    let site = newsroom();
    let before = all(&site);
    for name in ["-INT", "-TERM", "-HUP"] {
        let mut server = served(&site);
        let _open = server.listen("/");
        let _asking = server.connect();
        site.write("content/nieuws/raad.md", ARTICLE.as_bytes());
        signal(&server, name);
        assert!(server.has_ended());
        assert!(std::net::TcpStream::connect(server.host()).is_err());
        assert_eq!(all(&site), before, "{name}");
    }
    // What is not its own stays: what a build keeps, and what another server does.
    site.build().is_done();
    let mut server = served(&site);
    let other = served(&site);
    signal(&server, "-INT");
    assert!(server.has_ended());
    assert_eq!(other.get("/").status, 200);
    assert!(site.root().join(".courant/program").exists());
}

#[cfg(unix)]
#[test]
fn the_end_of_the_terminal_means_nothing_to_what_was_started_so() {
    let site = newsroom();
    let mut nohup = std::process::Command::new("nohup");
    nohup.arg(env!("CARGO_BIN_EXE_courant"));
    let mut server = server::serve_by(nohup, site.root(), &["--now", "2026-11-23"]);
    signal(&server, "-HUP");
    site.write("content/nieuws/raad.md", ARTICLE.replace("koos", "besloot").as_bytes());
    server.wait_for("/nieuws/raad/", |answer| answer.text().contains("De raad besloot."));
    signal(&server, "-TERM");
    assert!(server.has_ended());
}

#[cfg(unix)]
#[test]
fn what_a_killed_server_left_is_taken_over_and_goes_with_the_next() {
    let site = newsroom();
    let before = all(&site);
    let (one, other) = (served(&site), served(&site));
    for mut server in [one, other] {
        signal(&server, "-KILL");
        assert!(server.has_ended());
    }
    let left = |number: &str| site.root().join(".courant/serve").join(number).exists();
    assert!(left("1") && left("2"));
    let mut again = served(&site);
    assert_eq!(again.get("/").status, 200);
    let started = std::time::Instant::now();
    while left("2") {
        assert!(started.elapsed().as_secs() < 30, "what another left is still there");
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    signal(&again, "-INT");
    assert!(again.has_ended());
    assert_eq!(all(&site), before);
}

#[test]
fn saves_are_found_where_the_system_does_not_tell_of_them() {
    let site = newsroom();
    for by_setting in [false, true] {
        let word = if by_setting { "zweeg" } else { "besloot" };
        if by_setting {
            site.write(
                "site.toml",
                b"title = \"Proef\"\nbase_url = \"https://proef.example/\"\n[serve]\npoll = true\n",
            );
        }
        let server = serve(
            site.root(),
            if by_setting {
                &["--now", "2026-11-23"]
            } else {
                &["--now", "2026-11-23", "--poll"]
            },
        );
        let mut open = server.listen("/nieuws/raad/");
        site.write("content/nieuws/raad.md", ARTICLE.replace("koos", word).as_bytes());
        assert!(open.until("page").contains(&format!("De raad {word}.")));
    }
}

/// A browser runs a script that stands in a page if the policy that comes with the page has its hash: nobody is shown the one without the other.
#[test]
fn a_page_with_another_script_comes_with_the_policy_that_lets_it_through() {
    let site = newsroom();
    let base = |shown: &str| {
        format!(
            "{{% extends \"courant/base.html\" %}}{{% block footer %}}{{% if {shown} %}}<script>let a = 1</script>{{% endif %}}<p>{shown}</p>{{% endblock footer %}}"
        )
    };
    site.write("site.toml", b"title = \"Proef\"\nbase_url = \"https://proef.example/\"\ntheme = \"eigen\"\n[hosting]\nservers = [\"netlify\"]\n");
    site.write("themes/eigen/theme.toml", b"name = \"eigen\"\nextends = \"courant\"\n");
    site.write("themes/eigen/templates/base.html", base("false").as_bytes());
    let server = served(&site);
    let page = "/nieuws/raad/";
    let mut open = server.listen(page);
    // As `printf 'let a = 1' | openssl dgst -sha256 -binary | base64` has it.
    let hash = "'sha256-LAfYd7pbFUgwfQu8b4q135PeTG2z+/coPEUYCd74eCQ='";
    for (shown, is_there) in [("true", true), ("false", false), ("true", true)] {
        // The site at hand has to be there for a page to come before its build.
        std::thread::sleep(std::time::Duration::from_secs(2));
        site.write("themes/eigen/templates/base.html", base(shown).as_bytes());
        // What a browser loads once it is told.
        let answer = loop {
            open.until("page");
            let answer = server.get(page);
            if answer.text().contains(&format!("<p>{shown}</p>")) {
                break answer;
            }
        };
        assert_eq!(answer.text().contains("let a = 1"), is_there);
        let policy = answer.field("content-security-policy").expect("a policy");
        assert!(!is_there || policy.contains(hash), "{policy}");
    }
}

#[test]
fn what_a_site_at_hand_makes_is_what_the_next_build_makes() {
    const BASE: &str = "themes/eigen/templates/base.html";
    let base =
        |line: &str| format!("{{% extends \"courant/base.html\" %}}{{% block footer %}}{line}{{% endblock footer %}}");
    let site = newsroom();
    site.write(
        "site.toml",
        b"title = \"Proef\"\nbase_url = \"https://proef.example/\"\ntheme = \"eigen\"\n",
    );
    site.write("themes/eigen/theme.toml", b"name = \"eigen\"\nextends = \"courant\"\n");
    site.write(BASE, base("Een").as_bytes());
    let options = BuildOptions {
        root: site.root().to_owned(),
        output: site.root().join("uit"),
        base_url: None,
        now: "2026-11-23T12:00:00Z".parse().expect("a moment"),
        drafts: Drafts::Show,
        on_error: OnError::KeepGoing,
        warnings: Warnings::Told,
        host: Host::Here,
        memory: Memory::Free,
        cache: Some(site.root().join(".courant")),
    };
    let report = build(&options);
    let kept = report
        .site
        .unwrap_or_else(|| panic!("a site that is kept: {:#?}", report.found));
    let at_hand = AtHand::of(&options, kept);
    let other_title = ARTICLE
        .replace("title: Raad", "title: De raad")
        .replace("koos", "besloot");
    let changes = [
        ("content/nieuws/raad.md", ARTICLE.replace("koos", "zweeg")),
        (BASE, base("Twee")),
        ("content/nieuws/raad.md", other_title),
        ("assets/css/eigen.css", "p { color: #222 }".to_owned()),
        // As it was at first.
        ("assets/css/eigen.css", "p { color: #111 }\n".to_owned()),
        (BASE, base("Drie")),
        ("content/nieuws/raad.md", ARTICLE.to_owned()),
    ];
    for (file, text) in changes {
        site.write(file, text.as_bytes());
        let Taken::In(assets) = at_hand.take_in(file) else {
            panic!("{file} is not taken in");
        };
        let mut made: std::collections::BTreeMap<String, Vec<u8>> = common::tree(&options.output);
        for (file, bytes) in &mut made {
            *bytes = at_hand.page(file).unwrap_or_else(|| bytes.clone());
        }
        made.extend(assets);
        build(&options);
        for (path, bytes) in common::tree(&options.output) {
            let made = made.get(&path).unwrap_or_else(|| panic!("{path} is not made"));
            assert!(
                *made == bytes,
                "{path} after {file}:\n{}\n\n{}",
                String::from_utf8_lossy(made),
                String::from_utf8_lossy(&bytes)
            );
        }
    }
    // What makes another site, or is wrong, is for a build; the pages are made as before meanwhile.
    let before = at_hand.page("nieuws/raad/index.html");
    assert!(before.is_some());
    site.write("content/nieuws/nieuw.md", ARTICLE.as_bytes());
    assert_eq!(at_hand.take_in("content/nieuws/nieuw.md"), Taken::No);
    site.remove("content/nieuws/nieuw.md");
    site.write(BASE, b"{% extends \"courant/base.html\" %}{% block footer %}");
    assert_eq!(at_hand.take_in(BASE), Taken::No);
    assert!(at_hand.page("nieuws/raad/index.html") == before);
    site.write(BASE, base("Drie").as_bytes());
    assert!(matches!(at_hand.take_in(BASE), Taken::In(_)));
    assert!(at_hand.page("nieuws/raad/index.html") == before);
}

/// The system lets a program watch so many files, and lets so many programs: where it is at its end, whether at the start or when a folder comes, the
/// files are looked at. A namespace of its own has limits of its own; where none can be had there is nothing to be tried.
#[cfg(target_os = "linux")]
#[test]
fn where_the_system_watches_no_more_the_files_are_looked_at() {
    let limited = |limit: &str| {
        let mut limited = std::process::Command::new("unshare");
        let script = format!("echo {limit} && exec \"$@\"");
        limited.args(["--user", "--map-root-user", "sh", "-c", &script, "sh"]);
        limited
    };
    let tried = limited("0 > /proc/sys/user/max_inotify_instances").arg("true").status();
    if !tried.is_ok_and(|status| status.success()) {
        return;
    }
    for (limit, name) in [
        ("0 > /proc/sys/user/max_inotify_instances", "instances"),
        ("2 > /proc/sys/user/max_inotify_watches", "watches"),
        // There is room for what is there, and for one folder more.
        ("7 > /proc/sys/user/max_inotify_watches", "later"),
    ] {
        let site = newsroom();
        let mut program = limited(limit);
        program.arg(env!("CARGO_BIN_EXE_courant"));
        let server = server::serve_by(program, site.root(), &["--now", "2026-11-23"]);
        let article = "content/nieuws/a/b/c/raad.md";
        site.write(article, ARTICLE.as_bytes());
        server.wait_for("/nieuws/a/b/c/raad/", |answer| answer.text().contains("De raad koos."));
        site.write(article, ARTICLE.replace("koos", name).as_bytes());
        server.wait_for("/nieuws/a/b/c/raad/", |answer| {
            answer.text().contains(&format!("De raad {name}."))
        });
    }
}

#[test]
fn a_draft_is_marked_by_the_server_where_its_theme_does_not() {
    const TEMPLATE: &[u8] = b"<title>{{ page.title }}</title><body>{{ page.content }}</body>";
    let site = newsroom();
    let marked = |server: &Server, page: &str| server.get(page).text().contains(" data-draft ");
    // The theme that comes with the program says so itself.
    let server = served(&site);
    assert!(!marked(&server, "/nieuws/later/"));
    drop(server);
    site.remove("templates/article.html");
    site.write(
        "site.toml",
        b"title = \"Proef\"\nbase_url = \"https://proef.example/\"\ntheme = \"kaal\"\n",
    );
    site.write("themes/kaal/theme.toml", b"name = \"kaal\"\n");
    for template in ["home", "section", "article", "list", "page", "404"] {
        site.write(&format!("themes/kaal/templates/{template}.html"), TEMPLATE);
    }
    let server = served(&site);
    assert!(marked(&server, "/nieuws/later/"));
    assert!(!marked(&server, "/nieuws/raad/"));
    let mut open = server.listen("/nieuws/later/");
    // Not a letter of the page is another.
    site.write(
        "content/nieuws/later.md",
        b"---\ntitle: Ontwerp\ndate: 2026-03-06\n---\nNog niet af.\n",
    );
    assert!(open.until("page").contains("\"draft\":false"));
    assert!(!marked(&server, "/nieuws/later/"));
}

#[test]
fn a_page_that_nobody_saw_before_its_error_says_so_and_appears_when_it_is_mended() {
    let site = newsroom();
    let server = served(&site);
    let mut front = server.listen("/");
    site.write(
        "content/nieuws/raad.md",
        ARTICLE.replace("2026-03-05", "gisteren").as_bytes(),
    );
    front.until("problems");
    let page = server.get("/nieuws/raad/");
    assert_eq!(page.status, 404);
    assert!(
        page.text().contains("nu niet te zien") && page.text().contains("/_courant/live.js"),
        "{}",
        page.text()
    );
    let mut open = server.listen("/nieuws/raad/");
    // Another save, after which it is still wrong, does not load it again.
    site.write(
        "content/nieuws/ander.md",
        ARTICLE.replace("Raad", "Ander").replace("koos", "zag").as_bytes(),
    );
    server.wait_for("/nieuws/ander/", |page| page.text().contains("De raad zag."));
    site.write("content/nieuws/raad.md", ARTICLE.as_bytes());
    let told: Vec<String> = ["page", "problems"].map(|_| open.next_of(&["page", "problems"])).into();
    assert_eq!(told.iter().filter(|name| *name == "page").count(), 1, "{told:?}");
    assert_eq!(server.get("/nieuws/raad/").status, 200);
    // Without an error what is not there is not there.
    assert!(!server.get("/nergens/").text().contains("nu niet te zien"));
}

#[test]
fn an_editor_opens_at_the_place_of_an_error_where_one_is_named() {
    let site = newsroom();
    let server = served(&site);
    let (article, broken) = ("content/nieuws/raad.md", ARTICLE.replace("2026-03-05", "gisteren"));
    let mut open = server.listen("/nieuws/raad/");
    let mut problem = |file: &str| {
        let told: serde_json::Value = serde_json::from_str(&open.until("problems")).expect("JSON");
        let all = told["problems"].as_array().expect("a list");
        let found = all.iter().find(|problem| problem["file"] == file);
        found.unwrap_or_else(|| panic!("{file} is not in {told}")).clone()
    };
    site.write(article, broken.as_bytes());
    assert!(problem(article)["open"].is_null());
    let settings = |editor: &str| {
        format!("title = \"Proef\"\nbase_url = \"https://proef.example/\"\n[serve]\neditor = \"{editor}\"\n")
    };
    site.write("site.toml", settings("vscode").as_bytes());
    let link = problem(article)["open"].as_str().expect("a link").to_owned();
    assert!(
        link.starts_with("vscode://file/") && link.ends_with("/content/nieuws/raad.md:3:7"),
        "{link}"
    );
    // What a browser would run is an error like any other.
    site.write("site.toml", settings("javascript:alert(1)//{file}").as_bytes());
    let refused = problem("site.toml");
    assert_eq!(refused["line"], 4, "{refused}");
    assert!(!refused["open"].to_string().contains("javascript"));
}

#[test]
fn other_devices_are_answered_where_that_is_asked_for_and_told_of_with_a_warning() {
    let site = newsroom();
    let alone = served(&site);
    assert!(!alone.said.contains("network"), "{}", alone.said);
    let server = serve(site.root(), &["--now", "2026-11-23", "--host", "0.0.0.0"]);
    assert_eq!(server.get("/nieuws/raad/").status, 200);
    // Another address of this machine, as from another device.
    let ask = |host: &str| {
        let mut stream = std::net::TcpStream::connect(("127.0.0.2", server.port)).ok()?;
        let request = format!(
            "GET /nieuws/raad/ HTTP/1.1\r\nHost: {host}:{}\r\nConnection: close\r\n\r\n",
            server.port
        );
        std::io::Write::write_all(&mut stream, request.as_bytes()).ok()?;
        let mut answer = String::new();
        std::io::Read::read_to_string(&mut stream, &mut answer).ok()?;
        Some(answer.split(' ').nth(1).unwrap_or_default().to_owned())
    };
    // Where the system has only one such address there is nothing to ask.
    if let Some(status) = ask("127.0.0.2") {
        assert_eq!(status, "200");
        assert_eq!(ask("127.0.0.3").as_deref(), Some("403"));
        assert_eq!(ask("evil.example").as_deref(), Some("403"));
    }
}
