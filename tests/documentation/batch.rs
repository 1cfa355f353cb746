//! Texts that are built together, since a site is quickly made and many sites are not; each that fails so is tried by itself.

use std::collections::BTreeMap;

use courant::build::Outcome;

use super::common::Site;
use super::examples::newsroom;

/// Examples of articles, each with where it stands in the manual.
#[derive(Default)]
pub struct Batch {
    articles: Vec<(String, String)>,
}

/// The codes of what is told of an article, and the messages.
pub type Told = Vec<(&'static str, String)>;

impl Batch {
    pub fn add(&mut self, place: &str, text: String) {
        self.articles.push((place.to_owned(), text));
    }

    /// Returns what is told of articles of which nothing should be.
    pub fn failing(&self) -> Vec<String> {
        let told = self.told(|_, told| told.is_empty()).into_iter();
        let failing = told.filter(|(_, told)| !told.is_empty());
        failing.map(|(place, told)| format!("{place}: {told:?}")).collect()
    }

    /// Returns for each article what is told of it; `is_right` says whether that is what should be, else it is built alone.
    pub fn told(&self, is_right: impl Fn(usize, &Told) -> bool) -> Vec<(String, Told)> {
        let together = built(&newsroom(), &self.articles);
        let alone = |n: usize| built(&newsroom(), &self.articles[n..=n]).remove(&0).unwrap_or_default();
        let articles = self.articles.iter().enumerate();
        articles
            .map(|(n, (place, _))| {
                let told = together.get(&n).cloned().unwrap_or_default();
                let told = if is_right(n, &told) { told } else { alone(n) };
                (place.clone(), told)
            })
            .collect()
    }
}

/// Builds `articles` beside the others of a site; returns what is told, by the number of the article. What is told of another file or of none is
/// told of each.
fn built(site: &Site, articles: &[(String, String)]) -> BTreeMap<usize, Told> {
    let path = |n: usize| format!("content/nieuws/2026/voorbeeld-{n}.md");
    for (n, (_, text)) in articles.iter().enumerate() {
        site.write(&path(n), text.as_bytes());
    }
    let built = site.build();
    let mut told: BTreeMap<usize, Told> = BTreeMap::new();
    for found in &built.report.found {
        let own = (0..articles.len()).filter(|n| found.file.as_deref() == Some(&path(*n)));
        let own: Vec<usize> = own.collect();
        let about = if own.is_empty() {
            (0..articles.len()).collect()
        } else {
            own
        };
        for n in about {
            told.entry(n)
                .or_default()
                .push((found.code.name(), found.message.clone()));
        }
    }
    assert!(built.report.outcome == Outcome::Done || !told.is_empty());
    told
}
