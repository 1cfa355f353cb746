//! check: what is wrong with a site or could be better for who reads it, beyond what a build tells.
//!
//! A rule is a plain function from a view to findings, in a file of its own: of a document as it was written ([`DocumentView`]), of the whole site
//! ([`SiteView`]), or of a finished page ([`PageView`]). It knows nothing of levels, of what is silenced, or of how findings are shown: one place
//! decides each of these ([`judged`], [`silence`]).

mod document;
pub mod external;
mod html;
mod levels;
mod prose;
mod rules;
mod silence;
mod site;
mod text;

pub use document::{DocumentView, of_document};
pub use html::ByTemplate;
pub use levels::{Settled, judged};
pub use prose::{Block, BlockKind, Prose, ProseHeading, ProseLink, ProsePicture, ProseTable, Run};
pub use silence::{Silence, Silences, silences};
pub use site::{PageView, SiteView, of_page, of_site};
