//! What can be typed.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Makes a news site of a folder of Markdown.
#[derive(Debug, Parser)]
#[command(name = "courant", version, about, propagate_version = true)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Build the site into its output folder
    Build(BuildArguments),
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

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum MessageFormat {
    /// For people
    Human,
    /// One JSON object a line
    Json,
}
