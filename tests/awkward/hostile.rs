//! Content that means harm, in what machines read: feeds, calendars, JSON, files for servers; and templates that ask for what is not the site's. What readers see of it in
//! a browser is looked at by `tests/browser/checks/hostile.mjs`.

use std::collections::BTreeSet;
use std::path::Path;

use calcard::icalendar::{ICalendar, ICalendarComponentType};
use calcard::{Entry, Parser};
use courant::build::Outcome;

use super::common::{Site, site};
use super::harm;

/// A site of one article, with these settings beside its title and address.
fn with_settings(settings: &str) -> Site {
    let site = site(
        "
        -- content/nieuws/a.md --
        ---
        title: A
        date: 2026-01-01
        ---
        ",
    );
    site.build().is_clean();
    let text = format!("title = \"x\"\n{settings}\n");
    site.write("site.toml", text.as_bytes());
    site
}

/// What ends a line for one reader or another.
const LINE_BREAKS: [&str; 8] = ["\n", "\r", "\r\n", "\\n", "\u{85}", "\u{2028}", "\u{b}", "\n "];

fn calendar(text: &str) -> ICalendar {
    match Parser::new(text).entry() {
        Entry::ICalendar(calendar) => calendar,
        other => panic!("{other:?}: {text}"),
    }
}

#[test]
fn what_machines_read_holds_its_form_whatever_stands_in_it() {
    let site = site("").keep_going();
    harm::write(site.root());
    let built = site.build();
    built.ends(Outcome::InPart);
    let (mut feeds, mut calendars, mut objects) = (0, 0, 0);
    for (path, bytes) in site.tree() {
        // A drawing is as it came.
        let is_made = !path.ends_with("x.svg");
        let text = String::from_utf8_lossy(&bytes);
        match path.rsplit('.').next() {
            Some("xml") if is_made => {
                feeds += 1;
                let read = roxmltree::Document::parse(&text).unwrap_or_else(|error| panic!("{path}: {error}"));
                let root = read.root_element().tag_name().name();
                assert!(
                    ["feed", "rss", "urlset", "sitemapindex"].contains(&root),
                    "{path}: {root}"
                );
                let told: Vec<&str> = read.descendants().filter_map(|node| Some(node.pi()?.target)).collect();
                assert!(
                    told.iter().all(|target| *target == "xml-stylesheet") && told.len() <= 1,
                    "{path}: {told:?}"
                );
            }
            Some("ics") => {
                calendars += 1;
                let read = calendar(&text);
                let kinds: BTreeSet<&str> = read.components.iter().map(|one| one.component_type.as_str()).collect();
                let known = BTreeSet::from(["VCALENDAR", "VEVENT", "VTIMEZONE", "STANDARD", "DAYLIGHT"]);
                assert!(kinds.is_subset(&known), "{path}: {kinds:?}");
            }
            Some("json") => {
                objects += 1;
                serde_json::from_slice::<serde_json::Value>(&bytes).unwrap_or_else(|error| panic!("{path}: {error}"));
            }
            _ => {}
        }
    }
    assert!(
        feeds > 50 && calendars > 50 && objects > 100,
        "{feeds} feeds, {calendars} calendars, {objects} objects"
    );
}

