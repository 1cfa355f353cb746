//! Links to other sites. Only servers of the test itself are asked, at 127.0.0.1.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use super::{Site, check, found, found_with, site};

/// A host that answers as the test wants.
struct Host {
    port: u16,
    seen: Arc<Seen>,
}

/// What a host has seen.
#[derive(Default)]
struct Seen {
    /// The requests: `HEAD /weg`.
    requests: Mutex<Vec<String>>,
    heads: Mutex<Vec<String>>,
    at_once: AtomicUsize,
    most_at_once: AtomicUsize,
}

/// A host that is there until the test ends. `answer` gets `HEAD /weg` and how often it was asked that before, and gives what follows `HTTP/1.1 `; with nothing it
/// never answers.
fn host(answer: impl Fn(&str, usize) -> String + Send + Sync + 'static) -> Host {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("an address").port();
    let seen = Arc::new(Seen::default());
    let (answer, of_host) = (Arc::new(answer), Arc::clone(&seen));
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let (answer, seen) = (Arc::clone(&answer), Arc::clone(&of_host));
            thread::spawn(move || serve(stream, &*answer, &seen));
        }
    });
    Host { port, seen }
}

fn serve(mut stream: TcpStream, answer: &dyn Fn(&str, usize) -> String, seen: &Seen) {
    let now = seen.at_once.fetch_add(1, Ordering::SeqCst) + 1;
    seen.most_at_once.fetch_max(now, Ordering::SeqCst);
    let lines = BufReader::new(&stream).lines().map_while(Result::ok);
    let head: Vec<String> = lines.take_while(|line| !line.is_empty()).collect();
    let asked = head.first().cloned().unwrap_or_default().replace(" HTTP/1.1", "");
    let before = {
        let mut requests = seen.requests.lock().expect("the requests");
        let before = requests.iter().filter(|known| **known == asked).count();
        requests.push(asked.clone());
        before
    };
    seen.heads.lock().expect("the heads").push(head.join("\n"));
    let answer = answer(&asked, before);
    if answer.is_empty() {
        thread::sleep(Duration::from_secs(20));
    }
    // Long enough that somebody who comes too early is seen.
    thread::sleep(Duration::from_millis(5));
    seen.at_once.fetch_sub(1, Ordering::SeqCst);
    let _ = write!(
        stream,
        "HTTP/1.1 {answer}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
    );
}

