//! Files for servers, and `security.txt`.

mod common;

use common::site;

const SITE: &str = "
    -- site.toml --
    title = \"Stad\"
    base_url = \"https://stad.example/map/\"
    [newsletter]
    action = \"https://lijst.example:8443/aanmelden?x=1\"
    [languages.en]
    [theme_options]
    accent_colour = \"#0b5563\"
    [hosting]
    servers = [\"netlify\", \"cloudflare\", \"nginx\", \"caddy\", \"apache\"]
    [hosting.sources]
    img-src = [\"https://beeld.example\"]
    frame-src = [\"https://*.film.example/x/\"]
    -- content/nieuws/raad.md --
    ---
    title: Raad
    date: 2026-01-05
    aliases: [oud/raad, /oud.html, 'oud/één', 'oud/{$x}']
    ---
";

#[test]
fn servers_are_told_what_pages_may_load_and_where_former_addresses_lead() {
    let site = site(SITE);
    let built = site.build();
    built.is_clean();
    let headers = built.page("_headers");
    let policy = headers
        .lines()
        .find_map(|line| line.strip_prefix("  Content-Security-Policy: "))
        .expect("a policy");
    let directives: Vec<(&str, &str)> = policy
        .split("; ")
        .filter_map(|directive| directive.split_once(' '))
        .collect();
    let of = |name: &str| {
        directives
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, sources)| *sources)
    };
    for (name, sources) in [
        ("default-src", "'none'"),
        ("script-src", "'self'"),
        ("img-src", "'self' https://beeld.example"),
        ("frame-src", "https://*.film.example/x/"),
        ("form-action", "'self' https://lijst.example:8443"),
        ("base-uri", "'none'"),
        ("frame-ancestors", "'none'"),
    ] {
        assert_eq!(of(name), Some(sources), "{name}");
    }
    // The colours of the site stand in a style in each page, which has its hash; structured data is not run, and needs none.
    assert!(
        of("style-src").is_some_and(|sources| sources.starts_with("'self' 'sha256-")),
        "{policy}"
    );
    for never in ["unsafe-inline", "unsafe-eval", "unsafe-hashes", "data:", "http:", "*;"] {
        assert!(!policy.contains(never), "{policy}");
    }
    for line in [
        "/map/*",
        "  Referrer-Policy: same-origin",
        "  X-Content-Type-Options: nosniff",
        "  X-Frame-Options: DENY",
        "  Strict-Transport-Security: max-age=31536000",
        "  Permissions-Policy: camera=(), geolocation=(), microphone=()",
        "/map/assets/*",
        "  Cache-Control: public, max-age=31536000, immutable",
    ] {
        assert!(headers.lines().any(|written| written == line), "{line}:\n{headers}");
    }
    // Cloudflare takes no line longer than 2,000 characters.
    assert!(headers.lines().all(|line| line.len() <= 2000));
    let redirects = built.page("_redirects");
    assert_eq!(
        redirects,
        "/map/oud/raad/ /map/nieuws/raad/ 301\n/map/oud.html /map/nieuws/raad/ 301\n/map/oud/%C3%A9%C3%A9n/ /map/nieuws/raad/ 301\n"
    );
    built.page_contains("oud/raad/index.html", "url=/map/nieuws/raad/");
    for (path, lines) in [
        (
            "nginx.conf",
            &[
                "location = /map/oud/raad { return 301 /map/nieuws/raad/; }",
                "location = /map/oud/één/ { return 301 /map/nieuws/raad/; }",
                "location ~ \\.md$ { types { } default_type \"text/markdown; charset=utf-8\"; }",
                "error_page 404 /map/404.html;",
                "location /map/en/ { error_page 404 /map/en/404.html; }",
            ][..],
        ),
        (
            "Caddyfile",
            &[
                "header @markdown Content-Type \"text/markdown; charset=utf-8\"",
                "redir /map/oud/raad/ /map/nieuws/raad/ 301",
                "redir /map/oud.html /map/nieuws/raad/ 301",
                "header /map/assets/* Cache-Control \"public, max-age=31536000, immutable\"",
            ],
        ),
        (
            ".htaccess",
            &[
                "RedirectMatch 301 \"^/map/oud/raad/?$\" \"/map/nieuws/raad/\"",
                "RedirectMatch 301 \"^/map/oud\\.html$\" \"/map/nieuws/raad/\"",
                "AddType text/markdown .md",
                "AddCharset utf-8 .ics .md",
                "ErrorDocument 404 /map/404.html",
            ],
        ),
    ] {
        let text = built.page(path);
        for line in lines {
            assert!(text.lines().any(|written| written == *line), "{path}: {line}\n{text}");
        }
        assert!(text.contains(policy) && !text.contains("{$x}"), "{path}:\n{text}");
    }
    // A page with a style of its own, and one former address less.
    site.write(
        "content/nieuws/raad.md",
        b"---\ntitle: Raad\ndate: 2026-01-05\naliases: [oud/raad]\n---\n",
    );
    site.write("templates/section.html", b"{% extends \"base.html\" %}{% block main %}<style>a { top: 0 }</style><script>let a = 1;</script>{% endblock main %}");
    let built = site.build();
    built.is_clean();
    let headers = built.page("_headers");
    assert_eq!(headers.matches("'sha256-").count(), 3, "{headers}");
    assert_eq!(built.page("_redirects").lines().count(), 1);
    site.clean_build();
    assert_eq!(site.tree(), site.clean_tree());
}

#[test]
fn a_style_in_a_text_that_changes_is_let_through_as_it_is_then() {
    let text = |style: &str| format!("---\ntitle: Een\ndate: 2026-01-01\n---\n<style>{style}</style>\n");
    let site = site(
        "
    -- site.toml --
    title = \"x\"
    base_url = \"https://a.nl/\"
    [markdown]
    raw_html = \"trust\"
    [hosting]
    servers = [\"netlify\", \"nginx\"]
    ",
    );
    let mut seen = Vec::new();
    for style in ["a { top: 0 }", "a { top: 1px }", "a { top: 1px }"] {
        site.write("content/nieuws/een.md", text(style).as_bytes());
        let built = site.build();
        built.is_done();
        seen.push(built.page("_headers"));
        site.clean_build();
        assert_eq!(site.tree(), site.clean_tree(), "{style}");
    }
    assert!(seen[0].contains("'sha256-") && seen[0] != seen[1] && seen[1] == seen[2]);
}

#[test]
fn without_hosting_there_is_nothing_and_a_file_of_ones_own_stays() {
    let plain = site("-- content/a.md --\n---\ntitle: A\naliases: [b]\n---\n");
    let built = plain.build();
    built.is_clean();
    for file in [
        "_headers",
        "_redirects",
        "nginx.conf",
        "Caddyfile",
        ".htaccess",
        ".well-known/security.txt",
    ] {
        built.has_no_file(file);
    }
    plain.write("content/.htaccess", b"# eigen\n");
    plain.write("site.toml", b"title = \"x\"\nbase_url = \"http://a.nl\"\n[hosting]\nservers = [\"apache\", \"netlify\"]\nredirect_pages = false\n");
    let built = plain.build();
    built.is_clean().has_no_file("b/index.html");
    assert_eq!(built.page(".htaccess"), "# eigen\n");
    assert_eq!(built.page("_redirects"), "/b/ /a/ 301\n");
    built.page_lacks("_headers", "Strict-Transport-Security");
}

#[test]
fn what_opens_the_policy_is_refused() {
    let site = site("-- content/a.md --\n---\ntitle: A\n---\n");
    let text = "title = \"x\"\nbase_url = \"https://a.nl\"\n[hosting]\nservers = [\"iis\"]\n[hosting.sources]\nscript-src = [\"'unsafe-inline'\", \"*\", \"https://a.nl; default-src *\", \"data:\", \"https:\", \"'sha256-abc='\"]\ndefault-src = [\"https://a.nl\"]\n";
    site.write("site.toml", text.as_bytes());
    site.build().finds(&[
        "site.toml:4:12 config/bad-value",
        "site.toml:6:15 config/bad-value",
        "site.toml:6:34 config/bad-value",
        "site.toml:6:39 config/bad-value",
        "site.toml:6:70 config/bad-value",
        "site.toml:6:79 config/bad-value",
        "site.toml:7:1 config/bad-value",
    ]);
}

#[test]
fn security_txt_says_whom_to_tell_and_until_when() {
    let site = site(
        "
    -- site.toml --
    title = \"Stad\"
    base_url = \"https://stad.example/\"
    [languages.en]
    [security]
    contact = [\"security@stad.example\", \"https://stad.example/melden\"]
    expires = \"2027-03-05\"
    encryption = \"https://stad.example/sleutel.asc\"
    policy = \"https://stad.example/beleid\"
    -- content/a.md --
    ---
    title: A
    ---
    ",
    );
    let built = site.build();
    built.is_clean();
    let expected = "Contact: mailto:security@stad.example\nContact: https://stad.example/melden\nExpires: 2027-03-05T00:00:00+01:00\n\
        Encryption: https://stad.example/sleutel.asc\nPolicy: https://stad.example/beleid\nPreferred-Languages: nl, en\n\
        Canonical: https://stad.example/.well-known/security.txt\n";
    assert_eq!(built.page(".well-known/security.txt"), expected);
    let mut site = site;
    for now in ["2027-03-06", "2026-01-01"] {
        site.set_now(now);
        site.build().finds(&["site.toml:6:11 config/security-expires"]);
    }
    site.set_now("2026-11-23");
    site.write("site.toml", b"title = \"x\"\nbase_url = \"https://a.nl\"\n[security]\ncontact = \"bel mij\"\nexpires = \"ooit\"\nlanguages = \"nl\"\n");
    site.build()
        .finds(&["site.toml:4:11 config/bad-value", "site.toml:5:11 config/bad-value"]);
    site.write("site.toml", b"title = \"x\"\nbase_url = \"https://a.nl\"\n[security]\n");
    site.build()
        .finds(&["site.toml:3:1 config/missing", "site.toml:3:1 config/missing"]);
}
