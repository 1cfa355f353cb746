//! Tables (GitHub Flavored Markdown §4.10): rows of lines.

/// A table under construction.
#[derive(Debug, Default)]
pub(super) struct Table {
    rows: Vec<Vec<String>>,
    /// Whether the first row says what the columns are.
    has_head: bool,
}

impl Table {
    /// Begins a row.
    pub fn row(&mut self) {
        self.rows.push(Vec::new());
    }

    /// Adds a cell to the last row.
    pub fn cell(&mut self, text: &str, is_head: bool) {
        if self.rows.is_empty() {
            self.row();
        }
        self.has_head |= is_head && self.rows.len() == 1;
        let lines = text.split('\n').map(|line| line.trim_end_matches('\\').trim());
        let lines: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
        if let Some(row) = self.rows.last_mut() {
            row.push(lines.join(" ").replace('|', "\\|"));
        }
    }

    /// Returns it; nothing where it has no cell.
    pub fn finish(mut self) -> Option<String> {
        self.rows.retain(|row| !row.is_empty());
        let columns = self.rows.iter().map(Vec::len).max()?;
        if !self.has_head {
            self.rows.insert(0, Vec::new());
        }
        let mut lines = Vec::with_capacity(self.rows.len() + 1);
        for (n, mut row) in self.rows.into_iter().enumerate() {
            row.resize(columns, String::new());
            lines.push(format!("| {} |", row.join(" | ")));
            if n == 0 {
                lines.push(format!("|{}", " --- |".repeat(columns)));
            }
        }
        Some(lines.join("\n"))
    }
}
