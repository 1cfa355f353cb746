//! Calls of shortcodes in the text: compared with what each takes, and left as holes.

use std::ops::Range;

use super::arguments;
use super::call::Written;
use super::escape::escape_into;
use super::fragment::{MAX_DEPTH, Part, Writer, fragment};
use super::links;
use super::media::{no_alt_attribute, remote};
use super::places::indent_at;
use super::shortcodes::{self, BodyIs, Piece, Problem};
use super::signature::BodyNeeded;
use crate::config::UnknownShortcodes;
use crate::diagnostic::{Code, Span};
use crate::parse::{Content, Filling, Hole, LinkBy, ShortcodeCall};

/// What to write in place of an address that could run code.
const HARMLESS: &str = "write an address that starts with https://, or the name of a file of the site";

impl Writer<'_, '_> {
    pub(super) fn piece(&mut self, n: usize) {
        let Some(piece) = self.replaced.and_then(|replaced| replaced.pieces.get(n)) else {
            return;
        };
        match piece {
            Piece::Shown(text) => {
                self.state.words.feed(text);
                escape_into(&mut self.part.html, text);
            }
            Piece::Wrong { problem, at } => {
                let span = self.places.span(at);
                match problem {
                    Problem::NeverEnds => {
                        let hint = "close it with the same sign and two braces:  {{< name … >}}  or  {{% name … %}}";
                        self.find(
                            Code::UnclosedShortcode,
                            "this shortcode call starts here and never ends",
                            span,
                            hint,
                        );
                    }
                    // What is unknown gives nothing anyway, however it is written.
                    Problem::Unreadable { name, .. } if self.is_unknown(name) => self.unknown(name, None, span),
                    Problem::Unreadable { why, .. } => {
                        let hint = "write  {{< name key=\"value\" >}}";
                        self.find(
                            Code::ShortcodeArgument,
                            format!("this shortcode call cannot be read: {why}"),
                            span,
                            hint,
                        );
                    }
                    Problem::ClosesNothing(name) => self.closes_nothing(name, span),
                }
            }
            Piece::Call { call, at, body } => {
                let span = self.places.span(at);
                if matches!(&*call.name, "ref" | "relref") {
                    let target = links::ref_target(&call.arguments);
                    // Outside a link it stands for the address: shown as a link to it.
                    let title = target.unwrap_or_default();
                    if !links::names_a_file(&title) {
                        escape_into(&mut self.part.html, &title);
                        return;
                    }
                    self.hole(
                        Filling::LinkStart {
                            target: title.clone(),
                            by: LinkBy::Ref,
                            title: None,
                        },
                        span,
                    );
                    escape_into(&mut self.part.html, &title);
                    self.hole(Filling::LinkEnd, span);
                    return;
                }
                self.call(call, body.as_ref(), span);
            }
        }
    }

    /// Whether a name is no shortcode, and that is no error.
    pub(super) fn is_unknown(&self, name: &str) -> bool {
        let warn = self.state.context.settings.unknown_shortcodes == UnknownShortcodes::Warn;
        warn && !name.is_empty()
            && !matches!(name, "ref" | "relref")
            && !self.state.context.shortcodes.contains_key(name)
    }

    pub(super) fn closes_nothing(&mut self, name: &str, span: Span) {
        let known = self.state.context.shortcodes.contains_key(name);
        if !known && self.state.context.settings.unknown_shortcodes == UnknownShortcodes::Warn {
            return;
        }
        let hint = format!("open it before this place:  {{{{< {name} >}}}}  or take this out");
        self.find(
            Code::UnclosedShortcode,
            format!("{name} is closed here and was never opened"),
            span,
            hint,
        );
    }

