"""What a well-behaved Docker Engine 20.10 would answer, made up without one."""

import hashlib
import json
from dataclasses import dataclass
from typing import Any, Optional

API_VERSION = "1.41"

# How a container's options look, and what rule 5.4 says of it in the profile cis.
KINDS: dict[str, tuple[dict[str, Any], str]] = {
    "dropped-all": ({"CapDrop": ["ALL"]}, "pass"),
    "no-net-raw": ({"CapDrop": ["NET_RAW"]}, "pass"),
    "needed-only": ({"CapAdd": ["NET_BIND_SERVICE"], "CapDrop": ["ALL"]}, "pass"),
    "default": ({}, "fail"),
    "privileged": ({"Privileged": True}, "fail"),
    "admin": ({"CapAdd": ["SYS_ADMIN"], "CapDrop": ["NET_RAW"]}, "fail"),
}
PASSING = tuple(kind for kind, (_, verdict) in KINDS.items() if verdict == "pass")
EVERY_KIND = tuple(KINDS)


@dataclass(frozen=True)
class Container:
    number: int
    kind: str

    @property
    def id(self) -> str:
        return hashlib.sha256(b"container %d" % self.number).hexdigest()

    @property
    def name(self) -> str:
        return f"shop-{self.number:05d}-{self.kind}"

    @property
    def verdict(self) -> str:
        return KINDS[self.kind][1]


class FakeEngine:
    """Answers as documents; the bytes they travel in are the server's business."""

    def __init__(self, count: int = 12, kinds: tuple[str, ...] = PASSING) -> None:
        self.containers = [Container(n, kinds[n % len(kinds)]) for n in range(count)]
        self.by_id = {container.id: container for container in self.containers}
        self.elsewhere = "http://127.0.0.1:1/"  # where redirects lead; a test puts a trap there

    def version(self) -> dict[str, Any]:
        return {
            "Platform": {"Name": ""},
            "Components": [{"Name": "Engine", "Version": "20.10.24",
                            "Details": {"ApiVersion": API_VERSION, "MinAPIVersion": "1.12"}}],
            "Version": "20.10.24", "ApiVersion": API_VERSION, "MinAPIVersion": "1.12",
            "GitCommit": "5d6db84", "GoVersion": "go1.19.8", "Os": "linux", "Arch": "amd64",
            "KernelVersion": "6.1.0-18-amd64", "BuildTime": "2023-05-18T18:38:05.000000000+00:00",
        }

    def info(self) -> dict[str, Any]:
        return {
            "ID": "FAKE:FAKE:FAKE:FAKE:FAKE:FAKE:FAKE:FAKE:FAKE:FAKE:FAKE:FAKE",
            "Containers": len(self.containers), "ContainersRunning": len(self.containers),
            "Driver": "overlay2", "Name": "fake-host", "OSType": "linux",
            "Architecture": "x86_64", "ServerVersion": "20.10.24", "DockerRootDir": "/srv/docker",
            "SecurityOptions": ["name=apparmor", "name=seccomp,profile=default"],
            "Swarm": {"NodeID": "", "LocalNodeState": "inactive", "ControlAvailable": False},
        }

    def list(self) -> list[dict[str, Any]]:
        return [self.list_entry(container) for container in self.containers]

    def list_entry(self, container: Container) -> dict[str, Any]:
        return {
            "Id": container.id, "Names": ["/" + container.name], "Image": image_of(container),
            "ImageID": "sha256:" + digest("image", container.number % 7),
            "Command": "/bin/serve --port 8080", "Created": 1700000000 + container.number,
            "Ports": [], "Labels": labels_of(container), "State": "running",
            "Status": "Up 3 hours", "HostConfig": {"NetworkMode": "default"},
            "NetworkSettings": {"Networks": {"bridge": network_of(container)}}, "Mounts": [],
        }

    def inspect(self, container_id: str) -> Optional[dict[str, Any]]:
        container = self.by_id.get(container_id)
        return inspect_document(container) if container else None


def digest(kind: str, number: int) -> str:
    return hashlib.sha256(f"{kind} {number}".encode()).hexdigest()


def image_of(container: Container) -> str:
    return f"registry.example/shop/part-{container.number % 7}:1.{container.number % 3}"


def labels_of(container: Container) -> dict[str, str]:
    return {
        "com.docker.compose.project": "shop",
        "com.docker.compose.service": container.kind,
        "com.docker.compose.config-hash": digest("config", container.number),
        "org.opencontainers.image.revision": digest("revision", container.number)[:40],
    }


