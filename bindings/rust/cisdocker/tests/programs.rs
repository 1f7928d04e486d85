//! The examples, with an engine made up here, and the library missing or too old.

use std::env;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::thread;

/// A folder of a test's own.
fn folder(name: &str) -> PathBuf {
    let path = env::temp_dir().join(format!("cisdocker-{name}-{}", std::process::id()));
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).unwrap();
    path
}

/// What an engine with a container that passes and one that has SYS_ADMIN answers.
fn answer(path: &str) -> Option<String> {
    let (safe, risky) = ("a".repeat(64), "b".repeat(64));
    let inspected = |id: &str, name: &str, host: &str| {
        format!(
            r#"{{"Id": "{id}", "Name": "/{name}", "Platform": "linux", "Config": {{"Image": "nginx"}},
                "State": {{"Status": "exited"}}, "HostConfig": {host}}}"#
        )
    };
    let path = path.strip_prefix("/v1.41").unwrap_or(path).split('?').next()?;
    if path == format!("/containers/{safe}/json") {
        return Some(inspected(&safe, "safe", r#"{"CapDrop": ["ALL"]}"#));
    }
    if path == format!("/containers/{risky}/json") {
        return Some(inspected(&risky, "risky", r#"{"CapAdd": ["SYS_ADMIN"]}"#));
    }
    match path {
        "/version" => Some(
            r#"{"Version": "20.10.24", "ApiVersion": "1.41", "MinAPIVersion": "1.12", "Os": "linux",
                "Components": [{"Name": "Engine", "Version": "20.10.24"}]}"#
                .to_owned(),
        ),
        "/info" => Some(
            r#"{"Name": "web-1", "OSType": "linux", "Swarm": {"LocalNodeState": "inactive"}}"#
                .to_owned(),
        ),
        "/containers/json" => Some(format!(
            r#"[{{"Id": "{safe}", "Names": ["/safe"]}}, {{"Id": "{risky}", "Names": ["/risky"]}}]"#
        )),
        _ => None,
    }
}

/// Answers the requests of one connection.
fn serve(mut stream: UnixStream) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut line = String::new();
    while reader.read_line(&mut line)? > 0 {
        let path = line.split(' ').nth(1).unwrap_or_default().to_owned();
        while line.trim() != "" {
            line.clear();
            reader.read_line(&mut line)?;
        }
        line.clear();
        let found = answer(&path);
        let status = if found.is_some() { "200 OK" } else { "404 Not Found" };
        let body = found.unwrap_or_else(|| r#"{"message": "no such thing"}"#.to_owned());
        let length = body.len();
        write!(stream, "HTTP/1.1 {status}\r\nContent-Type: application/json\r\n")?;
        write!(stream, "Content-Length: {length}\r\n\r\n{body}")?;
    }
    Ok(())
}

/// An engine's URL.
fn engine(folder: &Path) -> String {
    let path = folder.join("docker.sock");
    let listener = UnixListener::bind(&path).unwrap();
    thread::spawn(move || {
        for stream in listener.incoming() {
            thread::spawn(move || serve(stream.unwrap()));
        }
    });
    format!("unix://{}", path.display())
}

/// An example, which cargo builds with the tests.
fn example(name: &str) -> Command {
    let mut path = env::current_exe().unwrap();
    path.pop();
    path.set_file_name("examples");
    Command::new(path.join(name))
}

fn said(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn run(name: &str, words: &[&str]) -> Output {
    example(name).args(words).output().unwrap()
}

#[test]
fn the_example_of_an_audit() {
    let folder = folder("audit");
    let done = run("audit", &[&engine(&folder)]);
    assert_eq!(
        said(&done.stdout),
        "\"risky\": adds capabilities beyond the engine's default set\n1 passed, 1 failed, 0 waived\n"
    );
    assert_eq!((done.status.code(), said(&done.stderr)), (Some(0), String::new()));
    let done = run("audit", &["unix:///nowhere.sock"]);
    assert_eq!(done.status.code(), Some(1));
    assert!(said(&done.stderr).starts_with("audit: cannot connect"), "{done:?}");
    fs::remove_dir_all(folder).unwrap();
}

/// A package of one file that depends on this crate, run by cargo with what is built already.
fn run_package(folder: &Path, code: &str) -> Output {
    let here = env!("CARGO_MANIFEST_DIR");
    let manifest = format!(
        "[package]\nname = \"first-lines\"\nversion = \"0.0.0\"\nedition = \"2021\"\n\
         [dependencies]\ncisdocker = {{ path = \"{here}\" }}\n[workspace]\n"
    );
    fs::create_dir_all(folder.join("src")).unwrap();
    fs::write(folder.join("Cargo.toml"), manifest).unwrap();
    fs::write(folder.join("src/main.rs"), code).unwrap();
    let target = env::current_exe().unwrap().ancestors().nth(3).unwrap().to_owned();
    Command::new(env!("CARGO"))
        .args(["run", "--offline", "--quiet", "--manifest-path"])
        .arg(folder.join("Cargo.toml"))
        .env("CARGO_TARGET_DIR", target)
        .current_dir(here)
        .output()
        .unwrap()
}

#[test]
fn the_first_lines_of_the_readme() {
    let folder = folder("readme");
    let readme = concat!(env!("CARGO_MANIFEST_DIR"), "/../README.md");
    let text = fs::read_to_string(readme).unwrap();
    let code = text.split("```").nth(1).unwrap().split_once('\n').unwrap().1;
    assert!(code.contains("unix:///var/run/docker.sock"), "{code}");
    let code = code.replace("unix:///var/run/docker.sock", &engine(&folder));
    let done = run_package(&folder, &code);
    let out = said(&done.stdout);
    let mut lines: Vec<_> = out.lines().collect();
    lines.sort_unstable();
    assert_eq!(
        lines,
        ["fail risky: added-beyond-default,net-raw-default", "pass safe: all-dropped"],
        "{}",
        said(&done.stderr)
    );
    assert!(done.status.success());
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn the_library_is_missing_where_it_is_run() {
    let done = example("audit").env("LD_LIBRARY_PATH", "/nowhere").output().unwrap();
    let error = said(&done.stderr);
    // Installed where it is always found, it is not missing.
    assert!(error.contains("libcisdocker.so") || error.starts_with("audit: "), "{error}");
    assert!(!done.status.success());
}

#[test]
fn the_library_is_too_old_where_it_is_run() {
    let folder = folder("old");
    let (source, object) = (folder.join("old.c"), folder.join("old.so"));
    fs::write(&source, "const char *cisd_version(void) { return \"0.0.9\"; }\n").unwrap();
    let compiler = env::var("CC").unwrap_or_else(|_| "cc".to_owned());
    let built = Command::new(compiler)
        .args(["-shared", "-fPIC", "-o"])
        .args([&object, &source])
        .status()
        .expect("a C compiler is needed");
    assert!(built.success());
    let done = example("audit").env("LD_PRELOAD", &object).output().unwrap();
    assert_eq!(
        said(&done.stderr),
        "audit: libcisdocker 0.1.0 or later is needed: loaded '0.0.9'\n"
    );
    fs::remove_dir_all(folder).unwrap();
}

/// Builds the declarations anew, with pkg-config looking elsewhere.
fn build_with(packages: &Path, target: &Path) -> Output {
    Command::new(env!("CARGO"))
        .args(["build", "--offline", "-p", "cisdocker-sys", "--manifest-path"])
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml"))
        .env("CARGO_TARGET_DIR", target)
        .env("PKG_CONFIG_PATH", packages)
        .env("PKG_CONFIG_LIBDIR", packages)
        .output()
        .unwrap()
}

#[test]
fn the_library_is_missing_or_too_old_where_it_is_built() {
    let folder = folder("build");
    let missing = build_with(&folder, &folder.join("target"));
    assert!(!missing.status.success());
    assert!(said(&missing.stderr).contains("libcisdocker 0.1.0 or later is needed"), "{missing:?}");
    fs::write(
        folder.join("libcisdocker.pc"),
        "Name: old\nDescription: old\nVersion: 0.0.9\nLibs: -lcisdocker\n",
    )
    .unwrap();
    let old = build_with(&folder, &folder.join("target"));
    assert!(!old.status.success());
    assert!(said(&old.stderr).contains("0.0.9"), "{old:?}");
    fs::remove_dir_all(folder).unwrap();
}
