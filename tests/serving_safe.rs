//! `courant serve` against who means no good, or is not there any more.

mod common;
#[path = "common/server.rs"]
mod server;

use std::io::{Read, Write};

use common::{Site, site};
use server::{Server, serve};

fn newsroom() -> Site {
    site(
        "
        -- content/nieuws/raad.md --
        ---
        title: Raad
        date: 2026-03-05
        ---
        De raad koos.
        -- content/groot.txt --
        0123456789
        -- geheim.txt --
        geheim
    ",
    )
}

fn served(site: &Site) -> Server {
    serve(site.root(), &["--now", "2026-11-23"])
}

/// Where the pages are kept.
fn pages(site: &Site) -> std::path::PathBuf {
    let own = walkdir::WalkDir::new(site.root().join(".courant"));
    let mut own = own.into_iter().flatten().map(|entry| entry.into_path());
    own.find(|path| path.ends_with("site")).expect("the pages")
}

#[test]
fn a_page_of_another_site_cannot_take_in_what_is_served() {
    let site = newsroom();
    let server = served(&site);
    let fetch = |site: &str, mode: &str, dest: &str| {
        let lines = [("Site", site), ("Mode", mode), ("Dest", dest)];
        let lines = lines.map(|(name, value)| format!("Sec-Fetch-{name}: {value}"));
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        server.ask("GET", "/nieuws/raad/", &lines).status
    };
    assert_eq!(fetch("cross-site", "navigate", "document"), 200);
    assert_eq!(fetch("cross-site", "navigate", "iframe"), 403);
    assert_eq!(fetch("same-site", "no-cors", "script"), 403);
    assert_eq!(fetch("same-origin", "navigate", "iframe"), 200);
}

#[test]
fn a_target_may_be_written_in_any_form_and_leads_nowhere_else() {
    let site = newsroom();
    let server = served(&site);
    let port = server.port;
    let status = |head: &str| {
        let host = format!("Host: 127.0.0.1:{port}");
        let request = format!("{head} HTTP/1.1\r\n{host}\r\nConnection: close\r\n\r\n");
        server.raw(request.as_bytes()).status
    };
    assert_eq!(status(&format!("GET http://127.0.0.1:{port}/nieuws/raad/")), 200);
    assert_eq!(status(&format!("GET http://iemand@127.0.0.1:{port}/")), 403);
    assert_eq!(status(&format!("GET http://127.0.0.1:{port}/../geheim.txt")), 404);
    assert_eq!(status("CONNECT geheim.example:443"), 403);
    assert_eq!(status(&format!("CONNECT 127.0.0.1:{port}")), 405);
    assert!(matches!(status("OPTIONS *"), 400 | 405));
    assert_eq!(status("GET *"), 404);
    // Decoded once, and no more.
    for target in [
        "/%252e%252e/%252e%252e/geheim.txt",
        "/nieuws/raad%252f",
        "/%25%32%65%25%32%65/geheim.txt",
    ] {
        assert_eq!(status(&format!("GET {target}")), 404, "{target}");
    }
    // A name that no disk takes, and an address that has no end.
    assert_eq!(status(&format!("GET /{}", "a".repeat(300))), 404);
    assert_eq!(status(&format!("GET /{}", "a/".repeat(9_000))), 404);
    assert!(matches!(status(&format!("GET /{}", "a".repeat(100_000))), 414 | 431));
    let flood: String = (0..500).map(|n| format!("X-{n}: a\r\n")).collect();
    let flooded = format!("GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{flood}\r\n");
    assert_eq!(server.raw(flooded.as_bytes()).status, 431);
    assert_eq!(server.get("/nieuws/raad/").status, 200);
}

#[test]
fn what_is_not_there_has_the_status_404_however_it_is_asked_for() {
    let site = newsroom();
    let server = served(&site);
    let head = server.ask("HEAD", "/nergens/", &[]);
    assert_eq!((head.status, head.body.len()), (404, 0));
    let tag = server.get("/").field("etag").expect("a tag").to_owned();
    let missing = server.ask(
        "GET",
        "/nergens/",
        &[&format!("If-None-Match: {tag}, *"), "Range: bytes=0-3"],
    );
    assert_eq!(
        (missing.status, missing.field("x-content-type-options")),
        (404, Some("nosniff"))
    );
    assert_eq!(missing.field("etag"), None);
}

