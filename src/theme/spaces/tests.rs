//! White space in templates: what goes, and what stays.

use super::*;

/// Returns what the engine takes of the first of these templates.
fn lean(files: &[(&str, &str)]) -> String {
    let mut templates: Vec<TemplateFile> = files
        .iter()
        .map(|(name, text)| TemplateFile {
            layer: "x".to_owned(),
            name: (*name).to_owned(),
            from_root: (*name).into(),
            text: (*text).to_owned(),
            lean: None,
        })
        .collect();
    collapse(&mut templates);
    for template in &templates {
        let taken = template.lean.as_deref().unwrap_or(&template.text);
        assert_eq!(taken.len(), template.text.len());
        let breaks = |text: &str| text.match_indices('\n').map(|(at, _)| at).collect::<Vec<_>>();
        assert_eq!(breaks(taken), breaks(&template.text));
    }
    templates[0].lean.take().unwrap_or_else(|| templates[0].text.clone())
}

#[track_caller]
fn check(text: &str, expected: &str) {
    assert_eq!(lean(&[("a.html", text)]), expected);
}

#[track_caller]
fn stays(text: &str) {
    check(text, text);
}

#[test]
fn what_stands_before_a_line_goes() {
    check("<p>\n      a</p>", "<p>\n{#  #}a</p>");
    check("<p>\n\n    \n    a    b      c", "<p>\n\n    \n{##}a    b {# #}c");
    check(
        "<a\n     {% if x %}      b=\"c\"{% endif %}>",
        "<a\n{# #}{% if x %} {# #}b=\"c\"{% endif %}>",
    );
    check("<p>\r\n\t\t\t\t{{ x }}", "<p>\r\n{##}{{ x }}");
    check(
        "{% if x %}\n     <p>{% else %}\n     <h1>{% endif %}",
        "{% if x %}\n{# #}<p>{% else %}\n{# #}<h1>{% endif %}",
    );
    stays("<p>\n   a  b");
}

#[test]
fn white_space_that_counts_stays() {
    stays("<pre>\n      a</pre>");
    stays("<PRE class=\"x\">\n      {{ a }}</PRE  >");
    check(
        "<textarea>      </textarea>      a",
        "<textarea>      </textarea> {# #}a",
    );
    stays("<script>x = `\n      a`</script><style>a::after{content:'      '}</style><title>a      b</title>");
    stays("<a title=\"b\n      c\" alt='      '>");
    stays("<a title=\"{{ f(x=\"}}\") }}      c\">");
    stays("<!-- a\n      b -->");
    stays("{% set x %}      a{% endset %}{% filter upper %}      a{% endfilter %}");
    stays("{% component x() %}      a{% endcomponent %}{% <x> %}      b{% </x> %}");
    stays("<p>      {%- if x -%}      a{% endif %}</p>");
    stays("      {% extends \"b.html\" %}");
    check(
        "{% set x = 1 %}      a{{<x />}}      b",
        "{% set x = 1 %} {# #}a{{<x />}} {# #}b",
    );
}

#[test]
fn a_template_of_which_it_cannot_be_told_stays() {
    stays("{% if x %}<pre>{% endif %}\n      a{% if x %}</pre>{% endif %}");
    stays("<a href=\"{% if x %}b\">{% else %}c\" title=\"{% endif %}      d\">");
    stays("{% for x in y %}<a href='{% endfor %}      '>");
    stays("{% raw %}      {% endraw %}      a");
    stays("</p>      {% if x %}");
    stays("a      {{ b");
    assert_eq!(lean(&[("a.xml", "<a>      b</a>")]), "<a>      b</a>");
    assert_eq!(lean(&[("shortcodes/a.html", "<a>      b</a>")]), "<a>      b</a>");
}

#[test]
fn what_is_put_where_white_space_counts_stays() {
    let part = ("part.html", "<b>      c</b>{% include \"x/deeper.html\" %}");
    let deeper = ("deeper.html", "<i>      d</i>");
    let within = ("a.html", "<pre>{% include \"part.html\" %}</pre>");
    let outside = ("a.html", "<p>{% include \"part.html\" %}</p>");
    assert_eq!(lean(&[part, deeper, within]), part.1);
    assert_eq!(lean(&[deeper, part, within]), deeper.1);
    assert_eq!(lean(&[deeper, part, outside]), "<i> {# #}d</i>");
    let base = (
        "base.html",
        "<body class=\"{% block kind %}{% endblock %}\">{% block main %}{% endblock %}",
    );
    let page = (
        "page.html",
        "{% extends \"base.html\" %}{% block kind %}a      b{% endblock %}{% block main %}a      b{% endblock %}",
    );
    assert_eq!(
        lean(&[page, base]),
        "{% extends \"base.html\" %}{% block kind %}a      b{% endblock %}{% block main %}a {# #}b{% endblock %}"
    );
}
