//! What happens to the files of a site: one deed after the other, by chance that a seed gives.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::Duration;

use super::is_folder;

const SITE: &str =
    "title = \"Proef\"\nbase_url = \"https://proef.example/\"\n[languages.en]\n[markdown]\ndead_links = \"warn\"\n";
const TEMPLATE: &str = "{% extends \"courant/article.html\" %}
{% block head_extra %}<link rel=\"stylesheet\" href=\"{{ asset(path=\"css/eigen.css\") }}\">{% endblock head_extra %}
{% block after_content %}NUL{% endblock %}
";
/// Files that version control puts there and takes away at once.
const AT_ONCE: usize = 150;

/// Numbers by chance, always the same for a seed (splitmix64).
pub struct Chance(u64);

impl Chance {
    pub fn of(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % end as u64) as usize
    }
}

/// What happens to the site in `root`.
pub struct Storm<'a> {
    root: &'a Path,
    chance: Chance,
}

/// Writes what a site needs in order to be built at all.
pub fn settle(root: &Path) {
    for (path, text) in [("site.toml", SITE), ("templates/article.html", TEMPLATE)] {
        write(&root.join(path), text.as_bytes());
    }
}

/// Another may take the folder away at that moment: then there is nothing to write to.
fn write(file: &Path, bytes: &[u8]) {
    if let Some(folder) = file.parent() {
        let _ = fs::create_dir_all(folder);
    }
    let _ = fs::write(file, bytes);
}

impl<'a> Storm<'a> {
    pub fn over(root: &'a Path, chance: Chance) -> Self {
        Self { root, chance }
    }

    /// Does something, waits for a moment or none, and tells what it was.
    pub fn deed(&mut self) -> String {
        let told = match self.chance.below(20) {
            0..5 => self.alone(),
            5 => self.burst(),
            6 => self.half(),
            7 => self.checkout(),
            8 => self.move_folder(),
            9 => self.remove_folder(),
            10 => self.theme(),
            11 => self.settings(),
            12 => self.template(),
            13 => self.picture(),
            14 => self.stylesheet(),
            15 => self.words(),
            16 => self.exchange(),
            17 => self.remove(),
            18 => self.content_away(),
            _ => self.rename(),
        };
        let wait = [0, 0, 1, 5, 20, 60][self.chance.below(6)];
        sleep(Duration::from_millis(wait));
        format!("{told}, {wait} ms")
    }

    /// Does something to what a site holds, after which nothing may come that would tell of it too.
    pub fn alone(&mut self) -> String {
        match self.chance.below(10) {
            0 | 1 => self.save(),
            2 => self.atomic(),
            3 => self.vim(),
            4 => self.checkout(),
            5 => self.move_folder(),
            6 => self.exchange(),
            7 => self.remove(),
            8 => self.content_away(),
            _ => self.rename(),
        }
    }

    /// Makes a site of it that can be built, whatever is wrong with its documents.
    pub fn calm(&mut self) {
        settle(self.root);
        self.stylesheet();
        for path in ["themes/ander/templates/article.html", "i18n/nl.toml"] {
            let _ = fs::remove_file(self.root.join(path));
        }
    }