#[cfg(unix)]
#[test]
fn no_link_leads_out_of_the_site_whatever_it_stands_in_the_place_of() {
    use std::os::unix::fs::symlink;
    let site = newsroom();
    let server = served(&site);
    let pages = pages(&site);
    std::fs::remove_file(pages.join("groot.txt")).expect("a file to remove");
    symlink(site.root().join("geheim.txt"), pages.join("groot.txt")).expect("a link");
    std::fs::remove_dir_all(pages.join("nieuws")).expect("a folder to remove");
    symlink(site.root(), pages.join("nieuws")).expect("a link");
    std::fs::remove_file(pages.join("404.html")).expect("a file to remove");
    symlink(site.root().join("geheim.txt"), pages.join("404.html")).expect("a link");
    for target in [
        "/groot.txt",
        "/nieuws/geheim.txt",
        "/nieuws/site.toml",
        "/404.html",
        "/nergens/",
    ] {
        let answer = server.get(target);
        assert!(matches!(answer.status, 404 | 503), "{target}: {}", answer.status);
        assert!(!answer.text().contains("geheim"), "{target}: {}", answer.text());
    }
    // Nor is anything waited for that is no file.
    let made = std::process::Command::new("mkfifo").arg(pages.join("buis")).status();
    assert!(made.is_ok_and(|status| status.success()));
    assert_eq!(
        server.get("/buis").status,
        503,
        "there is no page for what is not there"
    );
}

#[test]
fn who_sends_what_nobody_asked_for_or_hangs_up_keeps_nobody_waiting() {
    let site = newsroom();
    let server = served(&site);
    let host = server.host();
    // A body that never comes.
    let mut stalled = server.connect();
    let post = format!("POST / HTTP/1.1\r\nHost: {host}\r\nContent-Length: 9999999999\r\n\r\n");
    stalled.write_all(post.as_bytes()).expect("a request");
    let mut status = [0; 12];
    stalled.read_exact(&mut status).expect("an answer");
    assert_eq!(&status, b"HTTP/1.1 405");
    let mut rest = Vec::new();
    stalled.read_to_end(&mut rest).expect("the server hangs up");
    // Who asks for two things of which the head could be read as one.
    let both = format!(
        "POST / HTTP/1.1\r\nHost: {host}\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET / HTTP/1.1\r\n\r\n"
    );
    assert!(matches!(server.raw(both.as_bytes()).status, 400 | 405));
    // Browsers that vanish while they ask, while they are answered, and while they listen.
    for _ in 0..50 {
        let mut gone = server.connect();
        gone.write_all(b"GET /nieuws/raad/ HT").expect("a part");
        let mut gone = server.connect();
        let ask = format!("GET /nieuws/raad/ HTTP/1.1\r\nHost: {host}\r\n\r\n");
        gone.write_all(ask.as_bytes()).expect("a request");
        drop(server.listen("/nieuws/raad/"));
    }
    let mut open = server.listen("/nieuws/raad/");
    site.write(
        "content/nieuws/raad.md",
        b"---\ntitle: Raad\ndate: 2026-03-05\n---\nDe raad besloot.\n",
    );
    assert!(open.until("page").contains("De raad besloot."));
    for odd in [
        &b"\r\n\r\n\r\n"[..],
        b"\0\0\0\0\r\n\r\n",
        b"GET\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
    ] {
        let mut stream = server.connect();
        stream.write_all(odd).expect("bytes");
        let _ = stream.shutdown(std::net::Shutdown::Write);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        assert!(answer.is_empty() || answer.starts_with(b"HTTP/1.1 400"), "{answer:?}");
    }
    assert_eq!(server.get("/nieuws/raad/").status, 200);
}
