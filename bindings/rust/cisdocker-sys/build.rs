//! Finds libcisdocker by pkg-config, installed or not.

fn main() {
    let found = pkg_config::Config::new().atleast_version("0.1.0").probe("libcisdocker");
    if let Err(why) = found {
        eprintln!("libcisdocker 0.1.0 or later is needed, with its header and pkg-config file");
        eprintln!("{why}");
        std::process::exit(1);
    }
}