impl Host {
    fn at(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    fn requests(&self) -> Vec<String> {
        self.seen.requests.lock().expect("the requests").clone()
    }
}

const SETTINGS: &str = "private = \"ask\"\npause = 0\ntimeout = 2\n";

/// A site whose article links to these addresses, each on a line of its own from line 6 on.
fn linking(addresses: &[String], settings: &str) -> Site {
    let site = site("");
    let settings = format!("title = \"Proef\"\nbase_url = \"https://proef.example/\"\n[check.external]\n{settings}");
    site.write("site.toml", settings.as_bytes());
    let links: String = addresses
        .iter()
        .enumerate()
        .map(|(n, address)| format!("[bron {n}]({address})\n"))
        .collect();
    let head = "---\ntitle: Raad kiest\ndate: 2026-03-05\nsummary: De raad koos dinsdag.\n---\n";
    site.write("content/nieuws/a.md", format!("{head}{links}").as_bytes());
    site
}

/// What is found, as `line code`, without the family.
#[track_caller]
fn told(site: &Site) -> Vec<String> {
    let found = found_with(site, Some(jiff::Timestamp::now()));
    let short = found.iter().map(|one| {
        let (place, code) = one.rsplit_once(' ').expect("a place and a code");
        let line = place.split(':').nth(1).unwrap_or_default();
        format!("{line} {}", code.trim_start_matches("check/external-"))
            .trim()
            .to_owned()
    });
    short.collect()
}

#[test]
fn what_is_gone_what_has_moved_and_what_nobody_can_say_are_told_apart() {
    let host = host(|asked, _| {
        let answer = match asked.split_once(' ').expect("a request") {
            (_, "/goed" | "/") => "200 OK",
            (_, "/weg") => "404 Not Found",
            (_, "/voorgoed-weg") => "410 Gone",
            (_, "/verhuisd") => "301 Moved\r\nLocation: /ook-verhuisd",
            (_, "/ook-verhuisd") => "308 Moved\r\nLocation: /goed",
            (_, "/tijdelijk") => "302 Found\r\nLocation: /goed",
            (_, "/naar-voren") => "301 Moved\r\nLocation: /",
            (_, "/naar-niets") => "301 Moved\r\nLocation: /weg",
            (_, "/rond") => "302 Found\r\nLocation: /rond",
            (_, "/dicht") => "403 Forbidden",
            (_, "/stuk") => "500 Broken",
            ("HEAD", "/alleen-get") => "405 Method Not Allowed",
            ("HEAD", "/hoofd-vergeten") => "404 Not Found",
            ("GET", "/alleen-get" | "/hoofd-vergeten") => "200 OK",
            _ => "418 Teapot",
        };
        answer.to_owned()
    });
    let paths = [
        "/goed",
        "/weg",
        "/voorgoed-weg",
        "/verhuisd",
        "/tijdelijk",
        "/naar-voren",
        "/naar-niets",
        "/rond",
        "/dicht",
        "/stuk",
        "/alleen-get",
        "/hoofd-vergeten",
    ];
    let addresses: Vec<String> = paths.iter().map(|path| host.at(path)).collect();
    let site = linking(&addresses, SETTINGS);
    let expected = [
        "7 dead",
        "8 dead",
        "9 moved",
        "11 moved",
        "12 dead",
        "13 unclear",
        "14 unclear",
        "15 unclear",
    ];
    assert_eq!(told(&site), expected);
    // The new address is in the hint, and where it was a step to nowhere it says so.
    let shown = check(&site, &["--external"]);
    let shown = String::from_utf8_lossy(&shown.stdout);
    assert!(
        shown.contains(&format!("lead there at once:  {}", host.at("/goed"))),
        "{shown}"
    );
    assert!(shown.contains("leads to the front page of its site now"), "{shown}");
    assert!(shown.contains("its host does not let programs in"), "{shown}");
}

#[test]
fn a_host_is_asked_by_one_at_a_time_who_says_who_it_is_and_never_for_the_page_where_its_head_will_do() {
    let host = host(|_, _| "200 OK".to_owned());
    let addresses: Vec<String> = (0..12).map(|n| host.at(&format!("/{n}"))).collect();
    let site = linking(&addresses, SETTINGS);
    assert_eq!(told(&site), Vec::<String>::new());
    let requests = host.requests();
    assert_eq!(requests.len(), 12, "{requests:?}");
    assert!(
        requests.iter().all(|request| request.starts_with("HEAD ")),
        "{requests:?}"
    );
    assert_eq!(host.seen.most_at_once.load(Ordering::SeqCst), 1);
    for head in host.seen.heads.lock().expect("the heads").iter() {
        let name = format!("Courant/{} (+https://proef.example/)", env!("CARGO_PKG_VERSION"));
        assert!(
            head.to_lowercase()
                .contains(&format!("user-agent: {}", name.to_lowercase())),
            "{head}"
        );
    }
}

#[test]
fn without_being_asked_to_it_asks_nobody_and_inside_a_network_it_does_not_either() {
    let host = host(|_, _| "404 Not Found".to_owned());
    let addresses = [
        host.at("/weg"),
        "http://localhost/weg".to_owned(),
        "http://intranet/".to_owned(),
    ];
    let site = linking(&addresses, SETTINGS);
    assert_eq!(found(&site), Vec::<String>::new());
    let refusing = linking(&addresses, "pause = 0\n");
    assert_eq!(told(&refusing), ["6 private", "7 private", "8 private"]);
    let skipping = linking(&addresses[..1], "private = \"ask\"\nskip = [\"127.0.0.1\"]\n");
    assert_eq!(told(&skipping), Vec::<String>::new());
    assert_eq!(host.requests(), Vec::<String>::new());
}

#[test]
fn a_host_that_hangs_holds_nothing_up_and_is_left_alone_after_a_while() {
    let hangs = host(|_, _| String::new());
    let answers = host(|_, _| "404 Not Found".to_owned());
    let addresses: Vec<String> = (0..6)
        .map(|n| hangs.at(&format!("/{n}")))
        .chain([answers.at("/weg")])
        .collect();
    let site = linking(&addresses, "private = \"ask\"\npause = 0\ntimeout = 1\n");
    let told = told(&site);
    assert_eq!(
        told.iter().filter(|one| one.ends_with("unclear")).count(),
        6,
        "{told:?}"
    );
    assert_eq!(told.last().map(String::as_str), Some("12 dead"), "{told:?}");
    assert!(hangs.requests().len() <= 3, "{:?}", hangs.requests());
}

#[test]
fn a_host_that_is_busy_is_asked_again_when_it_says_and_not_where_that_is_too_long() {
    let busy = host(|asked, before| match (asked, before) {
        ("HEAD /even", 0) => "429 Too Many Requests\r\nRetry-After: 0".to_owned(),
        ("HEAD /hapert", 0) | ("GET /hapert", 0) => "502 Bad Gateway".to_owned(),
        _ => "200 OK".to_owned(),
    });
    let site = linking(&[busy.at("/even"), busy.at("/hapert")], SETTINGS);
    assert_eq!(told(&site), Vec::<String>::new());
    let closed = host(|_, _| "503 Unavailable\r\nRetry-After: 3600".to_owned());
    let addresses: Vec<String> = (0..4).map(|n| closed.at(&format!("/{n}"))).collect();
    let site = linking(&addresses, SETTINGS);
    assert_eq!(told(&site), ["6 unclear", "7 unclear", "8 unclear", "9 unclear"]);
    assert_eq!(closed.requests().len(), 1, "{:?}", closed.requests());
}

#[test]
fn answers_are_kept_until_they_cannot_be_read() {
    let host = host(|asked, _| {
        if asked.ends_with("weg") {
            "404 Not Found"
        } else {
            "200 OK"
        }
        .to_owned()
    });
    let site = linking(&[host.at("/goed"), host.at("/weg"), host.at("/weg#kop")], SETTINGS);
    let expected = ["7 dead", "8 dead"];
    assert_eq!(told(&site), expected);
    let asked = host.requests();
    assert_eq!(asked, ["HEAD /goed", "HEAD /weg", "GET /weg"]);
    // Nothing but the answers is kept.
    assert_eq!(told(&site), expected);
    assert_eq!(host.requests(), asked);
    assert!(!site.root().join("public").exists());
    let kept = site.root().join(".courant/external-links/answers.json");
    for broken in [&b"{\"version\":1,"[..], b"", b"\xff"] {
        let before = host.requests().len();
        std::fs::write(&kept, broken).expect("the answers");
        assert_eq!(told(&site), expected);
        assert_eq!(host.requests().len(), before + asked.len());
    }
    // A build is not asked to know of them, and leaves them where they are.
    site.build().is_done();
    assert!(kept.exists());
}

#[test]
fn where_nobody_answers_that_is_told_once_and_nothing_of_the_pages() {
    let closed = {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        listener.local_addr().expect("an address").port()
    };
    let addresses: Vec<String> = (0..3).map(|n| format!("http://127.0.0.1:{closed}/{n}")).collect();
    let site = linking(&addresses, SETTINGS);
    assert_eq!(told(&site), ["no-network"]);
    assert!(!site.root().join(".courant/external-links").exists());
}
