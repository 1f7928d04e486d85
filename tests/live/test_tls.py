#!/usr/bin/python3
"""A real engine behind mutual TLS: who is let in, who is not, and what is said about it."""

import contextlib
import json
import os
import sys
import tempfile

import audit
import image
from keys import Authority, Pair, encrypt, trusted_folder
from tally import Tally
from tcp_engine import HERE, PLAIN_PORT, TLS_PORT, TcpEngine, tls_engine

CLOSED_PORT = 2399
CONTAINERS = {"dropped": {"CapDrop": ["NET_RAW"]}, "usual": {}, "wide": {"Privileged": True}}
TRUST = ("unshare", "--mount", "--propagation", "private", "sh", "-ec",
         'mount --bind "$0" /etc/ssl/certs; exec "$@"')


def with_keys(authority: Pair | None, client: Pair | None) -> tuple[str, ...]:
    words: tuple[str, ...] = ()
    if authority is not None:
        words += ("--tlscacert", authority.certificate)
    if client is not None:
        words += ("--tlscert", client.certificate, "--tlskey", client.key)
    return words


class Refusals:
    """Each ends with exit status 3, nothing judged and one clear line."""

    def __init__(self, tally: Tally, secrets: list[str]):
        self.tally, self.secrets = tally, secrets

    def expect(self, engine: TcpEngine, what: str, uri: str, words: tuple[str, ...], *said: str,
               **more) -> None:
        done = engine.run("--host", uri, "--format", "json", *words, **more)
        tally, lines = self.tally, done.stderr.splitlines()
        tally.equal(done.returncode, 3, f"{what}: exit status")
        tally.expect(len(lines) == 1, f"{what}: one line, not {lines}")
        for word in (uri, *said):
            tally.expect(word in done.stderr, f"{what}: {word!r} is not in {done.stderr!r}")
        report = json.loads(done.stdout)
        tally.equal(report["results"], [], f"{what}: results")
        tally.equal(report["targets"][0]["complete"], False, f"{what}: complete")
        for secret in self.secrets:
            tally.expect(secret not in done.stdout + done.stderr, f"{what}: a key is shown")


def without_place(text: str) -> dict:
    """A report, but for where the engine was reached."""
    report = json.loads(text)
    for target in report["targets"]:
        del target["uri"]
    return report


def let_in(tally: Tally, engine: TcpEngine, authority: Authority, client: Pair) -> None:
    """The same report as through the socket, whichever way the keys are named."""
    keys, uri = with_keys(authority, client), f"tcp://{HERE}:{TLS_PORT}"
    local = engine.run("--host", engine.url, "--format", "json")
    tally.equal(len(json.loads(local.stdout)["results"]), len(CONTAINERS), "socket: results")
    usual = f"{engine.folder}/usual-keys"
    os.mkdir(usual)
    for name, path in (("ca", authority.certificate), ("cert", client.certificate),
                       ("key", client.key)):
        os.symlink(path, f"{usual}/{name}.pem")
    ways = {
        "options": (("--host", uri, *keys), {}),
        "port left out": (("--host", f"tcp://{HERE}", *keys), {}),
        "no scheme": (("--host", f"{HERE}:{TLS_PORT}", *keys), {}),
        "DOCKER_TLS_VERIFY": ((), {"DOCKER_HOST": uri, "DOCKER_TLS_VERIFY": "1",
                                   "DOCKER_CERT_PATH": usual}),
        "--tlsverify": (("--host", uri, "--tlsverify"), {"DOCKER_CERT_PATH": usual}),
        "--tlsverify, configuration": (("--host", uri, "--tlsverify"), {"DOCKER_CONFIG": usual}),
    }
    for way, (words, environment) in ways.items():
        done = engine.run("--format", "json", *words, **environment)
        tally.equal((done.returncode, done.stderr), (local.returncode, ""), way)
        tally.expect(done.stdout and without_place(done.stdout) == without_place(local.stdout),
                     f"{way}: another report than through the socket: {done.stdout[:400]}")


def trust(refusals: Refusals, engine: TcpEngine, authority: Authority, foreign: Authority,
          client: Pair) -> None:
    """Without an authority those of the system are trusted; with one, it alone is."""
    folder = trusted_folder(f"{engine.folder}/certs", authority)
    uri = f"tcp://{HERE}:{TLS_PORT}"
    done = engine.run("--host", uri, *with_keys(None, client), within=(*TRUST, folder))
    refusals.tally.equal((done.returncode, done.stderr), (1, ""), "trusted by the system")
    refusals.expect(engine, "trusted by the system, another named", uri,
                    with_keys(foreign, client), "certificate is not accepted",
                    within=(*TRUST, folder))


