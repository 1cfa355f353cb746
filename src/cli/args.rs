//! What can be typed.

use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use crate::newsroom::Status;

/// Makes a news site of a folder of Markdown.
#[derive(Debug, Parser)]
#[command(name = "courant", version, about, propagate_version = true)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Make a new site, with an article and an event to copy from
    Init(InitArguments),
    /// Build the site into its output folder
    Build(BuildArguments),
    /// Say what is wrong with the site or could be better, without building it
    Check(CheckArguments),
    /// Show the site in the browser while you work on it
    Serve(ServeArguments),
    /// Begin a document: in its place, as a draft, with comments that explain it
    New(NewArguments),
    /// Say what is published, what is a draft, what waits and until when, what is wrong
    List(ListArguments),
    /// Say what a code of a message means, such as front-matter/bad-date
    Explain(ExplainArguments),
    /// Print what a shell needs to complete commands as you type them
    #[command(hide = true)]
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Write the manual pages
    #[command(hide = true)]
    Man(ManArguments),
}

#[derive(Debug, Args)]
pub(super) struct ManArguments {
    /// The folder for a page a command [default: the page about all of them is printed]
    #[arg(value_name = "DIR")]
    pub folder: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct ExplainArguments {
    /// The code, as it stands between brackets in the message, or a group of codes such as front-matter [default: all codes]
    #[arg(value_name = "CODE")]
    pub code: Option<String>,
}

/// The year in which the first newspaper in Dutch came out, the Courante uyt Italien, Duytslandt, &c.; nobody else's port as far as is known.
const PORT: u16 = 1618;

#[derive(Debug, Args)]
pub(super) struct ServeArguments {
    /// The folder with site.toml [default: the nearest one upward from here]
    #[arg(long, value_name = "DIR")]
    pub root: Option<PathBuf>,
    /// The port to listen to; where it is in use, the next that is free
    #[arg(long, value_name = "N", default_value_t = PORT)]
    pub port: u16,
    /// The address to listen at; 0.0.0.0 for all devices on this network, who then see drafts and what is under embargo
    #[arg(long, value_name = "ADDRESS", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    pub host: IpAddr,
    /// Look at the files twice a second, for disks that do not tell of saves
    #[arg(long)]
    pub poll: bool,
    /// Leave drafts out
    #[arg(long)]
    pub no_drafts: bool,
    /// Show the site as it is at this moment: 2026-06-01, or 2026-06-01T09:00:00+02:00 [default: now]
    #[arg(long, value_name = "MOMENT")]
    pub now: Option<String>,
}

/// What kind of site can be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum InitKind {
    /// News first, and events
    Newsroom,
    /// Services, insights and events
    Consultancy,
    /// A series of events, and news
    Events,
}

#[derive(Debug, Args)]
pub(super) struct InitArguments {
    /// The folder for the site; it may be there, without a site in it
    #[arg(value_name = "DIR", default_value = ".")]
    pub folder: PathBuf,
    /// The name of the site
    #[arg(long, value_name = "NAME")]
    pub title: Option<String>,
    /// The address at which it will be published
    #[arg(long, value_name = "URL")]
    pub address: Option<String>,
    /// Its language: nl, en, de, fr or fy
    #[arg(long, value_name = "CODE")]
    pub language: Option<String>,
    /// What kind of site it is
    #[arg(long, value_enum)]
    pub kind: Option<InitKind>,
    /// Where the form of the newsletter is sent
    #[arg(long, value_name = "URL")]
    pub newsletter: Option<String>,
    /// Ask nothing: what no option says is as the questions propose it
    #[arg(long)]
    pub yes: bool,
    /// The day that it is [default: now, or SOURCE_DATE_EPOCH]
    #[arg(long, value_name = "MOMENT")]
    pub now: Option<String>,
}

/// What can be begun.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum NewKind {
    /// News
    Article,
    /// The announcement of an event
    Event,
    /// The report of an event
    Report,
    /// A person who writes
    Author,
    /// A page without a date, such as About us
    Page,
    /// The translation of a document
    Translation,
}

