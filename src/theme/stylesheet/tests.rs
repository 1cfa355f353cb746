//! What comes of a stylesheet, statement by statement.

use super::*;

fn published_of(sheets: &[(&'static str, &'static str)]) -> (BTreeMap<&'static str, String>, Vec<String>) {
    let sheets: BTreeMap<&str, &str> = sheets.iter().copied().collect();
    let (published, found) = published(&sheets);
    let found = found.into_iter().map(|(path, found)| {
        let range = found.span.expect("a place").range();
        let kind = if found.is_error() { "error" } else { "warning" };
        format!("{kind} {:?}: {}", &sheets[path][range], found.message)
    });
    let found = found.collect();
    (published, found)
}

#[track_caller]
fn check(css: &'static str, expected: &str) {
    let (published, found) = published_of(&[("a.css", css)]);
    assert_eq!(published.get("a.css").map(String::as_str), Some(expected), "{found:?}");
    assert_eq!(found, Vec::<String>::new());
}

#[track_caller]
fn check_slip(css: &'static str, expected: &[&str]) {
    assert_eq!(published_of(&[("a.css", css)]).1, expected, "{css}");
}

#[test]
fn white_space_and_comments_that_mean_nothing_go() {
    check(
        "/* a */ a , b { color : red ; margin : 0 auto ; } \n",
        "a,b{color:red;margin:0 auto}",
    );
    check("a > b + c ~ d  e { }", "a>b+c~d e{}");
    check(
        "a { font: 1rem / 1.5 var( --x , a ) ! important }",
        "a{font:1rem/1.5 var(--x,a)!important}",
    );
    check(
        "@media ( width >= 40rem ) and (hover: none) { a { b: c } }",
        "@media (width>=40rem) and (hover:none){a{b:c}}",
    );
    check("@layer a , b ;\n@layer a { x { y: z } }", "@layer a,b;@layer a{x{y:z}}");
    check(
        "@font-face { src: url( a.woff2 ) ; ; }",
        "@font-face{src:url( a.woff2 )}",
    );
    check(
        "a { & > b { c: d } ; e: f; @media print { g: h } i: j }",
        "a{&>b{c:d}e:f;@media print{g:h}i:j}",
    );
    check(
        "/*! made by X */ a { b: c; /*! here */ d: e }",
        "/*! made by X */a{b:c;/*! here */d:e}",
    );
    check("", "");
}

#[test]
fn white_space_that_means_something_stays() {
    check("a :hover, .b .c , * .d { e: f }", "a :hover,.b .c,* .d{e:f}");
    check(
        "a:not( .b > .c ):nth-child( 2n + 1 ) { d: e }",
        "a:not(.b > .c):nth-child(2n + 1){d:e}",
    );
    check(
        "a { b: calc( 1px + ( 2px - 3px ) * 4 / 2 ) -1px }",
        "a{b:calc(1px + (2px - 3px) * 4/2) -1px}",
    );
    check("@media screen and (a) , not (b) { }", "@media screen and (a),not (b){}");
    check(
        "@supports ( a : b ) and selector( c :d ) { e { f: g } }",
        "@supports (a : b) and selector(c :d){e{f:g}}",
    );
    check("a { content: \"x  /* y */ \" '  ' }", "a{content:\"x  /* y */ \" '  '}");
    check("a{b:c/**/d}", "a{b:c/**/d}");
    check("a{b:c/* x */ d}", "a{b:c d}");
    check("a{b: 1 /**/ /2}", "a{b:1/2}");
    check("[a=\"b\" i] [c] { d: e }", "[a=\"b\" i] [c]{d:e}");
    check(
        "@keyframes a { from { b: c } 50.5% { d: e } }",
        "@keyframes a{from{b:c}50.5%{d:e}}",
    );
    check("a\\:b .\\31 0 { c: d }", "a\\:b .\\31 0{c:d}");
}

#[test]
fn a_property_of_ones_own_keeps_its_value() {
    check("a { --b:  1px  solid , red ; c: d }", "a{--b:1px solid , red;c:d}");
    check("a { --b: ; --c:; --d: { e: f ; } }", "a{--b: ;--c: ;--d:{ e: f ; }}");
    check("a { --b: / * x }", "a{--b:/ * x}");
    check("a { --b : x }", "a{--b:x}");
}

#[test]
fn what_is_newer_than_this_program_comes_out_as_it_went_in() {
    check("@tomorrow a ( b ) { c d e { f: g } }", "@tomorrow a (b){c d e{f:g}}");
    check(
        "@property --x { syntax: \"<a>\"; inherits: false }",
        "@property --x{syntax:\"<a>\";inherits:false}",
    );
    check(
        "@scope ( .a ) to ( :scope > .b ) { c { d: e } }",
        "@scope (.a) to (:scope > .b){c{d:e}}",
    );
    check(
        "a { b: if( style( --c ): d ; else: e ) }",
        "a{b:if(style(--c): d ; else: e)}",
    );
    check(
        "a { *zoom: 1; filter: progid:X.Y(a=1) }",
        "a{*zoom:1;filter:progid:X.Y(a=1)}",
    );
}

#[test]
fn some_names_go_before_those_that_a_browser_lacks() {
    check(
        "a { user-select: none }",
        "a{-webkit-user-select:none;user-select:none}",
    );
    check(
        "a { -webkit-user-select: text; user-select: none }",
        "a{-webkit-user-select:text;user-select:none}",
    );
    check(
        "a { text-decoration: none } b { text-decoration: underline dotted }",
        "a{text-decoration:none}b{-webkit-text-decoration:underline dotted;text-decoration:underline dotted}",
    );
    check(
        "@supports (user-select: none) { a { b: c } }",
        "@supports (user-select: none){a{b:c}}",
    );
    check("a { --user-select: none }", "a{--user-select:none}");
}