    fn path(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    /// The path of an article: one of a few, so that deeds meet.
    fn article(&mut self) -> PathBuf {
        let folder = ["nieuws", "nieuws/diep", "blog"][self.chance.below(3)];
        let ending = ["md", "md", "md", "en.md"][self.chance.below(4)];
        let name = format!("content/{folder}/artikel-{}.{ending}", self.chance.below(6));
        self.path(&name)
    }

    /// The text of an article, now and then with an error in it.
    fn text(&mut self) -> String {
        let n = self.chance.below(1000);
        let date = if self.chance.below(8) == 0 {
            "gisteren".to_owned()
        } else {
            format!("2026-11-{:02}", 1 + n % 20)
        };
        let more = [
            "",
            "draft: true\n",
            "authors: [Anna]\n",
            "aliases: [/oud/]\n",
            "image: { src: /beeld.svg, alt: x }\n",
        ][self.chance.below(5)];
        format!(
            "---\ntitle: Titel {}\ndate: {date}\ntags: [Onderwerp {}]\n{more}---\nTekst {n}. [Daar](/nieuws/artikel-1.md) staat het.\n",
            n % 4,
            n % 3
        )
    }

    fn save(&mut self) -> String {
        let (file, text) = (self.article(), self.text());
        write(&file, text.as_bytes());
        self.told("save", &file)
    }

    fn atomic(&mut self) -> String {
        let (file, text) = (self.article(), self.text());
        let new = file.with_extension("tmp~");
        write(&new, text.as_bytes());
        let _ = fs::rename(&new, &file);
        self.told("atomic save", &file)
    }

    /// Tries whether it may write, keeps what is not saved, puts the former file aside, writes another, and takes the former away.
    fn vim(&mut self) -> String {
        let (file, text) = (self.article(), self.text());
        let folder = file.parent().expect("a file lies in a folder").to_owned();
        let name = file.file_name().expect("a name").to_string_lossy().into_owned();
        let (probe, swap) = (folder.join("4913"), folder.join(format!(".{name}.swp")));
        let aside = folder.join(format!("{name}~"));
        write(&swap, b"b0VIM");
        write(&probe, b"");
        let _ = fs::remove_file(&probe);
        let _ = fs::rename(&file, &aside);
        write(&file, text.as_bytes());
        let _ = fs::remove_file(&aside);
        if self.chance.below(2) == 0 {
            let _ = fs::remove_file(&swap);
        }
        self.told("vim", &file)
    }

    fn burst(&mut self) -> String {
        let file = self.article();
        for _ in 0..12 {
            let text = self.text();
            write(&file, text.as_bytes());
            sleep(Duration::from_millis(self.chance.below(3) as u64));
        }
        self.told("burst", &file)
    }

    /// Writes a part, waits with the file open, and writes the rest.
    fn half(&mut self) -> String {
        let (file, text) = (self.article(), self.text());
        let at = self.chance.below(text.len());
        if let Some(folder) = file.parent() {
            let _ = fs::create_dir_all(folder);
        }
        if let Ok(mut open) = fs::File::create(&file) {
            let _ = open.write_all(&text.as_bytes()[..at]);
            sleep(Duration::from_millis(self.chance.below(60) as u64));
            let _ = open.write_all(&text.as_bytes()[at..]);
        }
        self.told("half", &file)
    }

    /// Many files at once come, become others, or go.
    fn checkout(&mut self) -> String {
        let (branch, text) = (self.chance.below(3), self.text());
        let folder = self.path("content/tak");
        if branch == 0 {
            let _ = fs::remove_dir_all(&folder);
        } else {
            for n in 0..AT_ONCE {
                write(&folder.join(format!("{}/stuk-{n}.md", n % 7)), text.as_bytes());
            }
        }
        format!("checkout of branch {branch}")
    }

    fn move_folder(&mut self) -> String {
        let places = ["nieuws/diep", "elders", "nieuws/verder/weg", "blog"];
        let [from, to] = [self.chance.below(4), self.chance.below(4)].map(|n| self.path("content").join(places[n]));
        if let Some(above) = to.parent() {
            let _ = fs::create_dir_all(above);
        }
        let _ = fs::rename(&from, &to);
        format!("{} to {}", self.told("folder", &from), self.told("", &to))
    }

    fn remove_folder(&mut self) -> String {
        let folder = [
            "content/blog",
            "content/nieuws/diep",
            "templates",
            "assets",
            "themes",
            "i18n",
        ][self.chance.below(6)];
        let _ = fs::remove_dir_all(self.path(folder));
        if folder == "assets" && self.chance.below(2) == 0 {
            self.stylesheet();
        }
        format!("folder {folder} removed")
    }

    fn theme(&mut self) -> String {
        let broken = self.chance.below(3) == 0;
        let template = if broken {
            "{% block"
        } else {
            "{% extends \"courant/article.html\" %}"
        };
        write(
            &self.path("themes/ander/theme.toml"),
            b"name = \"ander\"\nextends = \"courant\"\n",
        );
        write(&self.path("themes/ander/templates/article.html"), template.as_bytes());
        write(&self.path("site.toml"), format!("theme = \"ander\"\n{SITE}").as_bytes());
        format!("another theme (broken: {broken})")
    }

    fn settings(&mut self) -> String {
        let n = self.chance.below(4);
        let text = [
            "title = \n".to_owned(),
            String::new(),
            SITE.replace("Proef", "Ander"),
            format!("{SITE}[hosting]\nservers = [\"netlify\"]\n"),
        ];
        write(&self.path("site.toml"), text[n].as_bytes());
        format!("site.toml {n}")
    }

    fn template(&mut self) -> String {
        let n = self.chance.below(4);
        let text = match n {
            0 => "{% extends \"courant/article.html\" %}{% block content %}{{ nergens( }}".to_owned(),
            _ => TEMPLATE.replace("NUL", &n.to_string()),
        };
        write(&self.path("templates/article.html"), text.as_bytes());
        format!("template {n}")
    }

    fn picture(&mut self) -> String {
        let n = self.chance.below(3);
        let file = self.path("content/beeld.svg");
        if n == 0 {
            let _ = fs::remove_file(file);
        } else {
            write(
                &file,
                format!("<svg xmlns='http://www.w3.org/2000/svg' width='{n}' height='1'/>").as_bytes(),
            );
        }
        format!("picture {n}")
    }

    fn stylesheet(&mut self) -> String {
        let n = self.chance.below(9);
        write(
            &self.path("assets/css/eigen.css"),
            format!("p {{ color: #{n}{n}{n} }}\n").as_bytes(),
        );
        format!("stylesheet {n}")
    }

    fn words(&mut self) -> String {
        let n = self.chance.below(3);
        let text = ["share_title = \"Deel\"\n", "share_title = \n", "home = \"Thuis\"\n"];
        write(&self.path("i18n/nl.toml"), text[n].as_bytes());
        format!("words {n}")
    }

    /// Two files change places: each has the size and the time that it had.
    fn exchange(&mut self) -> String {
        let (one, other) = (self.article(), self.article());
        let between = one.with_extension("wissel");
        let _ = fs::rename(&one, &between);
        let _ = fs::rename(&other, &one);
        let _ = fs::rename(&between, &other);
        format!("{} for {}", self.told("exchange", &one), self.told("", &other))
    }

    fn remove(&mut self) -> String {
        let file = self.article();
        let _ = fs::remove_file(&file);
        self.told("remove", &file)
    }

    /// The disk with the content goes and comes.
    fn content_away(&mut self) -> String {
        let (there, away) = (self.path("content"), self.path("weg"));
        let _ = fs::rename(&there, &away);
        sleep(Duration::from_millis(self.chance.below(80) as u64));
        if is_folder(&there) {
            let _ = fs::remove_dir_all(&there);
        }
        let _ = fs::rename(&away, &there);
        "content away and back".to_owned()
    }

    fn rename(&mut self) -> String {
        let (from, to) = (self.article(), self.article());
        let _ = fs::rename(&from, &to);
        format!("{} to {}", self.told("rename", &from), self.told("", &to))
    }

    fn told(&self, what: &str, file: &Path) -> String {
        let file = file.strip_prefix(self.root).unwrap_or(file);
        format!("{what} {}", file.display())
    }
}
