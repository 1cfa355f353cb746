//! Every option has its type, its default and an example, and they are those of the program.

use std::collections::BTreeSet;
use std::fs;

use courant::config;

use super::batch::Batch;
use super::blocks::{Page, read, words};
use super::examples::key_builds;
use super::{file, settings};

const LEAST: &str = "title = \"x\"\nbase_url = \"https://a.nl\"\n";

/// The cells of the tables' lines that begin with a name in backticks.
fn rows(text: &str) -> Vec<Vec<String>> {
    let lines = text.lines().filter(|line| line.starts_with("| `"));
    lines
        .map(|line| {
            let cells = line.trim_matches('|').replace("\\|", "\u{1}");
            cells.split('|').map(|cell| cell.trim().replace('\u{1}', "|")).collect()
        })
        .collect()
}

fn in_backticks(cell: &str) -> Option<&str> {
    let inner = cell.strip_prefix('`')?.strip_suffix('`')?;
    (!inner.contains('`')).then_some(inner)
}

/// What a table needs before any of its keys can be tried.
fn needs(table: &str) -> &'static str {
    match table {
        "newsletter" => "action = \"https://lijst.example.org/\"\n",
        "security" => "contact = [\"a@example.org\"]\nexpires = \"2027-03-05\"\n",
        _ => "",
    }
}

/// The settings as they are read, but for the places in the file.
fn as_read(text: &str) -> String {
    let checked = config::read(text);
    assert_eq!(checked.found, [], "{text}");
    let shown = format!("{:?}", checked.value.expect("settings"));
    let mut parts = shown.split("Span { ");
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (_, rest) = part.split_once('}').unwrap_or_default();
        plain.push_str("Span");
        plain.push_str(rest);
    }
    plain.replace("Some(Span)", "None")
}

#[test]
fn a_default_is_what_holds_where_nothing_is_said() {
    let mut tried = 0;
    for (table, part) in settings() {
        let head = match &*table {
            "" => String::new(),
            // The manifest of the theme says these, and the page is made from it.
            "menu.NAME" | "theme_options" => continue,
            name => format!("[{}]\n", name.replace("NAME", "proef").replace("CODE", "en")),
        };
        let without = format!("{LEAST}{head}{}", needs(&table));
        for row in rows(&part) {
            let (Some(key), Some(default)) = (in_backticks(&row[0]), in_backticks(&row[2])) else {
                continue;
            };
            tried += 1;
            let with = format!("{without}{key} = {default}\n");
            assert_eq!(as_read(&with), as_read(&without), "{table}: {key} = {default}");
        }
    }
    assert!(tried > 30, "{tried}");
}

#[test]
fn every_setting_stands_in_an_example() {
    let page = read("docs/content/reference/configuration.md");
    let examples: Vec<String> = page.parts().blocks.into_iter().map(|block| block.text).collect();
    let of_table = |table: &str| -> Vec<toml::Table> {
        let all = examples.iter().map(|text| text.parse::<toml::Table>().expect("TOML"));
        all.filter(|example| table.is_empty() || example.contains_key(table.split('.').next().unwrap_or_default()))
            .collect()
    };
    let keys = config::KEYS
        .iter()
        .flat_map(|(table, keys)| keys.iter().map(move |key| (*table, *key)));
    let missing: Vec<(&str, &str)> = keys
        .filter(|(table, key)| !of_table(table).iter().any(|example| holds(example, table, key)))
        .collect();
    assert_eq!(missing, [], "no example has them");
}

/// Whether an example has `key` somewhere below the first word of `table`.
fn holds(example: &toml::Table, table: &str, key: &str) -> bool {
    fn below(value: &toml::Value, key: &str) -> bool {
        match value {
            toml::Value::Table(table) => table.contains_key(key) || table.values().any(|value| below(value, key)),
            toml::Value::Array(items) => items.iter().any(|item| below(item, key)),
            _ => false,
        }
    }
    match table.split('.').next().unwrap_or_default() {
        "" => example.contains_key(key),
        first => example.get(first).is_some_and(|value| below(value, key)),
    }
}

#[test]
fn every_key_of_front_matter_has_a_type_a_default_and_an_example_that_works() {
    let page = read("docs/content/reference/writing.md");
    let keys = page
        .text
        .split("\n## Keys\n")
        .nth(1)
        .and_then(|part| part.split("\n## ").next());
    let rows = rows(keys.expect("the part on keys"));
    assert!(rows.len() > 25, "{}", rows.len());
    for row in &rows {
        assert_eq!(row.len(), 5, "{row:?}");
        assert!(row.iter().all(|cell| !cell.is_empty()), "{row:?}");
    }
    // The guide has some of them, in the reader's own words.
    let guide = ["head.md", "head.nl.md", "when.md", "when.nl.md"].map(|name| format!("docs/content/guide/{name}"));
    let guide = guide.iter().flat_map(|path| self::rows(&read(path).text));
    let mut articles = Batch::default();
    for row in rows.iter().cloned().chain(guide) {
        let example = in_backticks(row.last().expect("a cell")).unwrap_or_else(|| panic!("no example: {row:?}"));
        key_builds(&mut articles, &row[0], example);
    }
    assert_eq!(articles.failing(), Vec::<String>::new());
}

