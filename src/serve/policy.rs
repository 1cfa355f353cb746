//! The Content-Security-Policy of a page that is served: that of the site, and what live reload needs besides (CSP Level 3).

use hyper::header::HeaderValue;

use super::client;

/// Which directives say what may run, the first that is there; likewise what may be asked for.
const RUN: [&str; 3] = ["script-src-elem", "script-src", "default-src"];
const ASK: [&str; 2] = ["connect-src", "default-src"];

/// Returns a policy that lets in the script of live reload from `here`, the server's own host with its port, and nothing else that it did not.
pub(super) fn with_live(policy: &HeaderValue, here: &str) -> HeaderValue {
    let text = String::from_utf8_lossy(policy.as_bytes());
    let policies: Vec<String> = text.split(',').map(|policy| with(policy, here)).collect();
    HeaderValue::from_str(&policies.join(", ")).unwrap_or_else(|_| policy.clone())
}

fn with(policy: &str, here: &str) -> String {
    let directives = policy
        .split(';')
        .map(|directive| directive.split_whitespace().collect::<Vec<_>>());
    let mut directives: Vec<Vec<String>> = directives
        .filter(|directive| !directive.is_empty())
        .map(|directive| directive.into_iter().map(str::to_owned).collect())
        .collect();
    let (script, live) = (
        format!("http://{here}{}", client::SCRIPT_AT),
        format!("http://{here}/_courant/"),
    );
    add(&mut directives, &RUN, script);
    add(&mut directives, &ASK, live);
    // It would have this page loaded by https, which is not spoken here.
    directives.retain(|directive| directive[0] != "upgrade-insecure-requests");
    let directives: Vec<String> = directives.iter().map(|directive| directive.join(" ")).collect();
    directives.join("; ")
}

/// Whether a directive is for one kind of thing, and not what all fall back on.
fn is_of_a_kind(name: &str) -> bool {
    !name.eq_ignore_ascii_case("default-src")
}

/// Adds a source to the first of the directives that is there; one that others fall back on stays as it is for them. A source that is the hash or
/// the nonce of something would change what the others mean, an address does not, but where trust is handed on: there addresses count for nothing.
fn add(directives: &mut Vec<Vec<String>>, names: &[&str], source: String) {
    let at = names.iter().find_map(|name| {
        directives
            .iter()
            .position(|directive| directive[0].eq_ignore_ascii_case(name))
    });
    let Some(at) = at else { return };
    let mut changed = directives[at].clone();
    changed.retain(|known| known != "'none'");
    let trust_is_handed_on = changed.iter().any(|known| known == "'strict-dynamic'");
    changed.push(source);
    if trust_is_handed_on {
        changed.push(format!("'nonce-{}'", client::version()));
    }
    if is_of_a_kind(&changed[0]) {
        directives[at] = changed;
    } else {
        // The most general name of those that are asked before it.
        names[names.len() - 2].clone_into(&mut changed[0]);
        directives.push(changed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn served(policy: &str) -> String {
        let value = with_live(&HeaderValue::from_str(policy).expect("a policy"), "localhost:1618");
        value.to_str().expect("text").to_owned()
    }

    #[test]
    fn the_script_of_live_reload_is_let_in_and_nothing_else() {
        let (script, live) = (
            "http://localhost:1618/_courant/live.js",
            "http://localhost:1618/_courant/",
        );
        assert_eq!(
            served("default-src 'none'; script-src 'self'; img-src 'self'"),
            format!("default-src 'none'; script-src 'self' {script}; img-src 'self'; connect-src {live}")
        );
        assert_eq!(
            served("script-src 'none'; connect-src 'none'; upgrade-insecure-requests"),
            format!("script-src {script}; connect-src {live}")
        );
        assert_eq!(
            served("default-src 'self'"),
            format!("default-src 'self'; script-src 'self' {script}; connect-src 'self' {live}")
        );
        assert_eq!(served("img-src 'self'"), "img-src 'self'");
        let handed_on = served("script-src 'nonce-a' 'strict-dynamic'");
        assert!(
            handed_on.ends_with(&format!("{script} 'nonce-{}'", client::version())),
            "{handed_on}"
        );
        assert_eq!(
            served("script-src-elem 'self', script-src a.nl"),
            format!("script-src-elem 'self' {script}, script-src a.nl {script}")
        );
    }
}