    pub(super) fn call(&mut self, call: &Written, body: Option<&(Range<usize>, BodyIs)>, span: Span) {
        let signatures = self.state.context.shortcodes;
        let Some(signature) = signatures.get(&call.name) else {
            self.unknown(&call.name, body, span);
            return;
        };
        if let Some((message, hint)) = arguments::missing(call, signature) {
            self.find(Code::ShortcodeArgument, message, span, hint);
            return;
        }
        if let Some(name) = arguments::harmful(call) {
            let message = format!("{name} of {} is an address that could run code", call.name);
            self.find(Code::ShortcodeArgument, message, span, HARMLESS);
            return;
        }
        for (given, value) in &call.arguments {
            if signature.declared && !signature.parameters.iter().any(|one| one.name == *given) {
                let (message, hint) = arguments::unknown(&call.name, (given, value), signature);
                let group = format!("{}.{given}", call.name);
                self.find(Code::UnknownArgument, message, span, hint).group = Some(group);
            }
        }
        let unfit = signature.parameters.iter().find_map(|one| {
            let (_, value) = call.arguments.iter().find(|(given, _)| *given == one.name)?;
            let fits = one.values.is_empty() || value.is_empty() || one.values.contains(value);
            (!fits).then(|| (one.name.clone(), value.clone(), arguments::fitting(value, &one.values)))
        });
        if let Some((name, value, hint)) = unfit {
            let message = format!("{} knows no {name} {value}", call.name);
            self.find(Code::ShortcodeArgument, message, span, hint);
            return;
        }
        let given = |name: &str| call.arguments.iter().find(|(given, _)| **given == *name);
        let has_text = given("text").is_some_and(|(_, text)| !text.is_empty());
        let needs_body = match signature.body {
            BodyNeeded::Yes => !call.self_closing,
            BodyNeeded::WithoutText => !has_text,
            BodyNeeded::No => false,
        };
        if needs_body && body.is_none() {
            let with_text = match signature.body {
                BodyNeeded::WithoutText => "  , or give it  text=\"…\"",
                _ => "",
            };
            let hint = format!("close it after its text:  {{{{< /{} >}}}}{with_text}", call.name);
            let message = format!("{} is opened here and never closed", call.name);
            self.find(Code::UnclosedShortcode, message, span, hint);
            return;
        }
        let is_empty = |range: &Range<usize>| {
            self.original
                .get(range.clone())
                .is_none_or(|text| text.trim().is_empty())
        };
        if needs_body && body.is_some_and(|(range, _)| is_empty(range)) {
            let message = format!("{} has nothing between its ends", call.name);
            let hint = "write its text there, or take the call out";
            self.find(Code::EmptyShortcode, message, span, hint);
        }
        if signature.parameters.iter().any(|one| &*one.name == "alt") {
            let src = given("src").map_or_else(|| call.name.clone(), |(_, value)| value.clone());
            let decorates = given("decorative").is_some_and(|(_, value)| &**value == "true");
            if given("alt").is_none() && !decorates {
                self.state.found.push(no_alt_attribute(&src, span));
            }
            if self.state.context.is_remote(&src) {
                self.state.found.push(remote(&src, span));
            }
        }
        let mut arguments = call.arguments.clone();
        for one in &signature.parameters {
            if !arguments.iter().any(|(given, _)| *given == one.name) {
                arguments.push((one.name.clone(), "".into()));
            }
        }
        let ordinal = self.state.calls;
        self.state.calls += 1;
        let body = body.and_then(|(range, is)| self.body(range, *is, span));
        let call = ShortcodeCall {
            name: call.name.clone(),
            arguments,
            body,
            inline: self.in_line > 0,
            ordinal,
        };
        self.hole(Filling::Shortcode(Box::new(call)), span);
    }

    pub(super) fn body(&mut self, range: &Range<usize>, is: BodyIs, span: Span) -> Option<Content> {
        if self.depth >= MAX_DEPTH {
            let hint = format!("shortcodes may stand in one another {MAX_DEPTH} deep");
            self.find(
                Code::UnclosedShortcode,
                "shortcodes are nested too deeply here",
                span,
                hint,
            );
            return None;
        }
        let part = match is {
            // A line holds no paragraphs.
            BodyIs::Markdown if self.in_line > 0 => without_paragraphs(self.inner(range)),
            BodyIs::Markdown => self.inner(range),
            BodyIs::Text => self.text_body(range),
        };
        Some(Content {
            html: part.html.into(),
            holes: part.holes.into(),
        })
    }

