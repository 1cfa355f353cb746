//! The `courant` command: arguments in, exit code out.

fn main() {
    let exit = courant::cli::run(std::env::args_os());
    // Ending here rather than returning: the system takes back the memory of a large site faster than dropping it piece by piece.
    std::process::exit(exit as i32);
}
