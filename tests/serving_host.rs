//! `courant serve` is to a site what its real host will be: headers, addresses that lead on, a folder that it lies in.

mod common;
#[path = "common/server.rs"]
mod server;

use common::{Site, site};
use server::{Server, serve};

const SETTINGS: &str = "title = \"Proef\"\nbase_url = \"https://proef.example/\"\n[languages.en]\n[hosting]\nservers = [\"nginx\"]\nredirect_pages = false\n";

fn newsroom() -> Site {
    let site = site(
        "
        -- content/nieuws/raad.md --
        ---
        title: Raad
        date: 2026-03-05
        aliases: [/oud/]
        ---
        De raad koos.
        -- content/nieuws/raad.en.md --
        ---
        title: Council
        date: 2026-03-05
        ---
        The council chose.
    ",
    );
    site.write("site.toml", SETTINGS.as_bytes());
    site
}

fn served(site: &Site) -> Server {
    serve(site.root(), &["--now", "2026-11-23"])
}

#[test]
fn headers_are_those_of_the_host_and_live_reload_works_under_them() {
    let site = newsroom();
    let server = served(&site);
    let page = server.get("/nieuws/raad/");
    let policy = page.field("content-security-policy").expect("a policy");
    assert!(
        policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"),
        "{policy}"
    );
    let live = format!("http://{}/_courant/live.js", server.host());
    assert!(policy.contains(&format!("script-src 'self' {live}")), "{policy}");
    assert_eq!(page.field("x-frame-options"), Some("DENY"));
    assert_eq!(page.field("x-content-type-options"), Some("nosniff"));
    // A browser would ask this port by https for a year.
    assert_eq!(page.field("strict-transport-security"), None);
    assert_eq!(page.field("cache-control"), Some("no-cache"));
    let missing = server.get("/nergens/");
    assert!(missing.status == 404 && missing.field("content-security-policy").is_some());
    // What tells a host is for the host.
    for file in ["/nginx.conf", "/_headers", "/_redirects"] {
        assert_eq!(server.get(file).status, 404, "{file}");
    }
    assert!(!site.output().exists());
    // A source that the site allows is seen without a new start.
    let more = format!("{SETTINGS}[hosting.sources]\nimg-src = [\"https://beeld.example\"]\n");
    site.write("site.toml", more.as_bytes());
    server.wait_for("/nieuws/raad/", |page| {
        page.field("content-security-policy")
            .is_some_and(|policy| policy.contains("img-src 'self' https://beeld.example"))
    });
}

#[test]
fn a_site_without_a_host_has_no_headers_of_one_but_may_have_its_own() {
    let site = newsroom();
    site.write(
        "site.toml",
        b"title = \"Proef\"\nbase_url = \"https://proef.example/\"\n[languages.en]\n",
    );
    site.write(
        "content/_headers",
        b"/nieuws/*\n  Content-Security-Policy: script-src 'none'\n  X-Eigen: ja\n",
    );
    let server = served(&site);
    assert_eq!(server.get("/").field("content-security-policy"), None);
    let page = server.get("/nieuws/raad/");
    assert_eq!(page.field("x-eigen"), Some("ja"));
    let live = format!("script-src http://{}/_courant/live.js", server.host());
    assert_eq!(page.field("content-security-policy"), Some(&*live));
}

#[test]
fn a_former_address_leads_on_as_deployed() {
    let site = newsroom();
    let server = served(&site);
    for from in ["/oud/", "/oud"] {
        let answer = server.get(from);
        assert_eq!(
            (answer.status, answer.field("location")),
            (301, Some("/nieuws/raad/")),
            "{from}"
        );
    }
    // It is asked for again each time, so that it holds for no other site.
    assert_eq!(server.get("/oud/").field("cache-control"), Some("no-cache"));
}

#[test]
fn each_language_has_its_page_for_what_is_not_there() {
    let site = newsroom();
    let server = served(&site);
    let language = |target: &str| {
        let page = server.get(target);
        assert_eq!(page.status, 404, "{target}");
        let lang = page.text().split_once("lang=\"").map(|(_, rest)| rest[..2].to_owned());
        lang.expect("a language")
    };
    assert_eq!(language("/nergens/"), "nl");
    assert_eq!(language("/en/nowhere/at/all"), "en");
}

#[test]
fn a_site_that_lies_in_a_folder_is_served_in_it() {
    let site = newsroom();
    let in_folder = SETTINGS.replace("proef.example/", "proef.example/krant/");
    site.write("site.toml", in_folder.as_bytes());
    let server = served(&site);
    assert!(
        server.said.contains(&format!("http://{}/krant/", server.host())),
        "{}",
        server.said
    );
    for from in ["/", "/krant"] {
        let top = server.get(from);
        assert_eq!((top.status, top.field("location")), (302, Some("/krant/")), "{from}");
    }
    let page = server.get("/krant/nieuws/raad/");
    assert!(
        page.status == 200 && page.text().contains("href=\"/krant/"),
        "{}",
        page.text()
    );
    assert!(
        page.text()
            .contains(&format!("http://{}/krant/nieuws/raad/", server.host()))
    );
    assert!(page.field("content-security-policy").is_some());
    for outside in ["/nieuws/raad/", "/krantje/", "/krant/../krant/", "/krant//nieuws/raad/"] {
        assert_eq!(server.get(outside).status, 404, "{outside}");
    }
    assert_eq!(server.get("/krant/oud/").field("location"), Some("/krant/nieuws/raad/"));
    assert_eq!(
        server.get("/krant/nieuws/raad").field("location"),
        Some("/krant/nieuws/raad/")
    );
    // Who has a page open is told of it, and of others by their whole address.
    let mut open = server.listen("/krant/nieuws/raad/");
    let mut other = server.listen("/krant/en/nieuws/raad/");
    let text = "---\ntitle: Raad\ndate: 2026-03-05\naliases: [/oud/]\n---\nDe raad besloot.\n";
    site.write("content/nieuws/raad.md", text.as_bytes());
    assert!(open.until("page").contains("De raad besloot."));
    let offer = other.until("others");
    assert!(offer.contains("\"url\":\"/krant/nieuws/raad/\""), "{offer}");
    // And it may move.
    site.write("site.toml", SETTINGS.as_bytes());
    server.wait_for("/nieuws/raad/", |page| page.status == 200);
    assert_eq!(server.get("/krant/nieuws/raad/").status, 404);
}
