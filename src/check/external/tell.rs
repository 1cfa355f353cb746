//! Answers as findings.

use std::collections::BTreeMap;

use url::Url;

use super::Link;
use super::answer::{Answer, Unclear};
use crate::diagnostic::{Code, Diagnostic};

/// Returns what is to be told of links, each at its place; where nobody answered that alone.
pub(super) fn told(
    links: &BTreeMap<&str, Vec<&Link>>,
    answers: &BTreeMap<&str, Answer>,
    nobody_answered: bool,
) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    if nobody_answered {
        let message = "not one host of the links to other sites answered, so that nothing can be said of them";
        let hint = "look whether this machine has a way to the internet; behind a proxy, set HTTPS_PROXY";
        found.push(Diagnostic::new(Code::ExternalNoNetwork, message).hint(hint));
    }
    for (address, answer) in answers {
        let is_of_network = matches!(
            answer,
            Answer::NoHost
                | Answer::Unclear(Unclear::NoNames | Unclear::NoConnection | Unclear::Slow | Unclear::Silent)
        );
        if nobody_answered && is_of_network {
            continue;
        }
        let Some((code, message, hint)) = words(address, answer) else {
            continue;
        };
        for link in links.get(address).into_iter().flatten() {
            let one = Diagnostic::new(code, message.as_str())
                .at(link.span)
                .hint(hint.as_str());
            found.push(one.in_file(&link.file));
        }
    }
    found
}

/// Returns what is to be told of an address: the code, what is wrong, and what to do.
fn words(address: &str, answer: &Answer) -> Option<(Code, String, String)> {
    let dead = "look for where it is now, take the link out, or lead to a copy in a web archive".to_owned();
    let by_hand = "open it in a browser; if it is well, leave it out of this check:  [check.external]  skip".to_owned();
    let told = match answer {
        Answer::Fine => return None,
        Answer::Gone(status) => {
            let what = if *status == 410 {
                "has been taken down for good"
            } else {
                "is not there (any more)"
            };
            (
                Code::ExternalDead,
                format!("{address} {what}, says its host ({status})"),
                dead,
            )
        }
        Answer::NoHost => (
            Code::ExternalDead,
            format!("{address} leads to a host that is not there"),
            dead,
        ),
        Answer::Moved(to) if is_front_page(to) && !is_front_page(address) => {
            let message = format!("{address} leads to the front page of its site now: the page itself may be gone");
            (Code::ExternalMoved, message, dead)
        }
        Answer::Moved(to) => (
            Code::ExternalMoved,
            format!("{address} has moved for good"),
            format!("lead there at once:  {to}"),
        ),
        Answer::Private => (
            Code::ExternalPrivate,
            format!("{address} leads into a network that readers are not in, and was not asked for"),
            "lead to an address that everybody can open, or leave it out of this check:  [check.external]  skip"
                .to_owned(),
        ),
        Answer::Unclear(why) => (
            Code::ExternalUnclear,
            format!("whether {address} leads anywhere cannot be said: {}", reason(why)),
            by_hand,
        ),
    };
    Some(told)
}

fn is_front_page(address: &str) -> bool {
    Url::parse(address).is_ok_and(|url| url.path() == "/" && url.query().is_none())
}

fn reason(why: &Unclear) -> String {
    match why {
        Unclear::Status(401 | 403 | 405 | 406 | 451) => "its host does not let programs in".to_owned(),
        Unclear::Status(429) => "its host is asked too often".to_owned(),
        Unclear::Status(status @ 500..=599) => format!("its host has a fault ({status})"),
        Unclear::Status(status) => format!("its host answers with {status}"),
        Unclear::Later(seconds) => format!("its host asks to be left alone for {seconds} seconds"),
        Unclear::Slow => "its host did not answer in time".to_owned(),
        Unclear::NoConnection => "there is no connection to its host".to_owned(),
        Unclear::NoNames => "names of hosts cannot be looked up now".to_owned(),
        Unclear::Insecure => "its certificate is not one that this machine trusts".to_owned(),
        Unclear::Garbled => "its host answers with what no browser would understand".to_owned(),
        Unclear::Loop => "it leads on and on, and never arrives".to_owned(),
        Unclear::Silent => "its host did not answer the questions before".to_owned(),
        Unclear::NoTime => "there was no time left".to_owned(),
    }
}
