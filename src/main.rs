//! The `courant` command: arguments in, exit code out.

/// Every page is put together from some thousand small pieces, on all cores at once, which the usual allocators of Linux (musl's most of all)
/// make wait for each other: with this one a site of 100,000 articles is built in two thirds of the time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    let exit = courant::cli::run(std::env::args_os());
    // Ending here rather than returning: the system takes back the memory of a large site faster than dropping it piece by piece.
    std::process::exit(exit as i32);
}