#[test]
fn what_cannot_be_read_is_told_at_its_place() {
    check_slip("a { b: c", &["error \"{\": this { has no }"]);
    check_slip("a { b: c } }", &["error \"}\": this } closes nothing"]);
    check_slip("a { b: (c; } d {}", &["error \"(\": this ( has no )"]);
    check_slip("a { b { c: d } e { f: g }", &["error \"{\": this { has no }"]);
    check_slip(
        "a { b: \"c\n; d: e }",
        &["error \"\\\"c\": this text does not end on its line"],
    );
    check_slip(
        "a { b: url(c\"d) }",
        &["error \"url(c\\\"d)\": this is no address: it has a quote, a bracket or a space in it"],
    );
    check_slip("a {} /* b", &["error \"/*\": this comment has no end"]);
    check_slip(
        "a { color red; b: c }",
        &["warning \"color red\": this is no declaration: it has no colon"],
    );
    check_slip(
        "a { b: c\n  d: e }",
        &["warning \"d\": a semicolon is missing before d"],
    );
    check_slip("\u{feff}a { b: c } }", &["error \"}\": this } closes nothing"]);
    check_slip(
        "a { b: c }; d { e: f };",
        &["warning \";\": with this ; browsers pass over the rule behind it"],
    );
    check_slip("a { b: c } d", &["warning \"d\": this is no rule: it has no block"]);
    check_slip(
        "--a: b; c { d: e }",
        &["error \"--a: b\": this is no rule: it has no block"],
    );
    check_slip(
        "color: red; a { b: c }",
        &["error \"color: red\": this is no rule: it has no block"],
    );
}

#[test]
fn a_stylesheet_is_joined_with_what_it_imports() {
    let (published, found) = published_of(&[
        (
            "css/a.css",
            "@charset \"utf-8\"; @layer x, y; @import \"parts/b.css\" layer(x); @import url('../c.css') layer supports(display: grid) print and (orientation: landscape); d { e: f }",
        ),
        (
            "css/parts/b.css",
            "@charset \"utf-8\"; @import 'b2.css' supports(not (a: b)); b { c: url(p.png) url(../../f/q.woff2?#x) url(/r.png) url(#s) url(../../../t.png) }",
        ),
        ("css/parts/b2.css", "b2 { c: d }"),
        ("c.css", "c { d: url( 'x y.png' ) }"),
    ]);
    assert_eq!(found, Vec::<String>::new());
    assert_eq!(
        published["css/a.css"],
        "@charset \"utf-8\";@layer x,y;@layer x{@supports not (a: b){b2{c:d}}b{c:url(\"../css/parts/p.png\") url(\"../f/q.woff2?#x\") url(/r.png) \
         url(#s) url(\"../../t.png\")}}@media print and (orientation: landscape){@supports (display: grid){@layer{c{d:url('../x%20y.png')}}}}d{e:f}"
    );
}

#[test]
fn a_part_takes_nothing_of_what_stands_behind_it() {
    for (part, expected) in [
        ("\u{feff}x { y: z }", "x{y:z}a{b:c}"),
        ("x { y: z };", "x{y:z}a{b:c}"),
        ("x { y: z } w", "x{y:z}a{b:c}"),
        ("@layer x", "@layer x;a{b:c}"),
        ("@import \"c.css\"", "c{d:e}a{b:c}"),
        ("x { y: z }; v { w: u }", "x{y:z};v{w:u}a{b:c}"),
    ] {
        let sheets = [
            ("a.css", "@import \"b.css\"; a { b: c }"),
            ("b.css", part),
            ("c.css", "c { d: e }"),
        ];
        assert_eq!(published_of(&sheets).0["a.css"], expected, "{part}");
    }
}

#[test]
fn what_cannot_be_joined_is_imported_as_before() {
    for sheets in [
        // Of another host, or not there.
        [
            (
                "a.css",
                "@import url(https://b.example/c.css); @import \"b.css\"; d { e: f }",
            ),
            ("b.css", "g{h:i}"),
        ],
        // Each other.
        [
            ("a.css", "@import url(b.css); c{d:e}"),
            ("b.css", "@import url(a.css);"),
        ],
        // Namespaces hold for a file.
        [
            ("a.css", "@import \"b.css\"; c{d:e}"),
            ("b.css", "@namespace x url(y); z{a:b}"),
        ],
        // Has no effect there.
        [("a.css", "x{y:z} @import \"b.css\";"), ("b.css", "a{b:c}")],
    ] {
        let (published, found) = published_of(&sheets);
        assert!(published["a.css"].contains("@import"), "{published:?}");
        assert_eq!(found, Vec::<String>::new());
    }
    // A part with an error stays as it was written, and what imports it asks for it.
    let (published, _) = published_of(&[("a.css", "@import \"b.css\";"), ("b.css", "a {")]);
    assert_eq!(published.get("b.css"), None);
    assert_eq!(published["a.css"], "@import \"b.css\";");
}

#[test]
fn imports_that_multiply_end() {
    let names: Vec<String> = (0..40).map(|n| format!("{n}.css")).collect();
    let texts: Vec<String> = (0..40)
        .map(|n| format!("@import \"{}.css\";@import \"{}.css\";a{{b:c}}", n + 1, n + 1))
        .collect();
    let mut sheets: BTreeMap<&str, &str> = (names.iter().zip(&texts))
        .map(|(name, text)| (&**name, &**text))
        .collect();
    sheets.insert("40.css", "a{b:c}");
    let (published, _) = published(&sheets);
    assert!(published["0.css"].contains("@import"));
}
