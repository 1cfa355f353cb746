//! A site whose writers mean harm: script in every place that they can write to. Each piece calls `hit(1)`; whoever opens a page sees whether it was called.
//!
//! The pieces follow the grammar of HTML (WHATWG, "Parsing HTML documents"): what opens a script, what calls one, what ends what it stands in, and what two
//! parsers read in two ways.

#![allow(dead_code)] // each test uses a part of it

use std::fs;
use std::path::Path;

/// Pieces of HTML.
pub const HTML: &[&str] = &[
    // Elements that run what stands in them, in each spelling that a tokenizer takes.
    "<script>hit(1)</script>",
    "<SCRIPT\n>hit(1)</SCRIPT\t>",
    "<script/a>hit(1)</script/b>",
    "<scr<script>ipt>hit(1)</scr</script>ipt>",
    "<script src=\"data:text/javascript,hit(1)\"></script>",
    "<script type=module>hit(1)</script>",
    "<svg><script>hit(1)</script></svg>",
    "<svg><script href=\"data:text/javascript,hit(1)\" /></svg>",
    "<math><script>hit(1)</script></math>",
    // Handlers that are called without anybody's doing.
    "<img src=x onerror=hit(1)>",
    "<img/src=x/onerror=hit(1)>",
    "<IMG SRC=x OnErRoR\n=\n\"hit(1)\">",
    "<img src=x onerror=\"&#104;it(1)\">",
    "<svg onload=hit(1)>",
    "<svg/onload=hit(1)//",
    "<svg><animate attributeName=x dur=1s onbegin=hit(1) /></svg>",
    "<svg><set attributeName=x onbegin=hit(1) /></svg>",
    "<body onload=hit(1) onpageshow=hit(1)>",
    "<details open ontoggle=hit(1)>x</details>",
    "<input autofocus onfocus=hit(1)>",
    "<p tabindex=1 autofocus onfocus=hit(1)>x</p>",
    "<video><source src=x onerror=hit(1)></video>",
    "<audio src=x onerror=hit(1)></audio>",
    "<object data=x onerror=hit(1)></object>",
    "<link rel=stylesheet href=data:text/css, onload=hit(1)>",
    "<style onload=hit(1)>p { color: red }</style>",
    "<iframe onload=hit(1)></iframe>",
    "<iframe src=\"javascript:parent.hit(1)\"></iframe>",
    "<iframe srcdoc=\"<script>parent.hit(1)</script>\"></iframe>",
    "<embed src=\"javascript:hit(1)\">",
    "<p onmouseover=hit(1) onclick=hit(1) onpointerenter=hit(1)>x</p>",
    "<a onclick=hit(1) href=\"#\">x</a>",
    "<b style=\"animation-name:x\" onanimationstart=hit(1)>x</b>",
    "<b style=\"background:url(javascript:hit(1));width:expression(hit(1))\">x</b>",
    "<x-y onfocus=hit(1) tabindex=1 autofocus>x</x-y>",
    "<button popovertarget=p>x</button><p popover id=p onbeforetoggle=hit(1)>x</p>",
    // Addresses that run, as a browser reads them (WHATWG URL).
    "<a href=\"javascript:hit(1)\">x</a>",
    "<a href=\" \u{1}JaVaScRiPt:hit(1)\">x</a>",
    "<a href=\"java&#10;script:hit(1)\">x</a>",
    "<a href=\"java&Tab;script&colon;hit(1)\">x</a>",
    "<a href=\"&#x6A;avascript:hit(1)\">x</a>",
    "<a href=\"https:/\" href=\"javascript:hit(1)\">x</a>",
    "<a href=\"javascript://%0ahit(1)\">x</a>",
    "<a href=\"data:text/html,<script>opener.hit(1)</script>\">x</a>",
    "<a href=\"vbscript:hit(1)\">x</a>",
    "<a href=\"blob:null/hit(1)\">x</a>",
    "<a href=\"x\" ping=\"javascript:hit(1)\" target=\"hit\">x</a>",
    "<svg><a xlink:href=\"javascript:hit(1)\"><text y=20>x</text></a></svg>",
    "<svg><a><animate attributeName=href values=\"javascript:hit(1)\" /><text y=20>x</text></a></svg>",
    "<svg><use href=\"data:image/svg+xml,<svg id='x' xmlns='http://www.w3.org/2000/svg'><image href='1' onerror='hit(1)'/></svg>#x\" /></svg>",
    "<math href=\"javascript:hit(1)\">x</math>",
    "<form action=\"javascript:hit(1)\"><input type=submit id=stuur></form>",
    "<form id=f></form><button form=f formaction=\"javascript:hit(1)\">x</button>",
    "<img src=\"javascript:hit(1)\">",
    "<video poster=\"javascript:hit(1)\" src=\"javascript:hit(1)\"></video>",
    "<table background=\"javascript:hit(1)\"><td background=\"javascript:hit(1)\">x</table>",
    "<blockquote cite=\"javascript:hit(1)\">x</blockquote>",
    // What changes the whole page.
    "<base href=\"javascript:hit(1)//\">",
    "<meta http-equiv=refresh content=\"0;url=javascript:hit(1)\">",
    "<meta http-equiv=refresh content=\"0;url=https://elders.example/\">",
    "<link rel=\"stylesheet\" href=\"https://elders.example/x.css\">",
    "<frameset onload=hit(1)><frame src=\"javascript:parent.hit(1)\"></frameset>",
    "<form id=document></form><img name=body><a id=hit name=getElementById>x</a>",
    // What ends what it stands in: an attribute, an element, a comment, a section.
    "\"><img src=x onerror=hit(1)>",
    "'><img src=x onerror=hit(1)>",
    "\" autofocus tabindex=1 onfocus=hit(1) x=\"",
    "' autofocus tabindex=1 onfocus=hit(1) x='",
    "` onfocus=hit(1) autofocus tabindex=1 x=`",
    "</title></head><body><script>hit(1)</script>",
    "</script><script>hit(1)</script>",
    "<!--<script></script><script>hit(1)</script>",
    "</style></textarea></noscript></template></select></xmp><img src=x onerror=hit(1)>",
    "</p></article></main></body></html><script>hit(1)</script>",
    "--><img src=x onerror=hit(1)><!--",
    "<!--><img src=x onerror=hit(1)>-->",
    "<!-- --!><img src=x onerror=hit(1)> -->",
    "]]><script>hit(1)</script><![CDATA[",
    "<![CDATA[<img src=x onerror=hit(1)>]]>",
    "<?xml-stylesheet type=\"text/xsl\" href=\"data:text/xml,x\"?>",
    "?><script>hit(1)</script><?x",
    "%><script>hit(1)</script>",
    // What is read in two ways: within elements of other rules, and again after it was written out once.
    "<noscript><p title=\"</noscript><img src=x onerror=hit(1)>\"></noscript>",
    "<style><img title=\"</style><img src=x onerror=hit(1)>\">",
    "<title><img title=\"</title><img src=x onerror=hit(1)>\"></title>",
    "<textarea><img title=\"</textarea><img src=x onerror=hit(1)>\"></textarea>",
    "<xmp><p title=\"</xmp><img src=x onerror=hit(1)>\"></xmp>",
    "<select><template><script>hit(1)</script></template><option><img src=x onerror=hit(1)></select>",
    "<template><img src=x onerror=hit(1)></template>",
    "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=x onerror=hit(1)&gt;\"></table></math>",
    "<svg></p><style><a id=\"</style><img src=x onerror=hit(1)>\"></svg>",
    "<math><annotation-xml encoding=\"text/html\"><style><img src=x onerror=hit(1)></style></annotation-xml></math>",
    "<svg><foreignObject><iframe srcdoc=\"<img src=x onerror=parent.hit(1)>\"></iframe></foreignObject></svg>",
    "<svg><desc><noscript><img title=\"</noscript><img src=x onerror=hit(1)>\"></noscript></desc></svg>",
    "<form><math><mtext></form><form><mglyph><style></math><img src=x onerror=hit(1)>",
    "<table><tr><td><a href=x><table><a href=\"javascript:hit(1)\">x</a></table></a></td></tr></table>",
    "<img src=\"x` `<script>hit(1)</script>\"` `>",
    "<a title=\"<img src=x onerror=hit(1)>\" href=x>x</a>",
    "&lt;img src=x onerror=hit(1)&gt; &amp;lt;script&amp;gt;hit(1)&amp;lt;/script&amp;gt;",
    // What a template, a shortcode or a script of the site would take for its own.
    "{{ \"<script>hit(1)</script>\" | safe }}{% set x = 1 %}{# x",
    "{% raw %}<img src=x onerror=hit(1)>{% endraw %}",
    "${hit(1)}`;hit(1);//\\",
    "\u{2028}hit(1)\u{2029}</sc\u{0}ript>",
    "\u{fdd0}0\u{fdd1}<img src=x onerror=hit(1)>",
];