def turned_away(refusals: Refusals, engine: TcpEngine, authority: Authority, foreign: Authority,
                client: Pair) -> None:
    uri = f"tcp://{HERE}:{TLS_PORT}"
    good = with_keys(authority, client)
    missing, here = f"{engine.folder}/missing.pem", engine.folder
    with open(f"{here}/junk.pem", "w", encoding="ascii") as junk:
        junk.write("no certificate\n")
    ca, cert, key = (f"--tlscacert={authority.certificate}", f"--tlscert={client.certificate}",
                     f"--tlskey={client.key}")
    refuse = refusals.expect
    refuse(engine, "foreign authority", uri, with_keys(foreign, client),
           "certificate is not accepted", "--tlscacert")
    refuse(engine, "wrong host name", f"tcp://localhost:{TLS_PORT}", good,
           "certificate is not accepted", "localhost")
    refuse(engine, "no client certificate", uri, with_keys(authority, None),
           "client certificate", "--tlscert")
    refuse(engine, "foreign client certificate", uri, with_keys(authority, foreign.client()),
           "client certificate", "--tlscert")
    refuse(engine, "no authority file", uri, (f"--tlscacert={missing}", cert, key),
           missing, "No such file", "--tlscacert")
    refuse(engine, "no key file", uri, (ca, cert, f"--tlskey={missing}"), missing, "No such file")
    refuse(engine, "a folder as key", uri, (ca, cert, f"--tlskey={here}"), here, "regular file")
    refuse(engine, "junk as authority", uri, (f"--tlscacert={here}/junk.pem", cert, key),
           f"{here}/junk.pem")
    refuse(engine, "junk as key", uri, (ca, cert, f"--tlskey={here}/junk.pem"),
           f"{here}/junk.pem")
    refuse(engine, "another's key", uri, (ca, cert, f"--tlskey={authority.key}"), authority.key)
    refuse(engine, "encrypted key", uri,
           (ca, cert, f"--tlskey={encrypt(client, f'{here}/encrypted.pem')}"), "encrypted")
    refuse(engine, "plain, TLS port", uri, (), "may want TLS", "--tlscacert")
    refuse(engine, "nobody listens", f"tcp://{HERE}:{CLOSED_PORT}", good, "Connection refused",
           "is the engine running?")
    refuse(engine, "no such host", "tcp://nowhere.invalid", good, "cannot find the host")
    refuse(engine, "one file only", uri, (ca, f"--tlscert={client.certificate}"),
           client.certificate, "no key")
    refuse(engine, "key only", uri, (ca, f"--tlskey={client.key}"), "client")


def unreadable(refusals: Refusals, engine: TcpEngine, authority: Authority, client: Pair) -> None:
    """A key that is somebody else's: root without its powers stands for another user."""
    powerless = ("setpriv", "--bounding-set=-all", "--inh-caps=-all", "--")
    os.chown(client.key, 1, 1)
    os.chmod(client.key, 0o600)
    with contextlib.ExitStack() as stack:
        stack.callback(os.chown, client.key, 0, 0)
        refusals.expect(engine, "unreadable key", f"tcp://{HERE}:{TLS_PORT}",
                        with_keys(authority, client), client.key, "Permission denied",
                        within=powerless)


def elsewhere(refusals: Refusals, folder: str, authority: Authority, client: Pair) -> None:
    """An engine with an expired certificate, and one that knows nothing of TLS."""
    good = with_keys(authority, client)
    with tls_engine(authority, authority.server(f"IP:{HERE}", days=-1)) as engine:
        refusals.expect(engine, "expired", f"tcp://{HERE}:{TLS_PORT}", good,
                        "certificate is not accepted", "certificate has expired")
    with TcpEngine("--host", f"tcp://{HERE}:{PLAIN_PORT}") as engine:
        uri = f"tcp://{HERE}:{PLAIN_PORT}"
        refusals.expect(engine, "TLS, plain port", uri, good, "does not speak TLS", "right port")
        refusals.expect(engine, "TLS without files, plain port", uri, ("--tlsverify",),
                        f"{folder}/.docker/ca.pem", "No such file", HOME=folder)
        done = engine.run("--host", uri)
        refusals.tally.equal((done.returncode, done.stderr), (0, ""), "plain, plain port")


def main() -> int:
    tally = Tally("test_tls")
    with tempfile.TemporaryDirectory(prefix="cisd-tls-") as folder:
        authority, foreign = Authority(folder, "home"), Authority(folder, "foreign")
        server, client = authority.server(f"IP:{HERE}"), authority.client()
        refusals = Refusals(tally, [*authority.secrets(), *client.secrets(), "secret-phrase"])
        with tls_engine(authority, server) as engine:
            for name, options in CONTAINERS.items():
                engine.client.create(name, {"Image": image.NAME, "Cmd": ["true"],
                                            "HostConfig": options})
            let_in(tally, engine, authority, client)
            trust(refusals, engine, authority, foreign, client)
            turned_away(refusals, engine, authority, foreign, client)
            unreadable(refusals, engine, authority, client)
        elsewhere(refusals, folder, authority, client)
    return tally.status()


if __name__ == "__main__":
    sys.exit(main())
