//! White space in templates: it makes them readable, and no reader has to load it.

mod common;

use common::{Site, site};

const SITE: &str = "
    -- templates/article.html --
    <!DOCTYPE html>
    <html lang=\"{{ lang }}\">
        <body class=\"{% block kind %}{% endblock %}\">
            <h1>
                {{ page.title }}
            </h1>
            {% if page.tags is defined %}
                <p>tags</p>
            {% else %}
                <p>Een      <b>vet</b>      woord,
                    en   <i>schuin</i></p>
            {% endif %}
            <pre>
                {% include \"partials/lijst.html\" %}
            </pre>
            <ul>
                {% for name in [1, 2] %}
                    <li title=\"a      b\">
                        {{ name }}
                    </li>
                {% endfor %}
            </ul>
            {{ page.content }}
        </body>
    </html>
    -- templates/partials/lijst.html --
    a      b
          c
    -- content/nieuws/a.md --
    ---
    title: A
    date: 2026-01-01
    ---
    Een     regel

        code      met
            inspringing
";

/// Builds the site with and without white space; gives the article of each.
fn both(site: &mut Site) -> [String; 2] {
    let settings = "title = \"Proef\"\nbase_url = \"https://proef.example/\"\n";
    [format!("{settings}minify = false\n"), settings.to_owned()].map(|settings| {
        site.write("site.toml", settings.as_bytes());
        site.build().is_clean().page("nieuws/a/index.html")
    })
}

/// Returns a page with one space for all white space where that means nothing, and each `<pre>` as it is.
fn normalised(html: &str) -> String {
    let mut out = String::new();
    for (n, part) in html.split("<pre").enumerate() {
        let (kept, rest) = if n == 0 {
            ("", part)
        } else {
            part.split_at(part.find("</pre>").expect("its end"))
        };
        out.push_str(kept);
        let mut is_quoted = false;
        for c in rest.chars() {
            is_quoted ^= c == '"';
            match c {
                _ if is_quoted => out.push(c),
                _ if c.is_whitespace() && out.ends_with(' ') => {}
                _ if c.is_whitespace() => out.push(' '),
                _ => out.push(c),
            }
        }
    }
    out
}

#[test]
fn a_page_means_the_same_without_it() {
    let [written, lean] = both(&mut site(SITE));
    assert_eq!(normalised(&written), normalised(&lean));
    assert!(lean.len() + 200 < written.len(), "{lean}");
    for kept in [
        "<pre>\n            a      b\n      c\n\n        </pre>",
        "title=\"a      b\"",
        "code      met\n    inspringing",
        "Een      <b>vet</b>",
    ] {
        assert!(written.contains(kept), "{written}");
        let is_gone = kept.starts_with("Een");
        assert_eq!(lean.contains(kept), !is_gone, "{lean}");
    }
}

#[test]
fn a_template_that_is_put_elsewhere_is_made_again() {
    let site = site(SITE);
    site.write("templates/home.html", b"<p>{% include \"partials/lijst.html\" %}</p>");
    site.build().is_clean().page_contains("index.html", "a      b\n      c");
    // From now on nothing stands in a <pre>.
    let article = site.root().join("templates/article.html");
    let text = std::fs::read_to_string(&article).expect("the template");
    site.write("templates/article.html", text.replace("pre>", "p>").as_bytes());
    site.build().is_clean().page_contains("index.html", "a b\nc");
    site.clean_build();
    assert_eq!(site.clean_tree(), site.tree());
}

#[test]
fn an_error_has_its_line_and_column_in_the_file() {
    let site = site(SITE);
    site.write(
        "templates/partials/lijst.html",
        b"<p>\n\n          a        b\n        <b>      {{ page.geen.niets }}</b></p>",
    );
    let article = site.root().join("templates/article.html");
    let text = std::fs::read_to_string(&article).expect("the template");
    site.write("templates/article.html", text.replace("pre>", "p>").as_bytes());
    site.build()
        .finds(&["templates/partials/lijst.html:4:26 template/failed"]);
    site.write(
        "templates/partials/lijst.html",
        b"<p>\n          a        {{ x | }}</p>",
    );
    site.build()
        .finds(&["templates/partials/lijst.html:2:27 template/syntax"]);
    site.write(
        "templates/partials/lijst.html",
        b"<p>\n          a        {{ x | geen }}\n              {{ y | geenook }}</p>",
    );
    site.build().finds(&[
        "templates/partials/lijst.html:2:27 template/syntax",
        "templates/partials/lijst.html:3:22 template/syntax",
    ]);
}