/// Pieces of Markdown.
pub const MARKDOWN: &[&str] = &[
    "[x](javascript:hit(1))",
    "[x](<java\tscript:hit(1)>)",
    "[x](&#106;avascript:hit(1))",
    "[x](java&NewLine;script:hit(1))",
    "[x](\u{1}javascript:hit(1))",
    "[x][r]\n\n[r]: javascript:hit(1) \"x\"",
    "[r]\n\n[r]: <JAVASCRIPT:hit(1)>",
    "<javascript:hit(1)>",
    "<https://a.example/\"onmouseover=hit(1)//>",
    "[x](data:text/html;base64,PHNjcmlwdD5oaXQoMSk8L3NjcmlwdD4=)",
    "![x](javascript:hit(1))",
    "![\" onerror=hit(1) x=\"](x.png \"\\\" onerror=hit(1) x=\\\"\")",
    "[x](https://a.example/\"onclick=hit(1)// 't\" onclick=hit(1) x=\"')",
    "[<img src=x onerror=hit(1)>](https://a.example/)",
    "[![](x.png \"<script>hit(1)</script>\")](javascript:hit(1))",
    "`<img src=x onerror=hit(1)>` ``\"><script>hit(1)</script>``",
    "```\"><img/src=x/onerror=hit(1)>\n<script>hit(1)</script>\n```",
    "~~~ html onload=hit(1)\n</code></pre><script>hit(1)</script>\n~~~",
    "## Kop {#x\" onmouseover=hit(1) y=\" .z\" onclick=hit(1)}",
    "## <img src=x onerror=hit(1)>\n\n## </a><script>hit(1)</script>",
    "x[^\"><img/src=x/onerror=hit(1)>]\n\n[^\"><img/src=x/onerror=hit(1)>]: <script>hit(1)</script>",
    "| <img src=x onerror=hit(1)> | `|<script>` |\n| --- | --- |\n| \"onclick=hit(1) | </table><script>hit(1)</script> |",
    "> [!NOTE\" onclick=hit(1)]\n> <script>hit(1)</script>",
    "- [ ] <input onfocus=hit(1) autofocus>",
    "x\n: <img src=x onerror=hit(1)>",
    "<div>\n\n*x* <img src=x onerror=hit(1)>\n\n</div>",
    "<p title=\"\n\n\" onclick=hit(1)>\n\n\">",
    "a <b title=\"*x\" onclick=hit(1) y=\"*\">x</b>",
    "<a href=\"[x](javascript:hit(1))\">x</a>",
    "<!-- more --><script>hit(1)</script>",
    "{{< figure src=\"javascript:hit(1)\" alt=\"x\" >}}",
    "{{< button href=\"javascript:hit(1)\" >}}x{{< /button >}}",
    "{{< button href=\"java\\nscript:hit(1)\" text=\"x\" >}}",
    "{{< youtube id=\"x\\\" onclick=\\\"hit(1)\" title=\"</span><script>hit(1)</script>\" start=\"1\\\" onclick=hit(1) x=\\\"\" >}}",
    "<p title=\"{{< youtube id=\"x\" title=\"\\\" onclick=hit(1) x=\" >}}\">x</p>",
    "<a href=\"{{< ref \"javascript:hit(1)\" >}}\">x</a>",
    "<img alt=\"{{% note %}}\" onerror=hit(1) src=x>x{{% /note %}}",
    "{{% note type=\"x\\\" onclick=\\\"hit(1)\" title=\"<img src=x onerror=hit(1)>\" %}}<script>hit(1)</script>{{% /note %}}",
    "{{< quote name=\"x\" >}}<img src=x onerror=hit(1)>{{< /quote >}}",
];