/// The options of each command that stand in the commands of a page.
fn options_in(page: &Page) -> BTreeSet<(String, String)> {
    let parts = page.parts();
    let lines = parts.blocks.iter().filter(|block| block.language == "sh");
    let lines = lines.flat_map(|block| block.text.lines().map(str::to_owned));
    let mut seen = BTreeSet::new();
    for line in lines {
        let words = words(&line);
        let command = words.get(1).cloned().unwrap_or_default();
        let options = words.iter().filter_map(|word| word.strip_prefix("--"));
        seen.extend(options.map(|option| (command.clone(), option.to_owned())));
    }
    seen
}

#[test]
fn every_option_of_a_command_has_a_line_with_its_default_and_an_example() {
    let page = read("docs/content/reference/command-line.md");
    let examples = options_in(&page);
    let rows = rows(&page.text);
    let mut program = courant::cli::command();
    program.build();
    for command in program.get_subcommands().filter(|command| command.get_name() != "help") {
        for option in command
            .get_arguments()
            .filter_map(|argument| Some((argument.get_long()?, argument)))
        {
            let (long, argument) = option;
            if matches!(long, "help" | "version") {
                continue;
            }
            let name = command.get_name().to_owned();
            assert!(
                examples.contains(&(name.clone(), long.to_owned())),
                "no example of courant {name} --{long}"
            );
            let named = format!("`--{long}");
            let lines: Vec<&Vec<String>> = rows.iter().filter(|row| row[0].contains(&named)).collect();
            assert!(!lines.is_empty(), "no line on --{long}");
            let takes = argument.get_action().takes_values();
            for line in &lines {
                assert!(line.len() >= 3 && line.iter().all(|cell| !cell.is_empty()), "{line:?}");
                let shows_value = line[0].split(&*named).nth(1).is_some_and(|rest| rest.starts_with(' '));
                assert_eq!(shows_value, takes, "{line:?}");
            }
            for default in argument.get_default_values().iter().filter(|_| takes) {
                let default = format!("`{}`", default.to_string_lossy());
                assert!(
                    lines.iter().any(|line| line[1].contains(&default)),
                    "--{long}: {default}"
                );
            }
        }
    }
}

/// The line of each option of the theme that comes with the program, as its manifest has it.
fn theme_options() -> String {
    let manifest = fs::read_to_string(super::blocks::root().join("themes/courant/theme.toml")).expect("a manifest");
    let manifest: toml::Table = manifest.parse().expect("TOML");
    let mut lines = String::from("| option | type | default | what |\n| --- | --- | --- | --- |\n");
    for (name, option) in manifest["options"].as_table().expect("options") {
        let text = |key: &str| {
            option
                .get(key)
                .and_then(toml::Value::as_str)
                .unwrap_or_default()
                .to_owned()
        };
        let type_ = match option.get("values").and_then(toml::Value::as_array) {
            Some(values) => {
                let values: Vec<String> = values.iter().map(|value| format!("`{value}`")).collect();
                values.join(", ")
            }
            None => match &*text("type") {
                "bool" => "true or false".to_owned(),
                "file" => "path of a file".to_owned(),
                "colour" => "colour: `\"#0b5563\"`".to_owned(),
                "list" => format!(
                    "list of tables: `{}`",
                    option["items"].to_string().replace('\n', " ").trim()
                ),
                other => other.to_owned(),
            },
        };
        let default = match option.get("default") {
            None => "none".to_owned(),
            Some(toml::Value::String(text)) if text.is_empty() => "none".to_owned(),
            Some(value) => format!("`{value}`"),
        };
        let what = option["description"]["en"]
            .as_str()
            .unwrap_or_default()
            .replace('|', "\\|");
        lines.push_str(&format!("| `{name}` | {type_} | {default} | {what} |\n"));
    }
    lines
}

/// With `UPDATE_DOCS=1` the table is written anew.
#[test]
fn the_options_of_the_theme_are_those_of_its_manifest() {
    let path = file("configuration.md");
    let mut page = fs::read_to_string(&path).expect("a page");
    let (start, end) = ("<!-- made from theme.toml -->\n\n", "\n<!-- end -->");
    let (before, rest) = page.split_once(start).expect("the table's start");
    let (_, after) = rest.split_once(end).expect("the table's end");
    let made = format!("{before}{start}{}{end}{after}", theme_options());
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, &made).expect("the page");
        page.clone_from(&made);
    }
    assert_eq!(page, made, "run: UPDATE_DOCS=1 cargo test --test documentation");
    let example = page.rsplit("[theme_options]").next().unwrap_or_default();
    for row in rows(&theme_options()) {
        let name = in_backticks(&row[0]).expect("a name");
        assert!(example.contains(&format!("\n{name} = ")), "no example of {name}");
    }
}
