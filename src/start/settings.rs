//! The `site.toml` of a new site, with comments that explain it.

use super::site::{Answers, SiteKind};

/// Returns the text of `site.toml`.
pub(super) fn settings(answers: &Answers) -> String {
    let nl = answers.is_dutch();
    let pick = |dutch: &'static str, english: &'static str| if nl { dutch } else { english };
    let events = pick("evenementen", "events");
    let mut text = format!(
        "{}\n\n{}\ntitle = {}\n\n{}\nbase_url = {}\n\n{}\nlanguage = {}\ntimezone = {}\n",
        pick(
            "# De instellingen van de site. Een regel met een # ervoor is uitleg. Alle mogelijkheden: docs/content/reference/configuration.md van Courant.",
            "# The settings of the site. A line with a # before it explains. All that there is: docs/content/reference/configuration.md of Courant."
        ),
        pick("# De naam van de site.", "# The name of the site."),
        quoted(answers.title.trim()),
        pick(
            "# Het adres waarop de site komt te staan.",
            "# The address at which the site will be."
        ),
        quoted(answers.address.trim()),
        pick(
            "# De taal. Een tweede taal erbij: zet onderaan een regel  [languages.en]",
            "# The language. To add a second one: put a line  [languages.nl]  at the end."
        ),
        quoted(answers.language.as_str()),
        quoted(answers.timezone()),
    );
    let authors = pick("auteurs", "authors");
    text.push_str(&format!("\n[taxonomies.authors]\npath = \"{authors}\"\n"));
    let sections = pick(
        "# De rubrieken: elk is een map in content. kind = \"event\": eerst wat nog komt, dan wat geweest is.",
        "# The sections: each is a folder in content. kind = \"event\": coming ones first, then past ones.",
    );
    text.push_str(&format!(
        "\n{sections}\n[sections.{}]\n\n[sections.{events}]\nkind = \"event\"\n",
        answers.folder()
    ));
    if answers.kind == SiteKind::Consultancy {
        let services = pick("diensten", "services");
        let about = pick(
            "# kind = \"page\": pagina's zonder datum, in de volgorde van  weight  .",
            "# kind = \"page\": pages without a date, in the order of  weight  .",
        );
        text.push_str(&format!(
            "\n{about}\n[sections.{services}]\nkind = \"page\"\nsort_by = \"weight\"\nfeed = false\n"
        ));
    }
    if let Some(action) = answers
        .newsletter
        .as_deref()
        .map(str::trim)
        .filter(|action| !action.is_empty())
    {
        text.push_str(&format!(
            "\n{}\n[newsletter]\naction = {}\nprivacy_url = \"/privacy/\"\nconsent = {}\n",
            pick(
                "# De nieuwsbrief: waar het formulier naartoe gaat. Vraag uw verzender hoe de velden heten (email_field).",
                "# The newsletter: where the form is sent. Ask your provider what the fields are called (email_field)."
            ),
            quoted(action),
            pick(
                "\"Ik wil de nieuwsbrief ontvangen. Lees in de [privacyverklaring](/privacy/) wat wij met uw adres doen.\"",
                "\"I want to receive the newsletter. Read in the [privacy statement](/privacy/) what we do with your address.\""
            ),
        ));
    }
    text.push_str(&menu(answers));
    text
}

fn menu(answers: &Answers) -> String {
    let nl = answers.is_dutch();
    let pick = |dutch: &'static str, english: &'static str| if nl { dutch } else { english };
    let news = (pick("Nieuws", "News"), pick("/nieuws/", "/news/"));
    let insights = (pick("Inzichten", "Insights"), pick("/inzichten/", "/insights/"));
    let events = (pick("Evenementen", "Events"), pick("/evenementen/", "/events/"));
    let services = (pick("Diensten", "Services"), pick("/diensten/", "/services/"));
    let about = (pick("Over ons", "About us"), pick("/over-ons/", "/about/"));
    let main = match answers.kind {
        SiteKind::Newsroom => vec![news, events, about],
        SiteKind::Consultancy => vec![services, insights, events, about],
        SiteKind::EventSeries => vec![events, news, about],
    };
    let mut text = format!("\n{}\n", pick("# Het menu bovenaan.", "# The menu at the top."));
    for (title, url) in main {
        text.push_str(&format!("[[menu.main]]\ntitle = \"{title}\"\nurl = \"{url}\"\n\n"));
    }
    let foot = pick(
        "# De links onderaan elke pagina.",
        "# The links at the foot of each page.",
    );
    text.push_str(&format!(
        "{foot}\n[[menu.footer]]\ntitle = \"Privacy\"\nurl = \"/privacy/\"\n"
    ));
    text
}

/// A text as TOML has it.
fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}