/// Names of files: what a folder may hold on the disks of most people, and what a page may show of it.
#[cfg(unix)]
pub const NAMES: &[&str] = &[
    "<img src=x onerror=hit(1)>",
    "\" onerror=hit(1) x=\"",
    "' onerror=hit(1) x='",
    "x]](javascript:hit(1))",
    "javascript:hit(1)",
    "{{ hit(1) }}",
    "a&quot; onclick=hit(1) b",
];

/// A drawing that runs script where it is not shown as a picture.
pub const SVG: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"9\" height=\"9\" onload=\"hit(1)\"><script>hit(1)</script>\
    <a xlink:href=\"javascript:hit(1)\"><rect width=\"9\" height=\"9\"/></a><foreignObject><img xmlns=\"http://www.w3.org/1999/xhtml\" src=\"x\" onerror=\"hit(1)\"/></foreignObject></svg>\n";

/// A text as YAML and JSON have it between quotes.
pub fn quoted(text: &str) -> String {
    serde_json::to_string(text).expect("a text")
}

/// A text as an argument of a shortcode has it.
fn argument(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// Writes the site. Of each piece there is one document that has it in its text, one that has it in all that is told of it, and one that has it in what
/// shortcodes are given: where one is refused the others stand.
pub fn write(root: &Path) {
    let put = |path: &str, text: &str| {
        let file = root.join(path);
        fs::create_dir_all(file.parent().expect("a file lies in a folder")).expect("a folder");
        fs::write(file, text).expect("a file");
    };
    put("site.toml", &settings());
    put("content/nieuws/x.png", "geen plaatje");
    put("content/nieuws/x.svg", SVG);
    let date = "date: 2026-01-01";
    for (n, piece) in HTML.iter().chain(MARKDOWN).enumerate() {
        let text =
            format!("---\ntitle: Tekst {n}\n{date}\n---\nTekst {piece} erachter.\n\n{piece}\n\n- {piece}\n\nSlot.\n");
        put(&format!("content/nieuws/t{n}.md"), &text);
        // Text with a NUL is refused, which is another test.
        let piece = piece.replace('\0', "");
        put(&format!("content/nieuws/m{n}.md"), &told(&quoted(&piece)));
        put(
            &format!("content/agenda/e{n}.md"),
            &event(&quoted(&format!("{n} {piece}"))),
        );
        let one = argument(&piece);
        let calls = format!(
            "{{{{< figure src=\"x.svg\" alt={one} caption={one} credit={one} class={one} >}}}}\n\n\
             Tekst {{{{< figure src=\"x.svg\" alt={one} class={one} >}}}}, {{{{< youtube id={one} title={one} start={one} >}}}}.\n\n\
             {{{{< vimeo id={one} title={one} >}}}}\n\n{{{{< download file=\"x.png\" title={one} language={one} >}}}}\n\n\
             {{{{< quote name={one} role={one} >}}}}Zo is het.{{{{< /quote >}}}}\n\n{{{{< button href=\"/nieuws/\" text={one} >}}}}\n\n\
             {{{{% note type={one} title={one} %}}}}Tekst.{{{{% /note %}}}}\n"
        );
        put(
            &format!("content/nieuws/s{n}.md"),
            &format!("---\ntitle: Aanroep {n}\n{date}\n---\n{calls}"),
        );
    }
    #[cfg(unix)]
    for (n, name) in NAMES.iter().enumerate() {
        put(
            &format!("content/nieuws/{name}.md"),
            &format!("---\ntitle: Naam {n}\n{date}\n---\nTekst.\n"),
        );
        put(&format!("content/nieuws/{name}.jpg"), "geen plaatje");
        let link = format!("---\ntitle: Naar {n}\n{date}\n---\n![x](<{name}.jpg>)\n\n[y](<{name}.md>)\n",);
        put(&format!("content/nieuws/n{n}.md"), &link);
    }
}

/// Writes each piece of HTML as a page of its own into `folder`, with nothing that keeps it: whoever looks for what it does has to find it there.
pub fn write_bare(folder: &Path) {
    fs::create_dir_all(folder).expect("a folder");
    for (n, piece) in HTML.iter().enumerate() {
        let page = format!(
            "<!DOCTYPE html>\n<html lang=\"nl\">\n<title>Stuk</title>\n<p title=\"{piece}\">Tekst {piece} erachter.</p>\n"
        );
        fs::write(folder.join(format!("{n}.html")), page).expect("a file");
    }
}

/// Front matter that says `value` wherever a writer can say something.
fn told(value: &str) -> String {
    format!(
        "---
title: {value}
seo_title: {value}
date: 2026-01-01
summary: {value}
kicker: {value}
authors: [{value}]
tags: [{value}]
series: {value}
image: {{ src: x.svg, alt: {value}, caption: {value}, credit: {value} }}
takeaways: [{value}]
quotes: [{{ text: {value}, name: {value}, role: {value} }}]
downloads: [{{ title: {value}, file: x.png, language: nl }}]
corrections: [{{ date: 2026-01-02, text: {value} }}]
changes: [{{ date: 2026-01-02, text: {value} }}]
withdrawn: {{ date: 2026-01-02, reason: {value} }}
---
Tekst.
"
    )
}

fn event(value: &str) -> String {
    format!(
        "---
title: {value}
date: 2026-01-01
summary: {value}
event:
  start: 2027-01-01 10:00
  end: 2027-01-01 11:00
  name: {value}
  venue: {value}
  address: {value}
  organiser: {value}
  price: 12.50
  speakers: [{{ name: {value}, role: {value}, organisation: {value} }}]
  programme: [{{ time: \"10:00\", title: {value}, speakers: [{value}], room: {value} }}]
---
Tekst.
"
    )
}

fn settings() -> String {
    let value = quoted("</title><script>hit(1)</script>\"><img src=x onerror=hit(1)>");
    format!(
        "title = {value}
base_url = \"https://proef.example/\"
description = {value}
copyright = {value}
outputs = [\"html\", \"json\", \"markdown\"]
[organisation]
name = {value}
[feeds]
rss = true
json = true
[sections.agenda]
kind = \"event\"
title = {value}
[taxonomies.tags]
title = {value}
[menu]
main = [{{ title = {value}, url = \"/nieuws/\" }}]
footer = [{{ title = {value}, url = \"/nieuws/\" }}]
[newsletter]
action = \"https://lijst.example/\"
heading = {value}
text = {value}
button = {value}
consent = {value}
[hosting]
servers = [\"netlify\"]
[markdown]
dead_links = \"warn\"
"
    )
}
