//! Video and audio for who cannot see or hear them (WCAG 2.2, 1.2.1 to 1.2.3).

use crate::check::DocumentView;
use crate::diagnostic::{Code, Diagnostic, Span};

/// The shortcodes that show a video.
const VIDEOS: &[&str] = &["youtube", "vimeo", "video", "peertube"];
/// Those that let one hear something.
const SOUNDS: &[&str] = &["audio", "podcast"];

/// Tells of video without captions or a transcript, and of audio without a transcript.
pub(in crate::check) fn told_in_words(view: &DocumentView<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (call, span) in &view.prose.calls {
        let says = |name: &str| call.argument(name).is_some_and(|value| !value.trim().is_empty());
        if VIDEOS.contains(&&*call.name) && !says("captions") && !says("transcript") {
            found.push(video(*span, "say that it has captions, and in which language:  captions=\"nl\"  ; or where it is written out:  transcript=\"uitgeschreven.md\""));
        } else if SOUNDS.contains(&&*call.name) && !says("transcript") {
            found.push(audio(*span));
        }
    }
    // Typed as HTML: from the tag to its end.
    let mut open: Option<(Span, String)> = None;
    for (raw, span) in &view.prose.html {
        let lower = raw.to_ascii_lowercase();
        if open.is_none() && (lower.contains("<video") || lower.contains("<audio")) {
            open = Some((*span, String::new()));
        }
        let Some((start, text)) = &mut open else { continue };
        text.push_str(&lower);
        if lower.contains("</video") || lower.contains("</audio") {
            let has_captions = ["captions", "subtitles", "descriptions"]
                .iter()
                .any(|kind| text.contains(kind));
            // The words may stand anywhere; a link that is called so leads to them.
            let has_transcript = view.prose.links.iter().any(|link| is_transcript(&link.text));
            let is_video = text.contains("<video");
            match (is_video, has_captions, has_transcript) {
                (true, false, false) => found.push(video(*start, "add  <track kind=\"captions\" src=\"ondertiteling.vtt\" srclang=\"nl\">  in it, or a link to the transcript")),
                (false, _, false) => found.push(audio(*start)),
                _ => {}
            }
            open = None;
        }
    }
    found
}

fn is_transcript(text: &str) -> bool {
    let lower = text.to_lowercase();
    [
        "transcript",
        "transkript",
        "transcriptie",
        "uitgeschreven",
        "written out",
        "útskreaun",
        "retranscription",
    ]
    .iter()
    .any(|word| lower.contains(word))
}

fn video(span: Span, hint: &str) -> Diagnostic {
    Diagnostic::new(
        Code::VideoText,
        "nothing says that this video has captions, or where it is written out",
    )
    .at(span)
    .hint(hint)
    .grouped("video")
}

fn audio(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::VideoText,
        "nothing says where what is to be heard here is written out",
    )
    .at(span)
    .hint("put a link to the transcript beside it:  [Transcript van het gesprek](gesprek.md)")
    .grouped("audio")
}
