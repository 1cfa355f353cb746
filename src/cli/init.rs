//! `courant init`

use std::io::{self, BufRead, IsTerminal, Write};
use std::path::Path;

use super::args::{InitArguments, InitKind};
use super::build::{here, now};
use super::{Exit, ended, refused, wrong};
use crate::language::Tag;
use crate::start::{Answers, LANGUAGES, SiteKind, new_site};

/// Makes a new site, and says how to go on.
pub(super) fn init(arguments: &InitArguments) -> Exit {
    let asks = io::stdin().is_terminal() && io::stdout().is_terminal() && !arguments.yes;
    let answers = if asks {
        answers(arguments, Some((&mut io::stdin().lock(), &mut io::stdout())))
    } else {
        answers(arguments, None::<(&mut io::StdinLock<'_>, &mut io::Stdout)>)
    };
    let made = answers.map_err(|text| (Exit::WrongCall, text)).and_then(|answers| {
        let here = here().map_err(wrong)?;
        let moment = now(arguments.now.as_deref(), &here).map_err(wrong)?;
        let folder = if arguments.folder == Path::new(".") {
            here
        } else {
            here.join(&arguments.folder)
        };
        let files = new_site(&answers, &folder, moment).map_err(refused)?;
        Ok(next(arguments, &answers, &files))
    });
    ended(made)
}

/// Takes the answers from flags, else asks, where there is somebody to ask; else the defaults.
fn answers(
    arguments: &InitArguments,
    mut asked: Option<(&mut impl BufRead, &mut impl Write)>,
) -> Result<Answers, String> {
    let mut answers = Answers {
        title: "Courant".to_owned(),
        address: "https://www.example.org/".to_owned(),
        language: Tag::dutch(),
        kind: SiteKind::Newsroom,
        newsletter: None,
    };
    answer(
        &mut answers,
        &mut asked,
        ("--language", arguments.language.as_deref()),
        |_| (format!("Taal / language ({})", LANGUAGES.join(", ")), "nl".to_owned()),
        |answers, text| {
            let tag = Tag::parse(text).ok_or("a language is a short code, such as nl")?;
            answers.language = tag;
            Ok(())
        },
    )?;
    let is_dutch = answers.language.primary() == "nl";
    let pick = |dutch: &str, english: &str| if is_dutch { dutch } else { english }.to_owned();
    answer(
        &mut answers,
        &mut asked,
        ("--title", arguments.title.as_deref()),
        |_| {
            (
                pick("Naam van de site", "Name of the site"),
                pick("Digitale overheid", "Digital government"),
            )
        },
        |answers, text| {
            answers.title = text.to_owned();
            Ok(())
        },
    )?;
    answer(
        &mut answers,
        &mut asked,
        ("--address", arguments.address.as_deref()),
        |_| {
            (
                pick("Adres waarop de site komt", "Address at which the site will be"),
                "https://www.example.org/".to_owned(),
            )
        },
        |answers, text| {
            answers.address = text.to_owned();
            Ok(())
        },
    )?;
    let kind = arguments.kind.map(|kind| match kind {
        InitKind::Newsroom => "newsroom",
        InitKind::Consultancy => "consultancy",
        InitKind::Events => "events",
    });
    answer(
        &mut answers,
        &mut asked,
        ("--kind", kind),
        |_| {
            let question = pick(
                "Soort site: newsroom (nieuws), consultancy (adviesbureau) of events (reeks evenementen)",
                "Kind of site: newsroom, consultancy or events (a series of events)",
            );
            (question, "newsroom".to_owned())
        },
        |answers, text| {
            answers.kind = match text.to_lowercase().as_str() {
                "newsroom" | "nieuws" | "news" => SiteKind::Newsroom,
                "consultancy" | "adviesbureau" => SiteKind::Consultancy,
                "events" | "evenementen" => SiteKind::EventSeries,
                _ => return Err("write newsroom, consultancy or events".to_owned()),
            };
            Ok(())
        },
    )?;
    answer(
        &mut answers,
        &mut asked,
        ("--newsletter", arguments.newsletter.as_deref()),
        |_| {
            let question = pick(
                "Adres van het aanmeldformulier van uw nieuwsbrief (leeg: geen nieuwsbrief)",
                "Address of the form of your newsletter (empty: no newsletter)",
            );
            (question, String::new())
        },
        |answers, text| {
            answers.newsletter = Some(text.to_owned()).filter(|text| !text.is_empty());
            Ok(())
        },
    )?;
    Ok(answers)
}

/// Takes one answer. One that is typed and cannot be is asked for again; one of a flag is an error.
fn answer(
    answers: &mut Answers,
    asked: &mut Option<(&mut impl BufRead, &mut impl Write)>,
    (flag, given): (&str, Option<&str>),
    question: impl Fn(&Answers) -> (String, String),
    put: impl Fn(&mut Answers, &str) -> Result<(), String>,
) -> Result<(), String> {
    let try_out = |answers: &mut Answers, text: &str| {
        let mut new = answers.clone();
        put(&mut new, text)?;
        if let Some(problem) = new.problem() {
            return Err(problem);
        }
        *answers = new;
        Ok(())
    };
    let (question, default) = question(answers);
    let Some((input, output)) = asked.as_mut().filter(|_| given.is_none()) else {
        return try_out(answers, given.unwrap_or(&default).trim())
            .map_err(|problem| format!("error: {flag} cannot be that: {problem}\n"));
    };
    loop {
        let shown = if default.is_empty() {
            String::new()
        } else {
            format!(" [{default}]")
        };
        let _ = write!(output, "{question}{shown}: ").and_then(|()| output.flush());
        let mut line = String::new();
        match input.read_line(&mut line) {
            Ok(0) | Err(_) => return Err("\nNothing was made.\n".to_owned()),
            Ok(_) => {}
        }
        let text = if line.trim().is_empty() { &default } else { line.trim() };
        match try_out(answers, text) {
            Ok(()) => return Ok(()),
            Err(problem) => drop(writeln!(output, "  {problem}")),
        }
    }
}

fn next(arguments: &InitArguments, answers: &Answers, files: &[String]) -> String {
    let folder = arguments.folder.display().to_string();
    let is_dutch = answers.language.primary() == "nl";
    let title = if is_dutch { "De titel" } else { "The title" };
    let (place, go) = if folder == "." {
        ("this folder".to_owned(), String::new())
    } else if folder.contains(' ') {
        (folder.clone(), format!("cd \"{folder}\"\n    "))
    } else {
        (folder.clone(), format!("cd {folder}\n    "))
    };
    format!(
        "Made a site of {} files in {place}. Go on with:\n\n    {go}courant serve\n    courant new article \"{title}\"\n\nThe first shows the site in your browser, \
         the second begins an article. The settings are in site.toml.\n",
        files.len()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arguments() -> InitArguments {
        InitArguments {
            folder: ".".into(),
            title: None,
            address: None,
            language: None,
            kind: None,
            newsletter: None,
            yes: false,
            now: None,
        }
    }

    fn asked(arguments: &InitArguments, typed: &str) -> (Result<Answers, String>, String) {
        let mut output = Vec::new();
        let answers = answers(arguments, Some((&mut typed.as_bytes(), &mut output)));
        (answers, String::from_utf8(output).expect("text"))
    }

    #[test]
    fn enter_takes_the_default_and_what_cannot_be_is_asked_again() {
        let (answers, said) = asked(
            &arguments(),
            "\nMijn nieuws\nwww.mijn.nl\nhttps://www.mijn.nl\nblog\nevents\n\n",
        );
        let answers = answers.expect("answers");
        assert_eq!(
            (answers.title.as_str(), answers.address.as_str()),
            ("Mijn nieuws", "https://www.mijn.nl")
        );
        assert_eq!((answers.kind, answers.newsletter), (SiteKind::EventSeries, None));
        assert!(said.contains("should start with https://"), "{said}");
        assert!(said.contains("write newsroom, consultancy or events"), "{said}");
        assert!(said.contains("Naam van de site [Digitale overheid]: "), "{said}");
    }

    #[test]
    fn what_a_flag_says_is_not_asked_and_ctrl_d_makes_nothing() {
        let given = InitArguments {
            language: Some("en".to_owned()),
            title: Some("News".to_owned()),
            newsletter: Some("https://list.example.org/".to_owned()),
            ..arguments()
        };
        let (answers, said) = asked(&given, "\n\n");
        assert_eq!(answers.map(|answers| answers.title), Ok("News".to_owned()));
        assert_eq!(said.matches(": ").count(), 3, "{said}");
        let (answers, _) = asked(&arguments(), "nl\n");
        assert_eq!(
            answers.map(|answers| answers.title),
            Err("\nNothing was made.\n".to_owned())
        );
    }
}