#[derive(Debug, Args)]
pub(super) struct NewArguments {
    /// What to begin
    #[arg(value_enum)]
    pub kind: NewKind,
    /// The title, in quotes; of a translation the file of the original
    #[arg(value_name = "TITLE")]
    pub subject: String,
    /// Of a report: the file that announces the event
    #[arg(long, value_name = "FILE")]
    pub event: Option<String>,
    /// The language [default: that of the site; a translation needs one]
    #[arg(long, value_name = "CODE", required_if_eq("kind", "translation"))]
    pub language: Option<String>,
    /// Of a translation: its title
    #[arg(long, value_name = "TITLE")]
    pub title: Option<String>,
    /// The folder of content to put it in [default: by the sections of the site]
    #[arg(long, value_name = "FOLDER")]
    pub section: Option<String>,
    /// The name of the file [default: from the title]
    #[arg(long, value_name = "NAME")]
    pub slug: Option<String>,
    /// The folder with site.toml [default: the nearest one upward from here]
    #[arg(long, value_name = "DIR")]
    pub root: Option<PathBuf>,
    /// The day that it is [default: now, or SOURCE_DATE_EPOCH]
    #[arg(long, value_name = "MOMENT")]
    pub now: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct ListArguments {
    /// The folder with site.toml [default: the nearest one upward from here]
    #[arg(long, value_name = "DIR")]
    pub root: Option<PathBuf>,
    /// Only documents that stand like this; several with commas between them
    #[arg(long, value_name = "STATUS", value_delimiter = ',', value_parser = Status::NAMES)]
    pub status: Vec<String>,
    /// Only documents in this language, such as en
    #[arg(long, value_name = "CODE")]
    pub language: Option<String>,
    /// Say what becomes due next, and when
    #[arg(long, conflicts_with_all = ["status", "language"])]
    pub next: bool,
    /// How it stands at this moment: 2026-06-01, or 2026-06-01T09:00:00+02:00 [default: now, or SOURCE_DATE_EPOCH]
    #[arg(long, value_name = "MOMENT")]
    pub now: Option<String>,
    /// For programs: one JSON object
    #[arg(long)]
    pub json: bool,
    /// As a calendar: what is published and taken down when, and events to come. It holds titles that are under embargo, so it is for the newsroom alone
    #[arg(long, conflicts_with_all = ["json", "next"])]
    pub ics: bool,
}

#[derive(Debug, Args)]
pub(super) struct BuildArguments {
    /// The folder with site.toml [default: the nearest one upward from here]
    #[arg(long, value_name = "DIR")]
    pub root: Option<PathBuf>,
    /// The folder for the site [default: public, in the folder with site.toml]
    #[arg(long, value_name = "DIR")]
    pub output: Option<PathBuf>,
    /// Build for another address than site.toml names
    #[arg(long, value_name = "URL")]
    pub base_url: Option<String>,
    /// Build the site as it is at this moment: 2026-06-01, or 2026-06-01T09:00:00+02:00 [default: now, or SOURCE_DATE_EPOCH]
    #[arg(long, value_name = "MOMENT")]
    pub now: Option<String>,
    /// Show drafts too
    #[arg(long)]
    pub drafts: bool,
    /// Count warnings as errors
    #[arg(long)]
    pub strict: bool,
    /// Publish the good documents when others have errors (exit code 3)
    #[arg(long)]
    pub keep_going: bool,
    /// How diagnostics and the summary are written
    #[arg(long, value_enum, default_value_t = MessageFormat::Human)]
    pub message_format: MessageFormat,
}

#[derive(Debug, Args)]
pub(super) struct CheckArguments {
    /// The folder with site.toml [default: the nearest one upward from here]
    #[arg(long, value_name = "DIR")]
    pub root: Option<PathBuf>,
    /// Check the site as it is at this moment: 2026-06-01, or 2026-06-01T09:00:00+02:00 [default: now, or SOURCE_DATE_EPOCH]
    #[arg(long, value_name = "MOMENT")]
    pub now: Option<String>,
    /// Leave drafts out
    #[arg(long)]
    pub no_drafts: bool,
    /// Ask other sites whether the pages are there that links lead to; this takes a while
    #[arg(long)]
    pub external: bool,
    /// Count warnings as errors
    #[arg(long)]
    pub strict: bool,
    /// How findings are written
    #[arg(long, value_enum, default_value_t = CheckFormat::Human)]
    pub format: CheckFormat,
    /// The same as --format json
    #[arg(long, conflicts_with = "format")]
    pub json: bool,
    /// Only what is found in files that have changed since this branch, tag or commit of git
    #[arg(long, value_name = "REF")]
    pub changed_since: Option<String>,
    /// Mend what can be mended without asking, and say what
    #[arg(long)]
    pub fix: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum CheckFormat {
    /// For people
    Human,
    /// One JSON object a line
    Json,
    /// SARIF 2.1.0, for code hosts
    Sarif,
    /// Annotations for GitHub's workflows
    Github,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum MessageFormat {
    /// For people
    Human,
    /// One JSON object a line
    Json,
}
