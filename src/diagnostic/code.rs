//! The codes of all diagnostics: stable names that people can look up.

use serde::{Deserialize, Serialize};

/// The group of what only `courant check` tells; in settings and where something is silenced it may be left out.
const CHECK: &str = "check/";

/// How bad a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Severity {
    /// The document, or the site, cannot be published like this.
    Error,
    /// It can be published, and somebody should look at it.
    Warning,
}

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $variant:ident = $severity:ident $name:literal;)+) => {
        /// What kind of problem a diagnostic tells of. The text of each is its page.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Code { $($(#[doc = $doc])+ $variant,)+ }

        impl Code {
            /// All codes, in the order of their pages.
            pub const ALL: &'static [Code] = &[$(Code::$variant,)+];

            /// Returns the stable name: `front-matter/wrong-type`.
            pub fn name(self) -> &'static str { match self { $(Code::$variant => $name,)+ } }

            /// Returns how bad it is unless the configuration says otherwise.
            pub fn severity(self) -> Severity { match self { $(Code::$variant => Severity::$severity,)+ } }

            /// Returns the page about it, in Markdown.
            pub fn page(self) -> &'static str { match self { $(Code::$variant => concat!($($doc, "\n",)+),)+ } }
        }
    };
}

codes! {
    /// A file cannot be read: it is gone, or nobody may open it.
    Unreadable = Error "read/unreadable";
    /// A file is not UTF-8 text, which nearly every program writes today. An old editor, or a spreadsheet, saved it in another way; shown as it is it would have `Ã«` in
    /// the place of ë.
    NotUtf8 = Error "read/not-utf8";
    /// A symbolic link leads out of the content folder, or round in a circle.
    LinkOutside = Error "read/link-outside";
    /// A name of a file or folder that cannot be an address, or that only looks like an article: `raad.MD` and `raad.markdown` are not read, and copied as they are they
    /// would show an embargoed text to everybody.
    BadName = Error "read/bad-name";
    /// Two files or folders whose names differ only in capitals (`Raad.md` beside `raad.md`), or in how an accent is stored (é as one sign, or as e
    /// with an accent behind it). On most Macs and on Windows they are one, so that one of the two would be lost there, whatever this
    /// disk has.
    SameName = Error "read/same-name";
    /// A name that no file has on Windows: of a device (`con`, `prn`, `aux`, `nul`, `com1`, `lpt1`, whatever stands behind a dot), with a dot or a space at
    /// its end, or with one of `< > : " | ? *` in it. Who works on Windows gets no such file; elsewhere it is read.
    NotOnWindows = Warning "read/not-on-windows";
    /// A document that is larger than `[limits]` in `site.toml` allows, which is 16 megabytes unless it says otherwise.
    TooLarge = Error "read/too-large";

    /// The front matter starts with `---` or `+++` and never ends, so the whole text would be taken for keys.
    Unclosed = Error "front-matter/unclosed";
    /// The front matter is not YAML or TOML that can be read: a bracket or a quotation mark without its end, for instance.
    Syntax = Error "front-matter/syntax";
    /// A tab stands where YAML wants spaces. Both look alike in an editor, but YAML knows what belongs to what by counting spaces.
    Tab = Error "front-matter/tab";
    /// A value has a colon in it and no quotes around it. A colon with a space behind it parts a key from its value, so a second one on the line leaves it open what was meant.
    UnquotedColon = Error "front-matter/unquoted-colon";
    /// Part of a value is left out since a `#` with a space before it starts a comment: the title here would be "Raad".
    Comment = Warning "front-matter/comment";
    /// One key stands twice, with different values. Nobody can know which of them was meant.
    DuplicateKey = Error "front-matter/duplicate-key";
    /// One key stands twice with the same value: nothing is lost, one can go.
    RepeatedKey = Error "front-matter/repeated-key";
    /// The front matter is nested too deeply or refers to itself too often.
    TooComplex = Error "front-matter/too-complex";
    /// The article has no title, or an empty one. Without it no list, no feed and no search engine can name it.
    NoTitle = Error "front-matter/no-title";
    /// A value of another kind than the key takes: a text where a list or a table belongs, or the reverse.
    WrongType = Error "front-matter/wrong-type";
    /// A date that does not exist or that nobody can read.
    BadDate = Error "front-matter/bad-date";
    /// A value that the key does not know, or that cannot be.
    BadValue = Error "front-matter/bad-value";
    /// A key that looks like a slip of a known one. As it stands it does nothing, save that a template of your own can see it.
    NearMiss = Warning "front-matter/near-miss";
    /// Something that was to keep an article from its readers and does not: a slip of `publish_at`, `draft` or the only `date`, one of
    /// them with curly quotes around it, inside another key, or (`publish_at`, `expires_at`, `draft`) without a value; another program's
    /// word for it, such as `hidden: true`, `status: draft`, or a `published_at` that is later than `date`. As it stands, the article would
    /// be public at once, or for ever.
    LostEmbargo = Error "front-matter/lost-embargo";
    /// A list that was written as one text, so that the article would have a single subject of that name.
    CommaList = Warning "front-matter/comma-list";
    /// The event ends before it starts. Mostly one of the two has last year's date, or the times changed places.
    EndsBeforeStart = Error "event/ends-before-start";
    /// A report that names a file which announces no event: that file has no `event` of its own.
    NoAnnouncement = Error "event/no-announcement";
    /// A path or address that would leave its folder, or runs code.
    UnsafePath = Error "front-matter/unsafe-path";

    /// A shortcode that neither the theme nor the site has: most often a slip, or a call of the program from which the text was moved.
    UnknownShortcode = Error "shortcode/unknown";
    /// A shortcode that is opened and never closed, or the reverse.
    UnclosedShortcode = Error "shortcode/unclosed";
    /// A shortcode call that cannot be read, or lacks an argument it needs.
    ShortcodeArgument = Error "shortcode/argument";
    /// A shortcode that shows a text, with nothing between its ends.
    EmptyShortcode = Warning "shortcode/empty";
    /// A call with one brace, which stands in the page as it is: `{< youtube id="…" >}`.
    OneBrace = Warning "shortcode/one-brace";
    /// An argument that the shortcode does not know.
    UnknownArgument = Warning "shortcode/unknown-argument";
    /// The first line of a shortcode's template says which arguments it takes, and something in it cannot be read: calls are then
    /// not checked as its maker meant.
    ShortcodeHead = Warning "shortcode/head";
    /// An image without a text for who cannot see it. Programs that read a page aloud then say nothing, or the name of the file; European law (EN 301 549, WCAG 2.2 §1.1.1)
    /// asks for such a text on the sites of public bodies.
    NoAlt = Warning "markdown/no-alt";
    /// A link or picture whose address has a space in it, so that it is none, and stands in the page as it was typed.
    SpaceInAddress = Warning "markdown/space-in-address";
    /// A kind of note that there is not, so that it becomes a plain quote with the word in it.
    UnknownNote = Warning "markdown/unknown-note";
    /// A footnote that the text does not refer to: it stands at the end, without a number.
    UnusedNote = Warning "markdown/unused-note";
    /// HTML that was taken out because it could run code or break the page, such as `<script>`, `<iframe>` or `onclick`. It often comes along with a text that was copied from
    /// elsewhere.
    HtmlRemoved = Warning "markdown/html-removed";
    /// An address that could run code.
    UnsafeLink = Error "markdown/unsafe-link";

    /// A link to a file that is not there. One with no address at all is a warning.
    DeadLink = Error "link/dead";
    /// A link to a heading that is not there, so that readers would land at the top of the page.
    DeadAnchor = Error "link/dead-anchor";
    /// A link to a page that is not published: a draft, or one under embargo. It is plain text until then, so that nothing of that page is known before its day.
    LinkToUnpublished = Warning "link/unpublished";
    /// A link to a document that is left out because of errors: it is plain text until they are mended.
    LinkToBroken = Warning "link/in-error";
    /// A link to an address of this site at which nothing is published.
    UnknownAddress = Warning "link/unknown-address";
    /// A document that names itself as related, as what replaces it, or as the announcement of its event.
    NamesItself = Warning "link/names-itself";
    /// A file that is shown as a picture and is none.
    NoPicture = Warning "link/no-picture";
    /// A picture that is loaded from another site: that site sees who reads the page, and can change or remove it.
    RemotePicture = Warning "link/remote-picture";
    /// A picture or download that is not there: its name differs in a letter or a capital, or it was not put beside the article.
    MissingFile = Error "link/missing-file";

    /// Two documents, aliases or files with one address. Only one of them could be seen, so neither is published.
    SameAddress = Error "site/same-address";
    /// A name in `authors` that is neither a file nor, clearly, a person's name: it has no capital and no space.
    UnknownAuthor = Error "site/unknown-author";
    /// A name in `authors` that is a file which is not published: the page shows the file's name instead of the person's.
    AuthorNotPublished = Warning "site/author-not-published";
    /// A template that the theme lacks.
    UnknownTemplate = Error "site/unknown-template";
    /// A `translation_key` that no other document has, a name that is nearly that of a document (`raadd.en.md` beside `raad.md`), or a
    /// language that `site.toml` does not name.
    UnknownTranslation = Error "site/unknown-translation";
    /// A translation whose original has errors: whether it may be published depends on the original's dates, so it waits too.
    OriginalInError = Warning "site/original-in-error";
    /// Two documents are the same translation of one document.
    TwoTranslations = Error "site/two-translations";
    /// A file with a date in a folder of a taxonomy: it is the text of a term there, not an article.
    DatedTerm = Warning "site/dated-term";
    /// The text of a term that no published article has: no page is made of it.
    UnusedTerm = Warning "site/unused-term";
    /// Two names of terms that differ in a sign, and have one address: `50+` and `50`.
    OneTerm = Warning "site/one-term";
    /// A picture of which no crops are made for search engines (`crops` in `[search_engines]`): it cannot be read to its end, or has more than 64 million pixels. Readers may see
    /// half of it, or nothing. Search engines are told of the picture itself.
    NoCrops = Warning "site/no-crops";
    /// An article without a date, in a list by date: it stands last, and in no feed.
    NoDate = Warning "site/no-date";

    /// `site.toml` is not there.
    NoSite = Error "config/no-site";
    /// The folder `content` is not there, or without a document: moved, or on a disk that is not connected. Without it every page would be
    /// taken down. Where nothing is published yet, an empty one is a warning.
    NoContent = Error "config/no-content";
    /// `site.toml`, or a theme's manifest, cannot be read as TOML.
    ConfigSyntax = Error "config/syntax";
    /// A key that the configuration does not know. One that is nearly a known one (`tilte`) is an error, since what was
    /// meant does not happen; any other is a warning, and the key does nothing.
    UnknownKey = Warning "config/unknown-key";
    /// A `[sections.NAME]` in `site.toml` for which the content has no section: every top folder is one, a deeper folder if it
    /// has an `_index.md`.
    UnknownSection = Warning "config/unknown-section";
    /// A language whose way of writing dates and numbers Courant does not know yet: dates are written as 2026-03-05.
    UnknownConventions = Warning "config/unknown-conventions";
    /// A setting of another kind than its key takes.
    ConfigType = Error "config/wrong-type";
    /// A setting with a value that cannot be.
    ConfigValue = Error "config/bad-value";
    /// A colour in which text is hard to read.
    LowContrast = Warning "config/low-contrast";
    /// A setting that must be there and is not.
    ConfigMissing = Error "config/missing";
    /// What `[security]` says is over, or holds for more than a year: somebody has to look at it every year (RFC 9116 §2.5.5).
    SecurityExpires = Warning "config/security-expires";

    /// A theme that is not there.
    UnknownTheme = Error "theme/unknown";
    /// A theme that extends itself.
    ThemeLoop = Error "theme/loop";
    /// A stylesheet that cannot be read from some place on: a block, a bracket or a text without its end, or what is no rule. It is an error
    /// where what stands behind it would mean something else; a declaration that browsers pass over is a warning.
    StylesheetSyntax = Error "theme/stylesheet-syntax";
    /// A template that cannot be read.
    TemplateSyntax = Error "template/syntax";
    /// A template that fails while a page is made.
    TemplateFailed = Error "template/failed";
    /// A word that the theme lacks in a language.
    MissingWord = Warning "theme/missing-word";
    /// A word in `i18n` that no page asks for, a `{name}` in it that nothing fills in, or a file of words in no
    /// language of the site: most often a slip, so that what was meant does not happen.
    UnknownWord = Warning "theme/unknown-word";
    /// A typeface for social cards that cannot be read.
    UnreadableFont = Warning "theme/unreadable-font";
    /// The template of social cards, `social.svg`, makes what is no SVG, or one that has not the shape of a card.
    SocialCard = Error "template/social-card";
    /// A file that a template, a stylesheet or a script names, and that is not among the assets.
    MissingAsset = Error "theme/missing-asset";

    /// The output folder holds files that Courant did not make. It publishes into a folder that is its own, and touches nothing of anybody else: a slip such as
    /// `--output ~/Documents` would otherwise cost you your files.
    ForeignOutput = Error "publish/foreign-output";
    /// A file in the output folder that Courant wrote once, that somebody changed since, and that is no longer part of the site. It is
    /// left there, and is somebody else's from then on.
    ChangedOutput = Warning "publish/changed-output";
    /// A file cannot be written. Nothing has been changed.
    CannotWrite = Error "publish/cannot-write";
    /// A file could not be put in its place, although all was ready and the way was clear a moment before: somebody put something there,
    /// or the disk refused. Some pages are new, others as they were, and each of them is whole. The next build makes the site whole.
    Unfinished = Error "publish/unfinished";

    /// The words of a link say nothing of where it leads: `[klik hier](verslag.md)`, `[read more](…)`. Who listens to a page often goes from link to link and
    /// hears only those words, and who looks at it sees links first (WCAG 2.2, success criterion 2.4.4). Let them name what is behind the link:
    /// `Lees [het verslag van de raad](verslag.md)`.
    LinkText = Warning "check/link-text";
    /// A link shows an address in place of words. Read aloud it is a row of letters and strokes, and it says little of what is behind it. Write what that is:
    /// `[de begroting van 2027](https://…)`. The address of a mailbox is fine.
    LinkAddress = Warning "check/link-address";
    /// Two links in one text have the same words and lead to different places. Who hears only the links cannot tell them apart (WCAG 2.2, 2.4.4 and 2.4.9).
    /// Give each words of its own: `[verslag van mei](…)`, `[verslag van juni](…)`.
    LinkSameText = Warning "check/link-same-text";
    /// A link without words: nothing is said of it but perhaps its address, letter by letter. Around a picture, what the picture says in words is what the
    /// link says.
    LinkEmpty = Warning "check/link-empty";

    /// A picture has an empty text, and nothing says whether that is meant. `alt: ""` is what is left when somebody forgot it, and it is also how a picture
    /// that only decorates is marked: with it, who cannot see is told of no picture at all. So say it: `image: { src: lijn.svg, decorative: true }`, or
    /// `decorative="true"` in a call of `figure`. Otherwise say what somebody misses who cannot see it (WCAG 2.2, 1.1.1).
    AltEmpty = Warning "check/alt-empty";
    /// The text in the place of a picture is the name of its file, or only says that there is a picture: `IMG_2041.jpg`, `foto`. Who cannot see the picture hears
    /// that, and nothing of what is on it. Say what they miss: `Wethouder Ada Voorbeeld opent de balie`.
    AltFileName = Warning "check/alt-file-name";
    /// Two pictures of a document say the same, or a picture says what the line under it says: it is heard twice, and the second time it says nothing. Let
    /// the text in the place of the picture say what is to be seen, and the line under it what that means.
    AltRepeated = Warning "check/alt-repeated";
    /// A picture that is a chart by its own words, and what it shows is told nowhere: a line cannot hold that. Tell it in the text or in a table, or give
    /// the picture a description of its own, which stands below it to be opened: `long_description: "In 2024 …"` in `image`, or
    /// `long_description="…"` in a call of `figure` (WCAG 2.2, 1.1.1).
    ChartText = Warning "check/alt-chart";
    /// A picture of more than 600 kB: on a slow telephone that takes three seconds, and readers pay for it. Make it no wider than 1600 pixels, and save it as
    /// webp or avif.
    PictureHeavy = Warning "check/picture-heavy";
    /// The picture of an article is too small to stand large beside a link to it: services show it as a stamp, or not at all, below 600 by 315 pixels. Best is
    /// 1200 by 630.
    PictureSmall = Warning "check/picture-small";
    /// A level of headings is skipped: behind `## Plannen` comes `#### In 2027`. Who listens goes from heading to heading by their levels, and looks for the one
    /// that is not there (WCAG 2.2, 1.3.1). The first headings of a text are `##`, those below one of these `###`.
    HeadingOrder = Warning "check/heading-order";
    /// A heading without words: it is heard as a heading, and says nothing.
    HeadingEmpty = Warning "check/heading-empty";
    /// A heading of the first level beside the title of the page: the title itself once more, or a second one. The title stands in front matter and above the
    /// text already; in the text the first headings are `##`.
    HeadingTitle = Warning "check/heading-title";
    /// A short paragraph that is all bold, in the place of a heading: `**Plannen**`. It looks like one and is none, so nobody can go to it, and it is in no table
    /// of contents (WCAG 2.2, 1.3.1, failure F2). Write `## Plannen`.
    HeadingFake = Warning "check/heading-fake";
    /// Signs of a heading without a space behind them, or with one that does not count as such (a non-breaking one, as word processors paste it): `##Plannen` stands in
    /// the page as it was typed. `courant check --fix` mends it.
    HeadingSpace = Warning "check/heading-space";
    /// The head of a table lacks words, or the table has no head: cells are read aloud with the words of their head, so nobody can tell what they are. Over the first
    /// column there may be none, if the names of the rows are below it.
    TableHead = Warning "check/table-head";
    /// A column of a table is empty: it is there to make room, and is read aloud all the same.
    TableEmpty = Warning "check/table-empty";
    /// Cells of a table are joined, or a table stands in a table. Screen readers lose their way in both: which head is that of which cell? Make two plain tables of
    /// it.
    TableMerged = Warning "check/table-merged";
    /// Lines that begin with a dash, a bullet or a number that was typed, and that Markdown takes for plain text. As a list it would be said how many
    /// items there are, and one could skip it (WCAG 2.2, 1.3.1). Begin each line with a hyphen and a space, or with `1.` and a space, and put an empty line before
    /// the first.
    ListFake = Warning "check/list-fake";
    /// Words all in capitals. They are slower to read, harder for who has dyslexia, and to some read aloud letter by letter. Abbreviations are fine.
    Capitals = Warning "check/emphasis-capitals";
    /// A whole paragraph, or a fifth of a text, is bold or in italics: nothing stands out, and all of it is harder to read. Mark the few words that a hurried reader
    /// has to see; a paragraph that matters can be a note: `> [!IMPORTANT]`.
    EmphasisMuch = Warning "check/emphasis-much";
    /// Underlined text (`<u>`), which readers take for a link.
    Underline = Warning "check/emphasis-underline";
    /// The title of more than 70 characters that search engines and the browser's tab show: they cut it. Say it in fewer words, or give them a shorter one:
    /// `seo_title`.
    TitleLength = Warning "check/title-length";
    /// A title, the title for search engines or the line over it with spaces around it, or two in a row. `courant check --fix` mends it.
    TitleSpaces = Warning "check/title-spaces";
    /// Curly quotes around the value of an attribute in HTML: `<div class=“kader”>`. Word processors make them; to a browser they are part of the value, so that it
    /// is another one, or an address that leads nowhere. `courant check --fix` mends it.
    CurlyQuotes = Warning "check/curly-quotes";
    /// An article or event without a lead (`summary`). Lists, feeds and search engines then show how the text begins, which says seldom what is new and for whom.
    LeadMissing = Warning "check/lead-missing";
    /// A lead of more than 400 characters: that is a text of its own, and in lists and feeds nobody reads past it.
    LeadLength = Warning "check/lead-length";
    /// A lead of more than 160 characters is cut where search engines show it as the description of the page. Let what matters stand first.
    DescriptionLength = Warning "check/description-length";
    /// A link opens a file, and does not say so, or not how large it is: `[Het verslag (PDF, 340 kB)](verslag.pdf)`. Who does not expect it has lost the
    /// page, and pays for what they did not want. Files under `downloads` in front matter say this by themselves.
    DownloadFacts = Warning "check/download-facts";
    /// A video without captions or transcript, or audio without transcript, as far as can be seen: who cannot hear it misses all of it (WCAG 2.2, 1.2.1 and
    /// 1.2.2; for public bodies in the European Union a duty). Say in which languages it has captions, `captions="nl"`, or where it is written out,
    /// `transcript="gesprek.md"`; the page shows both.
    VideoText = Warning "check/video-text";
    /// Two spellings of what is probably one term: with other capitals, or with a letter more, less or changed. Who looks up a subject finds half of it. Terms
    /// that differ by a number are two.
    TermSpelling = Warning "check/term-spelling";
    /// The page of an author whom no article names. Perhaps the name is spelt otherwise there.
    AuthorUnused = Warning "check/author-unused";
    /// A document of the default language without a translation into a language that is to be complete: `[check] complete = ["en"]` in `site.toml`.
    TranslationMissing = Warning "check/translation-missing";
    /// An event that has been over for a week, and no longer than half a year, without a report: no document names it as its `event`, and its own has neither changed
    /// since nor been given take-aways or quotes. Readers who come for what was said find an announcement.
    EventReport = Warning "check/event-report";
    /// Something is published within a day. Nothing is wrong with that; it is the last moment to read it once more.
    EmbargoSoon = Warning "check/embargo-soon";

    /// A number that is, or looks like, a citizen service number (burgerservicenummer): nine digits that pass the eleven-test. With it somebody can pass for
    /// another; only who the law allows may use one, and nobody may publish it (Uitvoeringswet AVG, article 46; Wet algemene bepalingen burgerservicenummer). Take it out.
    /// It stays in the history of version control and perhaps in a cache: tell your data protection officer if it was online. The number itself is never shown by this
    /// check, for what it says is often read by many. A number that is something else can be silenced, with the reason.
    CitizenNumber = Warning "check/citizen-number";
    /// The number of a bank account (IBAN): its check digits are right. That of a person does not belong on a public page. That of an organisation may: silence it with the reason, or
    /// name it in `[check] accounts`, for the whole site. The number itself is not shown by this check.
    BankAccount = Warning "check/bank-account";
    /// The text is hard to read, by Flesch's reading ease for English (206.835 - 1.015 × words a sentence - 84.6 × syllables a word) or Flesch-Douma for Dutch
    /// (206.835 - 0.93 × words a sentence - 77 × syllables a word). Of 100, what most people read without effort has 60 or more; below 30 it takes a university. Formulas know only how long words and sentences
    /// are: take the finding as a reason to read the text again, aloud. Part long sentences, and take the shorter word. From which value on is `[check] readability`; a text of less than
    /// 150 words is not judged, nor one in another language.
    Readability = Warning "check/readability";
    /// The text is in another language than its file says. A screen reader speaks it with the sounds of the wrong one (WCAG 2.2, success criterion 3.1.1), and search engines show it
    /// to the wrong people. Name the file after its language (`raad.en.md`), or say `language: en` over it. Told only where it is certain: of texts with forty words or more.
    OtherLanguage = Warning "check/other-language";
    /// A link to another site that is dead: its host says that there is nothing (404 or 410), or there is no such host. Looked for with `courant check --external`. Look for where the
    /// page is now, lead to a copy in a web archive, or take the link out.
    ExternalDead = Warning "check/external-dead";
    /// A link to another site whose page has moved for good (301 or 308): its host says so, and where to. Such signs are taken down one day; lead there at once.
    ExternalMoved = Warning "check/external-moved";
    /// Whether a link to another site leads anywhere cannot be said: its host does not let programs in (403), is asked too often (429), has a fault (500 and above), has a certificate that
    /// this machine does not trust, or does not answer in time. That says nothing of the page. Open it in a browser; hosts that never answer a program can be left out with
    /// `skip` in `[check.external]`.
    ExternalUnclear = Warning "check/external-unclear";
    /// A link to an address inside a network, such as `http://intranet/` or `http://192.168.1.10/`: readers are not in it. It is not asked for either, so that no document can have the machine that checks it
    /// look around where only that machine may go. `private = "ask"` in `[check.external]` has it asked for all the same.
    ExternalPrivate = Warning "check/external-private";
    /// Not one host of the links to other sites answered: most likely this machine has no way to the internet. Nothing is said of the links then.
    ExternalNoNetwork = Warning "check/external-no-network";
    /// A finished page has a piece of a template in it (`{{ page.title }}`), a call of a shortcode that was not understood, or `undefined` in place of a value. In a text that is about such
    /// things, write them as code: `` `{{ page.title }}` ``.
    HtmlLeftover = Warning "check/html-leftover";
    /// A finished page shows the name of a word of the theme, such as `share_on`, in place of the word: its template writes the name itself, rather than ask for the word with `t(key=…)`.
    HtmlWord = Warning "check/html-word";
    /// A finished page has a heading, paragraph, item, button or link with nothing in it to read. A screen reader stops at it and has nothing to say (WCAG 2.2, 2.4.4, 2.4.6 and 4.1.2). Take it out, or say
    /// what it does with words or `aria-label`.
    HtmlEmpty = Warning "check/html-empty";
    /// One id stands on a finished page twice, or something refers to one that is not there (a link to `#…`, `for`, `aria-labelledby`). Links go to the first alone, and labels are lost.
    HtmlId = Warning "check/html-id";
    /// A picture on a finished page has no `alt`, or one of the site no `width` and `height`, without which the page jumps while it loads. Pictures of Markdown have all three; this one comes from a
    /// template, a shortcode or typed HTML.
    HtmlPicture = Warning "check/html-picture";
    /// A finished page has no main heading (`h1`), or more than one. Who listens to a page looks for it first. The template of the page writes it.
    HtmlHeading = Warning "check/html-heading";

    /// Something is silenced in a way that cannot be read, for no code that there is, or without a reason. Nothing is silenced by it. A reason is wanted
    /// since who reads the text next year has to know why: `<!-- courant-check off link-text: Zo heet de knop -->`, on a line of its own before the
    /// block that it is about, or in front matter, for the whole document, `check: { ignore: [{ code: link-text, reason: "Zo heet de knop" }] }`.
    BadSilence = Warning "check/silence";
    /// Something is silenced here that is not found here. Perhaps it was mended; then the line can go, so that it does not hide the next mistake.
    UselessSilence = Warning "check/silence-unused";
}

impl Code {
    /// Whether the place that it is about holds what nobody else may read: then it is not shown.
    pub fn is_secret(self) -> bool {
        matches!(self, Self::CitizenNumber | Self::BankAccount)
    }

    /// Whether a name means this code: it is the code's own, with or without `check/`, or that of a family that it is in, which is what stands before the
    /// `/` or before a hyphen: `check`, `alt` for `check/alt-repeated`.
    pub fn is_named_by(self, name: &str) -> bool {
        let own = self.name();
        let begins = |whole: &str| {
            let rest = whole.strip_prefix(name);
            !name.is_empty() && rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '-']))
        };
        begins(own) || own.strip_prefix(CHECK).is_some_and(begins)
    }

    /// Returns the codes that a name means.
    pub fn named(name: &str) -> Vec<Self> {
        Self::ALL
            .iter()
            .copied()
            .filter(|code| code.is_named_by(name))
            .collect()
    }
}
