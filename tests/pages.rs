//! Articles, lists, terms, people, events, feeds: what a site of Markdown files becomes.

mod common;

use common::site;

#[test]
fn the_model_page_has_all_its_parts() {
    let words = "woord ".repeat(361);
    let site = site(&format!(
        "
        -- site.toml --
        title = \"Advies\"
        base_url = \"https://advies.example\"
        [sections.nieuws]
        kicker = \"Nieuws\"
        [newsletter]
        action = \"https://lijst.example/aanmelden?a=1&b=2\"
        hidden = {{ u = \"7\" }}
        honeypot = \"b_7\"
        privacy_url = \"/privacy/\"
        consent = \"Ja, zie [privacy](/privacy/).\"
        -- content/privacy.md --
        ---
        title: Privacy
        ---
        -- content/nieuws/congres.md --
        ---
        title: Zandmeer wil minder loketten
        seo_title: Verslag van het congres
        date: 2019-10-13
        summary: De lead.
        ---
        {words}
    "
    ));
    let built = site.build();
    built.is_clean();
    for text in [
        "<title>Verslag van het congres</title>",
        "Nieuws</p>",
        ">Zandmeer wil minder loketten</h1>",
        "Deel dit nieuwsartikel",
        "Deel op LinkedIn",
        "https://www.linkedin.com/sharing/share-offsite/?url=https%3A%2F%2Fadvies.example%2Fnieuws%2Fcongres%2F",
        "<time datetime=\"2019-10-13\">13 oktober 2019</time>",
        "1 minuut",
        "De lead.",
        "Blijf op de hoogte",
        "action=\"https://lijst.example/aanmelden?a=1&amp;b=2\"",
        "type=\"email\"",
        "name=\"b_7\"",
        "type=\"hidden\" name=\"u\" value=\"7\"",
        "Ja, zie <a href=\"/privacy/\">privacy</a>.",
    ] {
        built.page_contains("nieuws/congres/index.html", text);
    }
    built
        .page_lacks("nieuws/congres/index.html", " style=")
        .page_lacks("nieuws/congres/index.html", "onclick");
}

#[test]
fn a_page_can_do_without_newsletter_and_share_links() {
    let site = site(
        "
        -- site.toml --
        title = \"x\"
        base_url = \"https://a.nl\"
        [newsletter]
        action = \"https://lijst.example/\"
        -- content/nieuws/a.md --
        ---
        title: A
        date: 2026-01-01
        newsletter: false
        share: false
        ---
    ",
    );
    site.build()
        .is_clean()
        .page_lacks("nieuws/a/index.html", "lijst.example")
        .page_lacks("nieuws/a/index.html", "Deel op");
}

#[test]
fn addresses_follow_paths_patterns_slugs_and_dates() {
    let site = site(
        "
        -- site.toml --
        title = \"x\"
        base_url = \"https://a.nl/map/\"
        [sections.blog]
        permalink = \"/b/:year/:month/:slug/\"
        -- content/nieuws/2026/2026-03-05-Raad én ß.md --
        ---
        title: Raad
        ---
        [ander](../../blog/ander.md) ![](leeg.svg)
        -- content/nieuws/2026/leeg.svg --
        <svg viewBox=\"0 0 3 2\"></svg>
        -- content/blog/ander.md --
        ---
        title: Ander
        date: 2026-04-05
        slug: eigen-naam
        aliases: [oud/adres]
        ---
        -- content/vast.md --
        ---
        title: Vast
        url: /heel/ergens/
        ---
    ",
    );
    let built = site.build();
    let raad = "nieuws/2026/raad-en-ss/index.html";
    built
        .is_done()
        .page_contains(raad, "<a href=\"/map/b/2026/04/eigen-naam/\">ander</a>")
        .page_contains(raad, "5 maart 2026");
    built.page_contains(
        raad,
        "<img src=\"/map/nieuws/2026/leeg.svg\" alt=\"\" width=\"3\" height=\"2\" loading=\"lazy\" decoding=\"async\">",
    );
    built.page_contains("oud/adres/index.html", "/map/b/2026/04/eigen-naam/");
    built
        .page_contains("heel/ergens/index.html", "Vast")
        .page_contains("sitemap.xml", "https://a.nl/map/heel/ergens/");
    assert_eq!(
        built.found(),
        ["content/nieuws/2026/2026-03-05-Raad én ß.md:4:30 markdown/no-alt"]
    );
}

#[test]
fn terms_of_one_slug_are_one_and_have_pages_of_their_own() {
    let site = site(
        "
        -- content/nieuws/a.md --
        ---
        title: A
        date: 2026-01-01
        tags: [Open Data, analytics]
        ---
        -- content/nieuws/b.md --
        ---
        title: B
        date: 2026-01-02
        tags: open data
        ---
        -- content/nieuws/c.md --
        ---
        title: C
        date: 2026-01-03
        tags: [Open Data]
        ---
        -- content/tags/analytics/_index.md --
        ---
        title: Meten en weten
        ---
        Eigen tekst.
        -- content/tags/leeg/_index.md --
        ---
        title: Niemand
        ---
    ",
    );
    let built = site.build();
    built
        .finds(&["content/tags/leeg/_index.md:2:8 site/unused-term"])
        .page_contains("tags/open-data/index.html", ">Open Data</h1>")
        .nowhere("Niemand");
    built
        .page_contains("tags/analytics/index.html", "Meten en weten")
        .page_contains("tags/analytics/index.html", "Eigen tekst.");
    for title in [">A<", ">B<", ">C<"] {
        built.page_contains("tags/open-data/index.html", title);
    }
}

#[test]
fn people_have_a_page_with_a_file_or_just_a_name() {
    let site = site(
        "
        -- content/auteurs/jansen.md --
        ---
        name: Jo Jansen
        role: redacteur
        links: [{ title: Site, url: \"https://jo.example\" }]
        ---
        Over Jo.
        -- content/auteurs/stil.md --
        ---
        title: Stille Schrijver
        ---
        -- content/nieuws/a.md --
        ---
        title: A
        date: 2026-01-01
        authors: [jansen, Gast Auteur]
        ---
    ",
    );
    let built = site.build();
    built
        .is_clean()
        .page_contains("auteurs/jansen/index.html", "redacteur")
        .page_contains("auteurs/jansen/index.html", "Over Jo.");
    built
        .page_contains("auteurs/gast-auteur/index.html", "Gast Auteur")
        .page_contains("auteurs/stil/index.html", "Stille Schrijver");
    built
        .page_contains("nieuws/a/index.html", "href=\"/auteurs/jansen/\"")
        .page_contains("nieuws/a/index.html", "Jo Jansen");
}

#[test]
fn events_are_parted_by_now_and_one_document_is_announcement_and_report() {
    let mut site = site(
        "
        -- site.toml --
        title = \"x\"
        base_url = \"https://a.nl\"
        [sections.agenda]
        kind = \"event\"
        -- content/agenda/congres.md --
        ---
        title: Congres
        date: 2026-01-01
        event:
          start: 2026-06-01 13:00
          end: 2026-06-01 17:00
          venue: Stadhuis
          registration_url: https://meld.example/
          speakers: [{ name: Ada Spreker, role: wethouder }]
          programme: [{ time: \"13:00\", title: Opening }]
        takeaways: [Leer **ervan**]
        ---
    ",
    )
    .now("2026-05-01");
    let built = site.build();
    let page = "agenda/congres/index.html";
    built
        .is_clean()
        .page_contains(page, "https://meld.example/")
        .page_contains(page, "1 juni 2026")
        .page_contains(page, "Stadhuis");
    built.page_contains(page, "Ada Spreker").page_contains(page, "Opening");
    built.page_contains("index.html", "Congres");
    site.set_now("2026-06-01T15:30:00Z");
    let built = site.build();
    built
        .is_clean()
        .page_lacks(page, "https://meld.example/")
        .page_contains(page, "Leer <strong>ervan</strong>");
}

#[test]
fn lists_are_parted_into_pages() {
    let mut text = "
        -- site.toml --
        title = \"x\"
        base_url = \"https://a.nl\"
        paginate_by = 2
    "
    .to_owned();
    for n in 1..=5 {
        text.push_str(&format!("    -- content/nieuws/n{n}.md --\n        ---\n        title: Artikel {n}\n        date: 2026-01-0{n}\n        ---\n    "));
    }
    let site = site(&text);
    let built = site.build();
    built
        .is_clean()
        .page_contains("nieuws/index.html", "Artikel 5")
        .page_lacks("nieuws/index.html", "Artikel 3");
    built
        .page_contains("nieuws/page/3/index.html", "Artikel 1")
        .has_no_file("nieuws/page/4")
        .has_no_file("nieuws/page/1");
    built
        .page_contains("nieuws/n3/index.html", "/nieuws/n2/")
        .page_contains("nieuws/n3/index.html", "/nieuws/n4/");
}

#[test]
fn a_series_knows_its_parts_and_a_history_is_public() {
    let site = site(
        "
        -- content/nieuws/a.md --
        ---
        title: Deel een
        date: 2026-01-01
        series: Mijn reeks
        corrections: [{ date: 2026-01-05, text: \"Het was *vijf*.\" }]
        changes: [{ date: 2026-01-06, text: Aangevuld }]
        withdrawn: { date: 2026-02-01, reason: Verouderd, replaced_by: b.md }
        quotes: [{ text: Zo is het, name: Ada }]
        downloads: [{ title: Bijlage, file: x.csv }]
        ---
        -- content/nieuws/x.csv --
        a;b
        -- content/nieuws/b.md --
        ---
        title: Deel twee
        date: 2026-01-02
        series: Mijn reeks
        ---
    ",
    );
    let built = site.build();
    let page = "nieuws/a/index.html";
    built.is_clean();
    for text in [
        "Mijn reeks",
        "Deel twee",
        "Het was <em>vijf</em>.",
        "Aangevuld",
        "Verouderd",
        "href=\"/nieuws/b/\"",
        "Zo is het",
        "/nieuws/x.csv",
        "CSV, ",
    ] {
        built.page_contains(page, text);
    }
    built.page_contains("series/mijn-reeks/index.html", "Deel een");
}

#[test]
fn markdown_has_what_a_report_needs() {
    let site = site(
        "
        -- content/nieuws/a.md --
        ---
        title: A
        date: 2026-01-01
        ---
        ## Één vraag
        ## Één vraag
        ## Eigen {#anker}

        Zie [boven](#een-vraag), [anker](#anker) en noot[^1] en nog eens[^1]. ~~weg~~ 's Avonds zei zij: \"ja\".

        | a | b |
        | - | -: |
        | 1 | 2 |

        - [x] klaar

        > [!TIP]
        > Doe dit.

        Begrip
        : Uitleg

        ```json
        {\"a\": 1}
        ```

        ![Een plaatje](a.svg \"Het bijschrift\")

        {{ gewoon }} en {% tekst %} en `{{< geen >}}` en {{</* zo */>}}

        {{% note type=\"tip\" title=\"Let op\" %}}
        **vet**
        {{% /note %}}

        [^1]: De noot.
        -- content/nieuws/a.svg --
        <svg width=\"4\" height=\"3\"></svg>
    ",
    );
    let built = site.build();
    built.is_clean();
    for text in [
        "<h2 id=\"een-vraag\">",
        "<h2 id=\"een-vraag-1\">",
        "<h2 id=\"anker\">",
        "<a href=\"#een-vraag\">boven</a>",
        "<del>weg</del>",
        "’s Avonds zei zij: “ja”.",
        "id=\"fnref-1\"",
        "id=\"fnref-1-1\"",
        "href=\"#fnref-1-1\"",
        "<th scope=\"col\" class=\"align-right\">b</th>",
        "type=\"checkbox\" disabled checked",
        "class=\"note note-tip\"",
        "<dt>Begrip</dt>",
        "class=\"language-json\"",
        "<span class=\"hl-",
        "<figcaption>Het bijschrift</figcaption>",
        "{{ gewoon }} en {% tekst %} en <code>{{&lt; geen &gt;}}</code> en {{&lt; zo &gt;}}",
        "<strong>vet</strong>",
        "css/code.",
    ] {
        built.page_contains("nieuws/a/index.html", text);
    }
    built.page_lacks("index.html", "css/code.");
}

#[test]
fn no_script_survives_in_any_way_in() {
    let site = site("
        -- content/nieuws/a.md --
        ---
        title: '<script>alert(1)</script>'
        date: 2026-01-01
        summary: '<script>alert(2)</script> [x](javascript:alert(3))'
        kicker: '<img src=x onerror=alert(4)>'
        tags: ['<script>alert(5)</script>']
        ---
        <script>alert(6)</script> <img src=https://x.example/x.png onerror=alert(7)> <a href=\"java&#115;cript:alert(8)\">x</a>

        <iframe src=\"https://x.example\"></iframe> <p style=\"x\" onclick=\"alert(9)\">blijft</p>

        {{< button href=\"/nieuws/\" >}}<script>alert(10)</script>{{< /button >}}
    ");
    let built = site.build();
    built.is_done().page_contains("nieuws/a/index.html", "blijft");
    for (path, bytes) in site.tree().iter().filter(|(path, _)| path.ends_with(".html")) {
        let text = String::from_utf8_lossy(bytes);
        for bad in [
            "<script>alert",
            "<img src=x",
            "x.png\" onerror",
            "\"javascript:",
            "onclick=",
            "<iframe",
        ] {
            assert!(!text.contains(bad), "{path} has {bad}");
        }
    }
    let codes: Vec<String> = built
        .found()
        .iter()
        .filter_map(|found| found.split(' ').next_back().map(str::to_owned))
        .collect();
    assert!(codes.contains(&"markdown/html-removed".to_owned()), "{codes:?}");
}

#[test]
fn feeds_sitemap_robots_and_the_page_for_nothing_found() {
    let site = site(
        "
        -- site.toml --
        title = \"Proef\"
        base_url = \"https://proef.example/\"
        [feeds]
        rss = true
        -- content/nieuws/a.md --
        ---
        title: 'A & B'
        date: 2026-01-01 09:00
        tags: [Data]
        ---
        Zie [b](b.md#kop) en ![x](x.svg).
        -- content/nieuws/x.svg --
        <svg width=\"4\" height=\"3\"></svg>
        -- content/nieuws/b.md --
        ---
        title: B
        date: 2026-01-02
        ---
        ## Kop
    ",
    );
    let built = site.build();
    built.is_clean();
    for feed in [
        "atom.xml",
        "rss.xml",
        "nieuws/atom.xml",
        "nieuws/rss.xml",
        "tags/data/atom.xml",
        "tags/data/rss.xml",
    ] {
        built
            .page_contains(feed, "A &amp; B")
            .page_contains(feed, "https://proef.example/nieuws/b/#kop");
        built.page_contains(feed, "src=&quot;https://proef.example/nieuws/x.svg&quot;");
    }
    built.page_contains("atom.xml", "<published>2026-01-01T09:00:00+01:00</published>");
    built.page_contains("rss.xml", "<pubDate>Thu, 01 Jan 2026 09:00:00 +0100</pubDate>");
    built
        .page_contains("sitemap.xml", "<loc>https://proef.example/nieuws/a/</loc>")
        .page_contains("robots.txt", "Sitemap: https://proef.example/sitemap.xml");
    built
        .page_contains("404.html", "noindex")
        .page_contains("index.html", "type=\"application/atom+xml\"");
    built.page_contains("tags/data/index.html", "href=\"/tags/data/atom.xml\"");
}

#[test]
fn related_articles_share_the_rarest_terms() {
    let mut text = String::from(
        "
        -- content/nieuws/a.md --
        ---
        title: Hoofdstuk
        date: 2026-01-01
        tags: [Zeldzaam, Gewoon]
        ---
        -- content/nieuws/z.md --
        ---
        title: Zeldzame buur
        date: 2020-01-01
        tags: [Zeldzaam]
        ---
    ",
    );
    for n in 1..=9 {
        text.push_str(&format!("    -- content/nieuws/g{n}.md --\n        ---\n        title: Gewone buur {n}\n        date: 2026-02-0{n}\n        tags: [Gewoon]\n        ---\n    "));
    }
    text.push_str(
        "    -- templates/article.html --\n        {% for card in page.related %}{{ card.title }};{% endfor %}\n",
    );
    let site = site(&text);
    let built = site.build();
    built.is_clean();
    assert!(
        built
            .page("nieuws/a/index.html")
            .starts_with("Zeldzame buur;Gewone buur 9;Gewone buur 8;"),
        "{}",
        built.page("nieuws/a/index.html")
    );
}

#[test]
fn a_call_within_a_line_gives_what_a_line_can_hold() {
    let site = site(
        "
        -- content/nieuws/a.md --
        ---
        title: A
        date: 2026-01-02
        ---
        ## Main {{< youtube id=\"a b\" title=\"Film\" >}}

        Lees {{< button href=\"https://a.nl\" >}}dit{{< /button >}} en {{% note %}}let *op*{{% /note %}} nu.

        {{< button href=\"https://a.nl\" >}}dat{{< /button >}}
    ",
    );
    let built = site.build();
    built.is_clean();
    built
        .page_contains("nieuws/a/index.html", "<h2 id=\"main\">Main <span class=\"video\">")
        .page_contains("nieuws/a/index.html", "watch?v=a%20b\"")
        .page_contains(
            "nieuws/a/index.html",
            "<p>Lees <a class=\"button\" href=\"https://a.nl\">dit</a> en",
        )
        .page_contains("nieuws/a/index.html", "let <em>op</em></span> nu.</p>")
        .page_contains(
            "nieuws/a/index.html",
            "<p class=\"button-line\"><a class=\"button\" href=\"https://a.nl\">dat</a></p>",
        );
    // Ids of the theme are none that a heading can have.
    assert_eq!(built.page("nieuws/a/index.html").matches("id=\"main\"").count(), 1);
}

#[test]
fn the_first_paragraph_stands_on_the_page_once() {
    let site = site(
        "
        -- content/nieuws/a.md --
        ---
        title: A
        date: 2026-01-02
        tags: [Data]
        ---
        De eerste alinea.
        -- content/tags/data/_index.md --
        ---
        title: Data
        ---
        Over data.
    ",
    );
    let built = site.build();
    built.is_clean();
    assert_eq!(
        built.page("nieuws/a/index.html").matches(">De eerste alinea.<").count(),
        1
    );
    assert_eq!(built.page("tags/data/index.html").matches(">Over data.<").count(), 1);
    built.page_contains("nieuws/index.html", "De eerste alinea.");
}

#[test]
fn what_is_no_picture_is_told_of_and_what_has_no_date_is_in_no_feed() {
    let site = site(
        "
        -- content/nieuws/a.md --
        ---
        title: Zonder dag
        ---
        ![w](kapot.jpg) ![v](b.pdf) en [^9], `[^8]`
        -- content/nieuws/kapot.jpg --
        geen beeld
        -- content/nieuws/b.pdf --
        x
    ",
    );
    let built = site.build();
    built.finds(&[
        "content/nieuws/a.md:1:1 site/no-date",
        "content/nieuws/a.md:4:1 link/no-picture",
        "content/nieuws/a.md:4:17 link/no-picture",
        "content/nieuws/a.md:4:32 link/dead-anchor",
    ]);
    built.page_lacks("atom.xml", "Zonder dag");
}

#[test]
fn nothing_empty_stands_on_a_page_and_the_first_picture_is_fetched_at_once() {
    let site = site(
        "
        -- site.toml --
        title = \"x\"
        base_url = \"https://a.nl\"
        [organisation]
        email = \"a@b.nl\"
        [sections.agenda]
        kind = \"event\"
        -- content/nieuws/a.md --
        ---
        title: A
        date: 2026-01-02
        image: { src: a.svg, alt: x }
        ---
        -- content/nieuws/b.md --
        ---
        title: B
        date: 2026-01-01
        image: { src: a.svg, alt: x }
        ---
        -- content/nieuws/a.svg --
        <svg width=\"4\" height=\"3\"></svg>
        -- content/agenda/c.md --
        ---
        title: C
        date: 2026-01-01
        event: { start: 2027-01-01 }
        ---
    ",
    );
    let built = site.build();
    built.is_clean();
    built
        .page_contains("index.html", "<p class=\"footer-publisher\"><a href=\"mailto:a@b.nl\">")
        .page_contains("index.html", "event-date")
        .page_lacks("index.html", "event-card-where");
    let home = built.page("index.html");
    let pictures: Vec<&str> = home.split("<div class=\"card-image\">").skip(1).collect();
    let at_once: Vec<bool> = pictures
        .iter()
        .map(|picture| {
            picture
                .split('>')
                .next()
                .is_some_and(|tag| tag.contains("fetchpriority"))
        })
        .collect();
    assert_eq!(at_once, [true, false], "{home}");
    let list = built.page("nieuws/index.html");
    assert_eq!(list.matches("fetchpriority=\"high\"").count(), 1, "{list}");
}

#[test]
fn a_description_has_each_word_of_the_text_once() {
    for (text, description) in [
        ("Een twee < drie", "Een twee &lt; drie"),
        ("Een <3 twee", "Een &lt;3 twee"),
        ("Een \\< twee &lt;b&gt; drie", "Een &lt; twee &lt;b&gt; drie"),
        ("Een <!-- twee", "Een &lt;!– twee"),
        ("Een < *twee*\n\n<!-- more -->\n\ndrie", "Een &lt; twee"),
    ] {
        let site = site(&format!(
            "-- content/nieuws/a.md --\n---\ntitle: A\ndate: 2026-01-02\n---\n{text}\n"
        ));
        let built = site.build();
        built.is_done();
        let page = built.page("nieuws/a/index.html");
        for name in ["name=\"description\"", "property=\"og:description\""] {
            let expected = format!("<meta {name} content=\"{description}\">");
            assert!(page.contains(&expected), "{text}: {expected}\n{page}");
        }
        let feed = built.page("atom.xml");
        assert!(feed.contains(&format!("<summary>{description}</summary>")), "{feed}");
    }
    let site = site("-- content/nieuws/a.md --\n---\ntitle: A\ndate: 2026-01-02\nsummary: Een < *twee*\n---\n");
    site.build().page_contains(
        "nieuws/a/index.html",
        "<meta name=\"description\" content=\"Een &lt; twee\">",
    );
}

#[test]
fn nothing_empty_stands_in_a_page_and_each_region_has_a_name_of_its_own() {
    let text = |organisation: &str| {
        format!(
            "
            -- site.toml --
            title = \"Proef\"
            base_url = \"https://proef.example/\"
            [organisation]
            {organisation}
            [sections.agenda]
            kind = \"event\"
            -- content/agenda/later.md --
            ---
            title: Later
            event: {{ start: 2027-01-02 10:00 }}
            ---
            -- content/nieuws/a.md --
            ---
            title: A
            date: 2026-01-02
            ---
            Een.[^1]

            {{{{% note %}}}}
            Twee.[^2]

            [^2]: Noot.
            {{{{% /note %}}}}

            [^1]: Noot.
            "
        )
    };
    let publisher = |organisation: &str| {
        let site = site(&text(organisation));
        let built = site.build();
        built.is_clean();
        built.page_lacks("agenda/index.html", "event-card-where");
        let page = built.page("nieuws/a/index.html");
        assert_eq!(page.matches("role=\"doc-endnotes\"").count(), 1, "{page}");
        assert_eq!(page.matches("class=\"footnotes\"").count(), 2, "{page}");
        let after = page.split_once("<p class=\"footer-publisher\">");
        after.map(|(_, rest)| rest.split("</p>").next().unwrap_or_default().to_owned())
    };
    let mail = "<a href=\"mailto:a@b.nl\">a@b.nl</a>";
    assert_eq!(publisher("name = \"Proef\""), None);
    assert_eq!(publisher("email = \"a@b.nl\"").as_deref(), Some(mail));
    let both = publisher(
        "name = \"Ander\"\nemail = \"a@b.nl\""
            .replace('\n', "\n            ")
            .as_str(),
    );
    assert_eq!(both, Some(format!("Een uitgave van Ander<br>{mail}")));
}

#[test]
fn a_site_may_have_its_own_robots_txt_and_so_may_its_theme() {
    let site = site(
        "
        -- site.toml --
        title = \"Proef\"
        base_url = \"https://proef.example/\"
        theme = \"eigen\"
        -- themes/eigen/theme.toml --
        name = \"eigen\"
        version = \"1\"
        extends = \"courant\"
        -- content/nieuws/a.md --
        ---
        title: A
        date: 2026-01-01
        ---
    ",
    );
    site.build()
        .is_clean()
        .page_contains("robots.txt", "Sitemap: https://proef.example/sitemap.xml");
    site.write("themes/eigen/static/robots.txt", b"van het thema");
    let built = site.build();
    assert_eq!(built.is_clean().page("robots.txt"), "van het thema");
    site.write("content/robots.txt", b"van de site");
    let built = site.build();
    assert_eq!(built.is_clean().page("robots.txt"), "van de site");
    // An article cannot have that address.
    site.remove("content/robots.txt");
    site.write(
        "content/nieuws/b.md",
        b"---\ntitle: B\ndate: 2026-01-01\naliases: [/robots.txt]\n---\n",
    );
    site.build().finds(&["content/nieuws/b.md:4:11 site/same-address"]);
}

#[test]
fn who_joins_from_elsewhere_is_told_whose_time_it_is() {
    let site = site(
        "
        -- site.toml --
        title = \"Proef\"
        base_url = \"https://proef.example/\"
        [sections.agenda]
        kind = \"event\"
        -- content/agenda/zaal.md --
        ---
        title: In de zaal
        date: 2026-11-01
        event: { start: 2026-12-01 10:00, venue: Stadhuis }
        ---
        -- content/agenda/scherm.md --
        ---
        title: Op het scherm
        date: 2026-11-01
        event: { start: 2026-12-01 10:00, attendance: online, online_url: \"https://live.example/\" }
        ---
        -- content/agenda/lissabon.md --
        ---
        title: In Lissabon
        date: 2026-11-01
        event: { start: 2026-12-01 10:00, venue: Câmara, timezone: Europe/Lisbon }
        ---
        -- content/agenda/dag.md --
        ---
        title: De hele dag
        date: 2026-11-01
        event: { start: 2026-12-01, attendance: online, online_url: \"https://live.example/\" }
        ---
    ",
    );
    site.build()
        .is_clean()
        .page_contains("agenda/zaal/index.html", "Tijdzone: UTC+1")
        .page_contains("agenda/scherm/index.html", "Tijdzone: UTC+1")
        .page_contains("agenda/lissabon/index.html", "Tijdzone: UTC<")
        .page_lacks("agenda/dag/index.html", "Tijdzone");
}

#[test]
fn nobody_is_sent_to_an_event_that_is_cancelled() {
    let site = site(
        "
        -- content/agenda/a.md --
        ---
        title: Alles online
        date: 2026-01-01
        event:
          start: 2027-05-01 20:00
          attendance: online
          online_url: https://live.example/
          registration_url: https://aanmelden.example/
          status: cancelled
        ---
    ",
    );
    site.build()
        .is_clean()
        .page_contains("agenda/a/index.html", "Afgelast")
        .page_lacks("agenda/a/index.html", "href=\"https://live.example/\"")
        .page_lacks("agenda/a/index.html", "https://aanmelden.example/");
}

#[test]
fn an_article_about_an_event_tells_of_it_as_the_page_of_the_event_does() {
    let event = "event: { start: 2025-05-01 20:00, venue: Stadhuis, programme: [{ time: 10.00, title: Opening }], speakers: [{ name: Ada, role: gastvrouw }] }";
    let site = site(&format!(
        "
        -- site.toml --
        title = \"Proef\"
        base_url = \"https://proef.example/\"
        [sections.agenda]
        kind = \"event\"
        -- content/nieuws/verslag.md --
        ---
        title: Verslag
        date: 2025-05-02
        {event}
        ---
        -- content/agenda/congres.md --
        ---
        title: Congres
        date: 2025-05-02
        {event}
        ---
    "
    ));
    let built = site.build();
    built.is_clean();
    for page in ["nieuws/verslag/index.html", "agenda/congres/index.html"] {
        for text in ["Stadhuis", "Opening", "gastvrouw", "1 mei 2025 om 20:00"] {
            // What is for search engines stands in the head.
            let whole = built.page(page);
            let body = whole.split("<body").nth(1).unwrap_or_default();
            let count = body.matches(text).count();
            assert_eq!(count, 1, "{text} in {page}");
        }
    }
}

#[test]
fn a_postponed_event_promises_neither_its_old_date_nor_a_place() {
    let mut site = site(
        "
        -- site.toml --
        title = \"Proef\"
        base_url = \"https://proef.example/\"
        [sections.agenda]
        kind = \"event\"
        -- content/agenda/a.md --
        ---
        title: A
        date: 2026-11-01
        event: { start: 2026-12-01 10:00, status: postponed, online_url: \"https://live.example/\", registration_url: \"https://meld.example/\" }
        ---
    ",
    );
    let page = "agenda/a/index.html";
    for (now, list) in [("2026-11-23", "agenda/index.html"), ("2026-12-23", "agenda/index.html")] {
        site.set_now(now);
        let built = site.build();
        built
            .is_clean()
            .page_contains(page, "Uitgesteld")
            .page_contains(page, "<dd>Nieuwe datum volgt")
            .page_contains(page, "Eerst stond het gepland op 1 december 2026 om 10:00")
            .page_lacks(page, "Dit evenement is geweest")
            .page_lacks(page, "Dit was het evenement")
            .page_lacks(page, "href=\"https://meld.example/\"")
            .page_lacks(page, "href=\"https://live.example/\"")
            .page_lacks(page, "Zet in uw agenda")
            .page_contains(list, "Uitgesteld")
            .page_contains(list, "Nieuwe datum volgt")
            .page_lacks(list, "1 december 2026");
        // Search engines want the old date until there is another.
        if now == "2026-11-23" {
            built
                .page_contains(page, "\"startDate\":\"2026-12-01T10:00:00+01:00\"")
                .page_contains(page, "EventPostponed")
                .page_contains("index.html", "Nieuwe datum volgt");
        }
    }
}

#[test]
fn every_list_says_what_it_is_about_in_its_own_language() {
    let site = site(
        "
        -- site.toml --
        title = \"Proef\"
        description = \"Over proeven\"
        base_url = \"https://proef.example/\"
        [languages.en]
        [taxonomies.plaatsen]
        [sections.agenda]
        kind = \"event\"
        -- content/nieuws/raad.md --
        ---
        title: Raad & <daad>
        date: 2026-11-01
        tags: [Data]
        authors: [Ada Voorbeeld]
        series: Reeks
        ---
        -- content/nieuws/raad.en.md --
        ---
        title: Council
        ---
        -- content/agenda/straks.md --
        ---
        title: Straks
        date: 2026-11-01
        event: { start: 2026-12-01 }
        ---
        -- content/agenda/toen.md --
        ---
        title: Toen
        date: 2026-10-01
        event: { start: 2026-10-02 }
        ---
        -- content/leeg/_index.md --
        ---
        title: Leeg
        ---
        -- content/eigen/_index.md --
        ---
        title: Eigen
        summary: Dit zegt zij zelf.
        ---
        -- content/eigen/a.md --
        ---
        title: A
        date: 2026-11-01
        ---
    ",
    );
    let built = site.build();
    built.is_done();
    let raad = "Met onder meer: Raad &amp; &lt;daad";
    for (page, text) in [
        ("index.html", "Over proeven"),
        (
            "nieuws/index.html",
            "Alle berichten in de rubriek Nieuws van Proef. Met onder meer: Raad",
        ),
        (
            "tags/data/index.html",
            "Alle berichten van Proef over Data. Met onder meer: Raad",
        ),
        (
            "authors/ada-voorbeeld/index.html",
            "Alle berichten van Ada Voorbeeld op Proef. Met onder meer: Raad",
        ),
        (
            "series/reeks/index.html",
            "Reeks: een reeks van Proef, alle delen bij elkaar. Met onder meer: Raad",
        ),
        (
            "tags/index.html",
            "Onderwerpen van Proef, met alle berichten. Met onder meer: Data.",
        ),
        (
            "agenda/index.html",
            "wat eraan komt, en verslagen van wat geweest is. Met onder meer: Straks.",
        ),
        ("leeg/index.html", "Alle berichten in de rubriek Leeg van Proef."),
        ("eigen/index.html", "Dit zegt zij zelf."),
        ("archief/index.html", "Alle berichten en verslagen, per jaar."),
        ("archief/2026/index.html", "Archief 2026: "),
        (
            "en/nieuws/index.html",
            "All articles in the section Nieuws of Proef. Among them: Council.",
        ),
        (
            "en/tags/data/index.html",
            "All articles of Proef about Data. Among them: Council.",
        ),
    ] {
        let html = built.page(page);
        for start in [
            "<meta name=\"description\" content=\"",
            "<meta property=\"og:description\" content=\"",
        ] {
            let told: Vec<&str> = html.split(start).skip(1).collect();
            let told: Vec<&str> = told.iter().filter_map(|rest| rest.split("\">").next()).collect();
            assert_eq!(told.len(), 1, "{page}: {html}");
            assert!(told[0].contains(text), "{page}: {told:?}");
        }
        assert!(!text.ends_with("Raad") || html.contains(raad), "{page}");
    }
}

#[test]
fn what_changed_about_an_event_is_told_in_the_past_once_it_is_over() {
    let mut site = site(
        "
        -- site.toml --
        title = \"Proef\"
        base_url = \"https://proef.example/\"
        [sections.agenda]
        kind = \"event\"
        -- content/agenda/verzet.md --
        ---
        title: Verzet
        date: 2026-11-01
        event: { start: 2026-12-01 10:00, previous_start: 2026-11-20 10:00, status: rescheduled, venue: Zaal }
        ---
        -- content/agenda/scherm.md --
        ---
        title: Op het scherm
        date: 2026-11-01
        event: { start: 2026-12-01 10:00, status: moved-online, attendance: online }
        ---
        -- content/agenda/niet.md --
        ---
        title: Niet
        date: 2026-11-01
        event: { start: 2026-12-01 10:00, status: cancelled, venue: Zaal }
        ---
    ",
    );
    let notices = [
        (
            "verzet",
            "hieronder staat wanneer het nu is.",
            "hieronder staat wanneer het was. Eerst",
        ),
        (
            "scherm",
            "gaat door, maar alleen online.",
            "ging door, maar alleen online.",
        ),
        ("niet", "gaat niet door.", "is niet doorgegaan."),
    ];
    let built = site.build();
    built.is_clean();
    for (page, coming, over) in notices {
        let page = format!("agenda/{page}/index.html");
        built.page_contains(&page, coming).page_lacks(&page, over);
    }
    site.set_now("2026-12-02");
    let built = site.build();
    built.is_clean();
    for (page, coming, over) in notices {
        let page = format!("agenda/{page}/index.html");
        built.page_contains(&page, over).page_lacks(&page, coming);
    }
}

#[test]
fn a_headline_that_goes_on_is_set_smaller() {
    let short = "Raad kiest voor open data";
    let long = "Gemeenteraad van Voorbeeldstad kiest na een lang debat met ruime meerderheid voor het openstellen van gegevens";
    let built = |title: &str| {
        let site = site(
            "
            -- site.toml --
            title = \"Proef\"
            base_url = \"https://proef.example/\"
        ",
        );
        site.write(
            "content/nieuws/a.md",
            format!("---\ntitle: {title}\ndate: 2026-03-05\n---\n").as_bytes(),
        );
        let built = site.build();
        built.is_clean();
        built.page("nieuws/a/index.html")
    };
    assert!(built(short).contains(&format!("<h1>{short}</h1>")));
    assert!(built(long).contains(&format!("<h1 class=\"is-long\">{long}</h1>")));
}

const MANUAL: &str = "
    -- site.toml --
    title = \"Handboek\"
    base_url = \"https://proef.example/\"
    [sections.gids]
    kind = \"page\"
    sort_by = \"title\"
    [markdown]
    heading_as_title = true
    [languages.en]
    -- content/_index.md --
    # Welkom *hier*

    Dit is het handboek.
    -- content/gids/_index.md --
    # De gids
    -- content/gids/zaaien.md --
    # 1. Zaaien in `mei`

    Eerst de grond.

    ## Water

    Dan water.
    -- content/gids/zaaien.en.md --
    # 1. Sowing

    First the soil.
    -- content/gids/oogsten.md --
    3\\. Oogsten
    ===========

    Tot slot.
    -- content/gids/wieden.md --
    ---
    toc: false
    ---
    # 2. Wieden {#wieden}

    Elke week.
    -- content/gids/oogsten.en.md --
    ---
    title: 3. Harvest
    ---
    # A heading that stays

    At last.
";

#[test]
fn a_heading_is_the_title_where_settings_say_so() {
    let site = site(MANUAL);
    let built = site.build();
    built.is_clean();
    let page = built.page("gids/zaaien/index.html");
    assert!(page.contains("<h1>1. Zaaien in mei</h1>"), "{page}");
    assert!(page.contains("<title>1. Zaaien in mei"), "{page}");
    assert_eq!(page.matches("<h1").count(), 1, "{page}");
    // What stands below it keeps its level, and its first paragraph is the summary.
    assert!(page.contains("<h2 id=\"water\">"), "{page}");
    assert!(page.contains("content=\"Eerst de grond.\""), "{page}");
    built.page_contains("gids/oogsten/index.html", "<h1>3. Oogsten</h1>");
    // Front matter without a title, too; with one the heading is a heading.
    built.page_contains("gids/wieden/index.html", "<h1>2. Wieden</h1>");
    built.page_contains("en/gids/zaaien/index.html", "<h1>1. Sowing</h1>");
    let english = built.page("en/gids/oogsten/index.html");
    assert!(
        english.contains("<h1>3. Harvest</h1>") && english.contains("A heading that stays</h2>"),
        "{english}"
    );
    built.page_contains("gids/index.html", "<h1>De gids</h1>");
    built.page_contains("index.html", "Welkom hier");
}

#[test]
fn a_heading_is_no_title_unless_settings_say_so() {
    let site = site(
        "
        -- content/nieuws/raad.md --
        # Raad kiest

        De raad koos.
    ",
    );
    site.build()
        .finds(&["content/nieuws/raad.md:1:1 front-matter/no-title"]);
}

#[test]
fn a_heading_of_another_level_or_further_down_is_no_title() {
    let text = "
        -- site.toml --
        title = \"Proef\"
        base_url = \"https://proef.example/\"
        [markdown]
        heading_as_title = true
        -- content/een.md --
        ## Raad kiest

        De raad koos.
        -- content/twee.md --
        De raad koos.

        # Raad kiest
        -- content/drie.md --
        #

        De raad koos.
    ";
    site(text).build().finds(&[
        "content/drie.md:1:1 front-matter/no-title",
        "content/een.md:1:1 front-matter/no-title",
        "content/twee.md:1:1 front-matter/no-title",
    ]);
}

#[test]
fn pages_of_a_section_are_read_in_its_order() {
    let site = site(&MANUAL.replace(
        "[languages.en]",
        "[languages.en]\n    [theme_options]\n    page_neighbours = true",
    ));
    let built = site.build();
    built.is_clean();
    let neighbours = |path: &str| {
        let page = built.page(path);
        let parts = page.split("class=\"neighbour ").skip(1);
        parts
            .map(|part| part.split('"').nth(2).unwrap_or_default().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(neighbours("gids/zaaien/index.html"), ["/gids/wieden/"]);
    assert_eq!(
        neighbours("gids/wieden/index.html"),
        ["/gids/zaaien/", "/gids/oogsten/"]
    );
    assert_eq!(neighbours("gids/oogsten/index.html"), ["/gids/wieden/"]);
    // In English there are but two.
    assert_eq!(neighbours("en/gids/zaaien/index.html"), ["/en/gids/oogsten/"]);
    assert_eq!(neighbours("en/gids/oogsten/index.html"), ["/en/gids/zaaien/"]);
}

#[test]
fn a_home_of_sections_has_its_own_text_and_then_each_section() {
    let news = "
    -- content/nieuws/raad.md --
    ---
    title: Raad kiest
    date: 2026-03-05
    ---
    De raad koos.
";
    let text = MANUAL.replace(
        "[languages.en]",
        "[languages.en]\n    [theme_options]\n    home_layout = \"sections\"",
    );
    let site = site(&format!("{text}{news}"));
    let built = site.build();
    built.is_clean();
    let home = built.page("index.html");
    let at = |text: &str| home.find(text).unwrap_or_else(|| panic!("{text}: {home}"));
    assert!(at("Dit is het handboek.") < at(">De gids</h2>"), "{home}");
    assert!(
        at(">De gids</h2>") < at("1. Zaaien in mei") && at("2. Wieden") < at("3. Oogsten"),
        "{home}"
    );
    assert!(home.contains("<a href=\"/gids/\">Alles in De gids</a>"), "{home}");
    assert!(at(">Nieuws</h2>") < at("Raad kiest"), "{home}");
    assert!(!home.contains("Laatste nieuws"), "{home}");
    // In the other language a section without anything is not shown.
    built.page_lacks("en/index.html", "Nieuws</h2>");
}

#[test]
fn a_heading_that_changes_is_another_title_wherever_it_stands() {
    let text = MANUAL.replace(
        "[languages.en]",
        "[languages.en]\n    [theme_options]\n    home_layout = \"sections\"\n    page_neighbours = true",
    );
    let site = site(&text);
    site.build().is_clean();
    for heading in ["# 1. Zaaien in april", "# 4. Zaaien in de herfst", "# 4. Zaaien"] {
        site.write(
            "content/gids/zaaien.md",
            format!("{heading}\n\nEerst de grond.\n").as_bytes(),
        );
        site.build().is_clean();
        site.clean_build().is_clean();
        assert_eq!(site.tree(), site.clean_tree(), "{heading}");
        let title = heading.trim_start_matches("# ");
        site.build()
            .page_contains("index.html", title)
            .page_contains("gids/index.html", title);
    }
}

#[test]
fn each_table_has_a_name_of_its_own() {
    let table = "| Brug | Keer |\n| --- | --- |\n| Oost | 4 |\n";
    let text = format!("{table}\n## Oost & west\n\n{table}\n{table}\n## Later\n\n{table}");
    let site = site("");
    site.write("content/a.md", format!("---\ntitle: A\n---\n{text}").as_bytes());
    let built = site.build();
    let page = built.is_clean().page("a/index.html");
    let names: Vec<&str> = page
        .split("class=\"table-wrap\"")
        .skip(1)
        .filter_map(|part| part.split("aria-label=\"").nth(1)?.split('"').next())
        .collect();
    assert_eq!(
        names,
        [
            "Tabel",
            "Tabel: Oost &amp; west",
            "Tabel: Oost &amp; west (2)",
            "Tabel: Later"
        ]
    );
}