def network_of(container: Container) -> dict[str, Any]:
    low, high = container.number % 250 + 2, container.number // 250 % 250
    return {
        "IPAMConfig": None, "Links": None, "Aliases": None, "NetworkID": digest("network", 0),
        "EndpointID": digest("endpoint", container.number), "Gateway": "172.17.0.1",
        "IPAddress": f"172.17.{high}.{low}", "IPPrefixLen": 16, "IPv6Gateway": "",
        "GlobalIPv6Address": "", "GlobalIPv6PrefixLen": 0,
        "MacAddress": f"02:42:ac:11:{high:02x}:{low:02x}", "DriverOpts": None,
    }


def state_of(container: Container) -> dict[str, Any]:
    return {
        "Status": "running", "Running": True, "Paused": False, "Restarting": False,
        "OOMKilled": False, "Dead": False, "Pid": 100000 + container.number, "ExitCode": 0,
        "Error": "", "StartedAt": "2024-01-01T00:00:01.5Z", "FinishedAt": "0001-01-01T00:00:00Z",
    }


def host_config_of(container: Container) -> dict[str, Any]:
    config = {
        "Binds": None, "ContainerIDFile": "", "LogConfig": {"Type": "json-file", "Config": {}},
        "NetworkMode": "default", "PortBindings": {"8080/tcp": [{"HostIp": "", "HostPort": ""}]},
        "RestartPolicy": {"Name": "unless-stopped", "MaximumRetryCount": 0}, "AutoRemove": False,
        "VolumeDriver": "", "VolumesFrom": None, "CapAdd": None, "CapDrop": None,
        "CgroupnsMode": "host", "Dns": [], "DnsOptions": [], "DnsSearch": [], "ExtraHosts": None,
        "GroupAdd": None, "IpcMode": "private", "Cgroup": "", "Links": None, "OomScoreAdj": 0,
        "PidMode": "", "Privileged": False, "PublishAllPorts": False, "ReadonlyRootfs": False,
        "SecurityOpt": None, "UTSMode": "", "UsernsMode": "", "ShmSize": 67108864,
        "Runtime": "runc", "ConsoleSize": [0, 0], "Isolation": "", "CpuShares": 0, "Memory": 0,
        "NanoCpus": 0, "CgroupParent": "", "BlkioWeight": 0, "CpuPeriod": 0, "CpuQuota": 0,
        "CpusetCpus": "", "CpusetMems": "", "Devices": [], "DeviceCgroupRules": None,
        "DeviceRequests": None, "KernelMemory": 0, "MemoryReservation": 0, "MemorySwap": 0,
        "MemorySwappiness": None, "OomKillDisable": False, "PidsLimit": None, "Ulimits": None,
        "MaskedPaths": ["/proc/asound", "/proc/acpi", "/proc/kcore", "/proc/keys"],
        "ReadonlyPaths": ["/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys"],
    }
    config.update(KINDS[container.kind][0])
    return config


def config_of(container: Container) -> dict[str, Any]:
    return {
        "Hostname": container.id[:12], "Domainname": "", "User": "", "AttachStdin": False,
        "AttachStdout": False, "AttachStderr": False, "ExposedPorts": {"8080/tcp": {}},
        "Tty": False, "OpenStdin": False, "StdinOnce": False,
        "Env": ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
                "LISTEN=:8080", "DATABASE_PASSWORD=never-print-this"],
        "Cmd": ["/bin/serve", "--port", "8080"], "Image": image_of(container), "Volumes": None,
        "WorkingDir": "/srv", "Entrypoint": None, "OnBuild": None, "Labels": labels_of(container),
    }


def inspect_document(container: Container) -> dict[str, Any]:
    folder = f"/srv/docker/containers/{container.id}"
    layer = f"/srv/docker/overlay2/{digest('layer', container.number)}"
    return {
        "Id": container.id, "Created": "2024-01-01T00:00:00.123456789Z", "Path": "/bin/serve",
        "Args": ["--port", "8080"], "State": state_of(container),
        "Image": "sha256:" + digest("image", container.number % 7),
        "ResolvConfPath": folder + "/resolv.conf", "HostnamePath": folder + "/hostname",
        "HostsPath": folder + "/hosts", "LogPath": f"{folder}/{container.id}-json.log",
        "Name": "/" + container.name, "RestartCount": 0, "Driver": "overlay2",
        "Platform": "linux", "MountLabel": "", "ProcessLabel": "",
        "AppArmorProfile": "docker-default", "ExecIDs": None,
        "HostConfig": host_config_of(container),
        "GraphDriver": {"Data": {"LowerDir": layer + "-init/diff", "MergedDir": layer + "/merged",
                                 "UpperDir": layer + "/diff", "WorkDir": layer + "/work"},
                        "Name": "overlay2"},
        "Mounts": [], "Config": config_of(container),
        "NetworkSettings": {"Bridge": "", "SandboxID": digest("sandbox", container.number),
                            "Ports": {}, "Networks": {"bridge": network_of(container)}},
    }


def as_json(document: Any) -> bytes:
    return json.dumps(document, separators=(",", ":")).encode() + b"\n"
