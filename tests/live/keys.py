"""Certificate authorities and what they sign, made by the openssl command."""

import os
import shutil
import subprocess

from skip import skip

CURVE = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes")


def openssl(*words: str) -> None:
    if shutil.which("openssl") is None:
        skip("no openssl")
    done = subprocess.run(["openssl", *words], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"openssl {words[0]}: {done.stderr.strip()}")


class Pair:
    """A certificate and its key."""

    def __init__(self, folder: str, name: str):
        self.certificate, self.key = f"{folder}/{name}.pem", f"{folder}/{name}-key.pem"

    def secrets(self) -> list[str]:
        """What of the key must never be shown: its lines."""
        with open(self.key, encoding="ascii") as key:
            return [line.strip() for line in key if "-----" not in line]


class Authority(Pair):
    """Signs for others; `folder` must be there."""

    def __init__(self, folder: str, name: str):
        super().__init__(folder, name)
        self.folder, self.name = folder, name
        openssl("req", "-x509", *CURVE, "-keyout", self.key, "-out", self.certificate,
                "-subj", f"/CN={name}", "-days", "2")

    def sign(self, name: str, usage: str, names: str = "", days: int = 2) -> Pair:
        """A new pair; names as openssl writes them, such as IP:127.0.0.1; days may be past."""
        pair = Pair(self.folder, f"{self.name}-{name}")
        request, extra = f"{pair.key}.request", f"{pair.key}.extra"
        openssl("req", *CURVE, "-keyout", pair.key, "-out", request, "-subj", f"/CN={name}")
        with open(extra, "w", encoding="ascii") as file:
            file.write(f"extendedKeyUsage={usage}\n")
            file.write(f"subjectAltName={names}\n" if names else "")
        openssl("x509", "-req", "-in", request, "-CA", self.certificate, "-CAkey", self.key,
                "-CAcreateserial", "-days", str(days), "-extfile", extra,
                "-out", pair.certificate)
        return pair

    def server(self, names: str, days: int = 2) -> Pair:
        return self.sign(f"server{days}", "serverAuth", names, days)

    def client(self) -> Pair:
        return self.sign("client", "clientAuth")


def trusted_folder(folder: str, authority: Authority) -> str:
    """A folder like /etc/ssl/certs that trusts one authority."""
    os.mkdir(folder)
    shutil.copy(authority.certificate, f"{folder}/ca-certificates.crt")
    shutil.copy(authority.certificate, f"{folder}/one.pem")
    openssl("rehash", folder)
    return folder


def encrypt(pair: Pair, path: str) -> str:
    """The pair's key once more, behind a passphrase."""
    openssl("pkey", "-in", pair.key, "-aes128", "-passout", "pass:secret-phrase", "-out", path)
    return path