/// A title with a line break would begin a line of its own, where lines mean something.
#[test]
fn no_line_break_in_a_text_begins_a_line_of_a_calendar_or_of_what_a_server_reads() {
    for (n, end) in LINE_BREAKS.into_iter().enumerate() {
        let text = format!(
            "Dag{end}ATTENDEE:mailto:x@a.example{end}END:VEVENT{end}BEGIN:VALARM{end}X-HIT:1{end}  Set-Cookie: a=b{end}/* /hit 301"
        );
        let value = harm::quoted(&text);
        let site = site(
            "
            -- site.toml --
            title = \"Stad\"
            base_url = \"https://stad.example/\"
            [sections.agenda]
            kind = \"event\"
            [hosting]
            servers = [\"netlify\", \"nginx\", \"caddy\", \"apache\"]
            ",
        );
        let plain = format!(
            "---\ntitle: {value}\ndate: 2026-01-01\nsummary: {value}\naliases: [/oud/]\nevent: {{ start: 2027-01-01 10:00, venue: {value}, address: {value}, \
             organiser: {value}, online_url: \"https://a.example/?{n}\" }}\n---\nTekst.\n"
        );
        site.write("content/agenda/a.md", plain.as_bytes());
        let built = site.build();
        built.is_done();
        for path in ["agenda/a/event.ics", "agenda/agenda.ics", "events.ics"] {
            let file = site.output().join(path);
            let Ok(text) = std::fs::read_to_string(&file) else {
                continue;
            };
            let read = calendar(&text);
            assert!(!text.replace("\r\n", "").contains(['\n', '\r']), "{end:?} {path}");
            let names: BTreeSet<String> = text
                .split("\r\n")
                .filter(|line| !line.starts_with([' ', '\t']))
                .filter_map(|line| Some(line.split([':', ';']).next()?.to_owned()))
                .collect();
            assert!(
                names.iter().all(|name| !["ATTENDEE", "X-HIT"].contains(&&**name)),
                "{end:?}: {names:?}"
            );
            let events = read
                .components
                .iter()
                .filter(|one| one.component_type == ICalendarComponentType::VEvent);
            assert_eq!(events.count(), 1, "{end:?} {path}");
        }
        for path in ["_headers", "_redirects", "nginx.conf", "Caddyfile", ".htaccess"] {
            let text = built.page(path);
            for odd in ["hit", "Set-Cookie", "ATTENDEE"] {
                assert!(!text.contains(odd), "{end:?} {path}: {text}");
            }
        }
    }
}

/// Of an address only what a server takes as it stands comes into its files.
#[test]
fn no_address_says_anything_to_a_server_but_itself() {
    let odd = [
        "/a;internal;b/",
        "/a b/",
        "/a\"b/",
        "/a'b/",
        "/a{b}/",
        "/a$uri/",
        "/a*b/",
        "/a(b|c)/",
        "/a^b/",
        "/a[b]/",
        "/a`b/",
        "/a!b/",
        "/a&b=c/",
        "/a,b/",
        "/a@b/",
    ];
    for odd in odd {
        let site = site(
            "
            -- site.toml --
            title = \"Stad\"
            base_url = \"https://stad.example/\"
            [hosting]
            servers = [\"netlify\", \"nginx\", \"caddy\", \"apache\"]
            ",
        );
        let quoted = harm::quoted(odd);
        for (name, head) in [
            ("naar", format!("url: {quoted}\naliases: [/oud/]\n")),
            ("van", format!("aliases: [{}]\n", harm::quoted(&format!("/van{odd}")))),
        ] {
            let text = format!("---\ntitle: A\ndate: 2026-01-01\n{head}---\nTekst.\n");
            site.write(&format!("content/nieuws/{name}.md"), text.as_bytes());
        }
        let built = site.build();
        built.is_done();
        let is_one = |text: &str| {
            !text.is_empty()
                && text
                    .bytes()
                    .all(|c| c.is_ascii_graphic() && !b";{}\"'$`\\<>".contains(&c))
        };
        let lines = |path: &str, start: &str| -> Vec<String> {
            let text = built.page(path);
            text.lines()
                .filter(|line| line.trim_start().starts_with(start))
                .map(str::to_owned)
                .collect()
        };
        for line in lines("_redirects", "/") {
            let parts: Vec<&str> = line.split(' ').collect();
            assert!(
                parts.len() == 3 && parts.iter().all(|part| is_one(part)) && parts[2] == "301",
                "{odd}: {line}"
            );
        }
        for line in lines("nginx.conf", "location = ")
            .iter()
            .filter(|line| line.contains("301"))
        {
            let inner = line
                .strip_prefix("location = ")
                .and_then(|rest| rest.strip_suffix("; }"));
            let (from, to) = inner
                .and_then(|inner| inner.split_once(" { return 301 "))
                .expect("a line");
            assert!(is_one(from) && is_one(to), "{odd}: {line}");
        }
        for line in lines("Caddyfile", "redir ") {
            assert!(line.split(' ').skip(1).all(is_one), "{odd}: {line}");
        }
        for line in lines(".htaccess", "RedirectMatch ") {
            assert_eq!(line.matches('"').count(), 4, "{odd}: {line}");
            let to = line.rsplit('"').nth(1).expect("a target");
            assert!(is_one(to), "{odd}: {line}");
        }
        assert!(!lines("nginx.conf", "location = /oud").is_empty(), "{odd}");
    }
    // What a site's settings say of headers is checked where it stands.
    for (line, code) in [
        (
            "[hosting.sources]\nimg-src = [\"https://a.example\\n  Set-Cookie: a=b\"]",
            "config/bad-value",
        ),
        (
            "[hosting.sources]\nimg-src = [\"https://a.example; script-src *\"]",
            "config/bad-value",
        ),
        (
            "[hosting.sources]\n\"img-src *; script-src\" = [\"https://a.example\"]",
            "config/bad-value",
        ),
        (
            "[newsletter]\naction = \"https://a.example\\n  Set-Cookie: a/\"",
            "config/bad-value",
        ),
    ] {
        let site = with_settings(&format!("base_url = \"https://a.example/\"\n{line}"));
        let built = site.build();
        built.ends(Outcome::Failed);
        let found = built.found();
        assert!(
            found
                .iter()
                .any(|one| one.starts_with("site.toml:") && one.ends_with(code)),
            "{line}: {found:?}"
        );
    }
    for address in [
        "https://a.example/\n  Set-Cookie: a",
        "https://a.example/;b{c}/",
        "https://a.example\"/",
    ] {
        let site = with_settings(&format!("base_url = {}", harm::quoted(address)));
        let built = site.build();
        built.ends(Outcome::Failed);
        let found = built.found();
        assert!(
            found.iter().any(|one| one.starts_with("site.toml:2:12 config/")),
            "{address}: {found:?}"
        );
    }
}

/// A template sees what it is given: no environment, no file, no command, no clock; a theme's own folder is as far as a name leads.
#[test]
fn a_template_can_ask_for_nothing_that_is_not_the_sites() {
    let secret = tempfile::tempdir().expect("a folder");
    std::fs::write(secret.path().join("geheim.html"), "zeer geheim").expect("a file");
    let outside = secret.path().join("geheim.html");
    let outside = outside.to_string_lossy();
    let names = [
        "get_env",
        "env",
        "load_data",
        "read",
        "read_file",
        "include_str",
        "exec",
        "now",
        "get_random",
        "get_file_hash",
        "get_url",
        "config",
    ];
    let calls = names.iter().flat_map(|name| {
        [
            format!("{{{{ {name}(name=\"PATH\", path=\"/etc/passwd\") }}}}"),
            format!("{{{{ \"/etc/passwd\" | {name} }}}}"),
        ]
    });
    let includes = [
        format!("{{% include \"{outside}\" %}}"),
        "{% include \"/etc/passwd\" %}".to_owned(),
        "{% include \"../site.toml\" %}".to_owned(),
        "{% include \"../../../../../../etc/passwd\" %}".to_owned(),
        format!("{{% extends \"{outside}\" %}}"),
        "{{ file(path=\"/etc/passwd\") }}".to_owned(),
        "{{ file(path=\"../../../../etc/passwd\") }}".to_owned(),
        "{{ file(path=\"/../site.toml\") }}".to_owned(),
        "{{ asset(path=\"../site.toml\") }}".to_owned(),
        "{{ asset(path=\"/etc/passwd\") }}".to_owned(),
        "{{ image(src=\"/etc/passwd\", alt=\"\") }}".to_owned(),
        "{{ link(to=\"../../../../etc/passwd\") }}".to_owned(),
    ];
    for call in calls.chain(includes) {
        let site = site(
            "
            -- content/nieuws/a.md --
            ---
            title: A
            date: 2026-01-01
            ---
            ",
        );
        site.write("templates/article.html", call.as_bytes());
        let built = site.build();
        built.ends(Outcome::Failed);
        let found = built.found();
        assert!(
            found.iter().all(|one| one.starts_with("templates/article.html:")),
            "{call}: {found:?}"
        );
        let told = format!("{:?}", built.report.found);
        assert!(
            !told.contains("root:") && !told.contains("zeer geheim"),
            "{call}: {told}"
        );
    }
    // A theme of another place, and a link out of one.
    for theme in ["../elders", "/etc", "a/../../b", ".."] {
        let site = with_settings(&format!(
            "base_url = \"https://a.example/\"\ntheme = {}",
            harm::quoted(theme)
        ));
        let built = site.build();
        built.ends(Outcome::Failed);
        let found = built.found();
        assert!(
            found.iter().any(|one| one.starts_with("site.toml:3:9 ")),
            "{theme}: {found:?}"
        );
    }
    #[cfg(unix)]
    for link in ["templates/geheim.html", "assets/geheim.html", "i18n/geheim.toml"] {
        let site = site(
            "
            -- content/nieuws/a.md --
            ---
            title: A
            date: 2026-01-01
            ---
            ",
        );
        let at = site.root().join(link);
        std::fs::create_dir_all(at.parent().unwrap_or(Path::new("."))).expect("a folder");
        std::os::unix::fs::symlink(&*outside, &at).expect("a link");
        let built = site.build();
        built.ends(Outcome::Failed);
        assert!(
            built.found().contains(&format!("{link} read/link-outside")),
            "{:?}",
            built.found()
        );
    }
}