    /// Markdown between the ends of a call. In a list its lines have the indent of the item, which would make code of them.
    fn inner(&mut self, range: &Range<usize>) -> Part {
        let text = self.original.get(range.clone()).unwrap_or_default();
        let places = self.places.after(range.start);
        let (text, places) = places.without_indent(text, indent_at(self.original, range.start));
        fragment(&text, places, self.depth + 1, self.state)
    }

    /// What stands between `{{< x >}}` and its end: text, with the calls in it.
    pub(super) fn text_body(&mut self, range: &Range<usize>) -> Part {
        let text = self.original.get(range.clone()).unwrap_or_default();
        let replaced = shortcodes::replace(text);
        let source = replaced.as_ref().map_or(text, |replaced| replaced.text.as_str());
        let places = self.places.after(range.start);
        let mut writer = Writer::new(text, replaced.as_ref(), places, self.depth + 1, self.state);
        let trimmed = source.trim();
        writer.text(trimmed, &(0..source.len()));
        writer.state.words.part();
        writer.part
    }

    pub(super) fn unknown(&mut self, name: &str, body: Option<&(Range<usize>, BodyIs)>, span: Span) {
        let near = self
            .state
            .context
            .shortcodes
            .keys()
            .map(|known| (strsim::damerau_levenshtein(known, name), &**known))
            .min();
        let near = near.filter(|(distance, _)| *distance <= 2).map(|(_, known)| known);
        let hint = match near {
            Some(known) => format!("did you mean {known}?"),
            None => format!("make templates/shortcodes/{name}.html, or take the call out"),
        };
        let warn = self.state.context.settings.unknown_shortcodes == UnknownShortcodes::Warn;
        let found = self.find(
            Code::UnknownShortcode,
            format!("there is no shortcode {name}"),
            span,
            hint,
        );
        if warn {
            found.severity = crate::diagnostic::Severity::Warning;
            found.group = Some(name.to_owned());
        }
        // Nothing that was written is lost: the text between its ends stays.
        if let Some((range, _)) = body
            && self.depth < MAX_DEPTH
        {
            let inner = self.inner(range);
            self.append(inner);
        }
    }

    pub(super) fn append(&mut self, inner: Part) {
        let shift = u32::try_from(self.part.html.len()).unwrap_or(u32::MAX);
        self.part.html.push_str(&inner.html);
        self.part.holes.extend(inner.holes.into_iter().map(|hole| Hole {
            at: hole.at.saturating_add(shift),
            ..hole
        }));
    }
}

/// Takes the tags of paragraphs out of a part.
fn without_paragraphs(part: Part) -> Part {
    let mut plain = Part::default();
    let mut holes = part.holes.into_iter().peekable();
    let mut at = 0;
    while at < part.html.len() {
        let rest = &part.html[at..];
        while let Some(hole) = holes.next_if(|hole| hole.at as usize <= at) {
            let at = u32::try_from(plain.html.len()).unwrap_or(u32::MAX);
            plain.holes.push(Hole { at, ..hole });
        }
        if let Some(tag) = ["<p>", "</p>"].into_iter().find(|tag| rest.starts_with(tag)) {
            at += tag.len();
            continue;
        }
        let Some(first) = rest.chars().next() else { break };
        plain.html.push(first);
        at += first.len_utf8();
    }
    plain.html.truncate(plain.html.trim_end().len());
    let end = u32::try_from(plain.html.len()).unwrap_or(u32::MAX);
    plain.holes.extend(holes);
    for hole in &mut plain.holes {
        hole.at = hole.at.min(end);
    }
    plain
}
