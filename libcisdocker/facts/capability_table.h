/*
 * Every capability in the kernel's order:
 * CAPABILITY(number, name, granted by default, class, what it allows, what an attacker gains,
 *            what can stand in for it or NULL, where this is said)
 * Included several times on purpose; define CAPABILITY before and undefine it after.
 *
 * The class is what the capability alone gives in a container as Docker confines it: namespaces,
 * seccomp and AppArmor profiles, masked paths, the device list. HOST_ESCAPE is kept for those with
 * a way out that needs neither a kernel defect nor a further option such as --pid=host; where such
 * an option turns a lesser one into a way out, the sentence says so.
 */
CAPABILITY(0, CHOWN, 1, PRIVILEGE,
    "Gives any file to any user or group.",
    "Takes over files of other users in the container, and those of the host in writable bind "
    "mounts.",
    "set owners when the image is built (COPY --chown, RUN chown)",
    "capabilities(7), chown(2)")
CAPABILITY(1, DAC_OVERRIDE, 1, PRIVILEGE,
    "Reads and writes any file and enters any folder whatever the permission bits say, and executes "
    "what somebody may.",
    "Reads and overwrites every file the container can reach, mounted volumes and host folders "
    "included.",
    "run as the user who owns the files (USER, --user, --group-add)",
    "capabilities(7), path_resolution(7)")
CAPABILITY(2, DAC_READ_SEARCH, 0, HOST_ESCAPE,
    "Reads any file, searches any directory, and opens files by handle rather than by path.",
    "Opens files of the host by guessed handles through any mount from a host file system, such as "
    "/etc/hosts, and so reads the host's password hashes and keys.",
    "run as a user or group that may read the files (--user, --group-add)",
    "capabilities(7), open_by_handle_at(2)")
CAPABILITY(3, FOWNER, 1, PRIVILEGE,
    "Acts as the owner of any file: changes mode, times, access lists and flags.",
    "Opens up files of other users by changing their mode, and deletes from sticky directories.",
    "run as the user who owns the files (USER, --user)",
    "capabilities(7), chmod(2)")
CAPABILITY(4, FSETID, 1, PRIVILEGE,
    "Keeps set-user-ID and set-group-ID bits when a file changes, and sets the latter for foreign "
    "groups.",
    "Alters a set-user-ID program without its losing that bit, so that the next caller runs the "
    "attacker's code with its owner's rights.",
    "set mode bits when the image is built",
    "capabilities(7), chmod(2)")
CAPABILITY(5, KILL, 1, NUISANCE,
    "Sends signals to processes of any user.",
    "Stops or restarts other users' processes in the container, and the host's with --pid=host.",
    "run both processes as the same user",
    "capabilities(7), kill(2)")
CAPABILITY(6, SETGID, 1, PRIVILEGE,
    "Takes on any group, and writes group maps of user namespaces.",
    "Joins any group and gets what it may read, such as files of a mounted volume or a mounted "
    "socket.",
    "start with the right groups (USER, --user, --group-add)",
    "capabilities(7), setgroups(2)")
CAPABILITY(7, SETUID, 1, PRIVILEGE,
    "Takes on any user, and writes user maps of user namespaces.",
    "Becomes root or any other user of the container, and acts as that user on mounted host files.",
    "start as the right user (USER, --user)",
    "capabilities(7), setuid(2)")
CAPABILITY(8, SETPCAP, 1, PRIVILEGE,
    "Makes every capability of the bounding set inheritable, shrinks that set, changes securebits.",
    "Hands capabilities on to programs that would have started without them.",
    NULL,
    "capabilities(7), prctl(2)")
CAPABILITY(9, LINUX_IMMUTABLE, 0, PRIVILEGE,
    "Sets and clears the immutable and append-only flags of files.",
    "Clears the flags that protect logs and configuration on a volume, or plants files there that "
    "even the host's root cannot delete at first.",
    "set the flags on the host (chattr)",
    "capabilities(7), ioctl_iflags(2)")
CAPABILITY(10, NET_BIND_SERVICE, 1, NETWORK,
    "Listens on ports below 1024.",
    "Poses as a well-known service, with host networking on the host's own addresses.",
    "sysctl net.ipv4.ip_unprivileged_port_start=0, which Docker 20.10 and later set by themselves "
    "except with the host's or another container's network; or a port from 1024 on, published as "
    "the low one",
    "capabilities(7), moby daemon/oci_linux.go")
CAPABILITY(11, NET_BROADCAST, 0, NUISANCE,
    "Hardly anything: the kernel asks for it only where a netlink socket is to hear other network "
    "namespaces.",
    "Learns of changes to interfaces and routes in network namespaces tied to its own.",
    NULL,
    "capabilities(7), linux/net/netlink/af_netlink.c")
CAPABILITY(12, NET_ADMIN, 0, NETWORK,
    "Configures interfaces, addresses, routes, packet filters and traffic control.",
    "Redirects and reads traffic by rewriting routes and filters, with host networking the host's "
    "own, and reaches kernel code with a record of exploited defects (nf_tables).",
    "configure the network from outside: --sysctl net.*, docker network, --mac-address, or rules "
    "on the host",
    "capabilities(7), CVE-2022-1015, CVE-2024-1086")
CAPABILITY(13, NET_RAW, 1, NETWORK,
    "Opens raw and packet sockets, and binds to foreign addresses.",
    "Listens to its network and forges packets on it, such as ARP, DNS and DHCP answers to its "
    "neighbours, and reaches packet socket code in which a defect once opened a way to the host.",
    "for ping: sysctl net.ipv4.ping_group_range, which Docker 20.10 and later open by themselves "
    "except with the host's or another container's network or a user namespace",
    "capabilities(7), packet(7), icmp(7), CVE-2020-14386")
CAPABILITY(14, IPC_LOCK, 0, NUISANCE,
    "Locks memory beyond the limit, and allocates huge pages.",
    "Pins memory up to the container's memory limit, the host's where there is none, so that "
    "others are starved of it.",
    "--ulimit memlock=SIZE",
    "capabilities(7), mlock(2), getrlimit(2)")
CAPABILITY(15, IPC_OWNER, 0, PRIVILEGE,
    "Uses System V shared memory, semaphores and queues of any user.",
    "Reads and alters other users' shared memory in its IPC namespace, with --ipc=host the host's.",
    "run the processes that share memory as one user or group",
    "capabilities(7), sysvipc(7)")
CAPABILITY(16, SYS_MODULE, 0, HOST_ESCAPE,
    "Loads kernel modules and unloads them.",
    "Runs code of its own in the host's kernel, unless that takes signed modules only.",
    "load the modules on the host (modprobe, modules-load.d)",
    "capabilities(7), init_module(2)")
CAPABILITY(17, SYS_RAWIO, 0, HOST_ESCAPE,
    "Uses I/O ports, memory and raw commands of devices directly.",
    "Drives the machine's devices through I/O ports, past the kernel's checks on disks and memory, "
    "unless the kernel is locked down.",
    "--device for the one device that is needed, where it does without port access",
    "capabilities(7), ioperm(2), kernel_lockdown(7)")
CAPABILITY(18, SYS_CHROOT, 1, PRIVILEGE,
    "Changes the root directory.",
    "Leaves a chroot that a service in the container put itself into, and deceives set-user-ID "
    "programs with a forged root.",
    "set the working folder and mounts from outside (--workdir, --mount)",
    "capabilities(7), chroot(2)")
CAPABILITY(19, SYS_PTRACE, 0, PRIVILEGE,
    "Traces every process it sees, and reads and writes its memory.",
    "Steals secrets from and injects code into every process of the container; with --pid=host "
    "into the host's, which is a way out.",
    "trace the same user's processes only: from kernel 4.8 on Docker's seccomp profile lets that "
    "pass without it",
    "capabilities(7), ptrace(2), moby profiles/seccomp")
CAPABILITY(20, SYS_PACCT, 0, NUISANCE,
    "Turns process accounting on and off.",
    "Fills a disk with records of the processes of its PID namespace, with --pid=host of the host's, "
    "or ends such accounting.",
    NULL,
    "capabilities(7), acct(2)")
CAPABILITY(21, SYS_ADMIN, 0, HOST_ESCAPE,
    "Mounts file systems, enters namespaces, and does much else that root alone may.",
    "Mounts a cgroup or kernel file system and has the host run a program as root, unless AppArmor "
    "or SELinux stops the mount.",
    "let the engine do it: --mount, --tmpfs, --hostname, --device; for tracing BPF or PERFMON, for "
    "FUSE a mount made on the host",
    "capabilities(7), mount(2), CVE-2022-0492")
CAPABILITY(22, SYS_BOOT, 0, NUISANCE,
    "Calls reboot.",
    "Ends its own container; with --pid=host it restarts or halts the host.",
    "exit the first process, and let the restart policy start it again (--restart)",
    "capabilities(7), reboot(2)")
CAPABILITY(23, SYS_NICE, 0, NUISANCE,
    "Raises priorities, sets real-time scheduling, and moves processes between CPUs and memory "
    "nodes.",
    "Takes the processors from everybody else with real-time or high-priority loops.",
    "--ulimit rtprio=N or nice=N, with --cpu-rt-runtime where the kernel groups real-time tasks; "
    "--cpuset-cpus, --cpuset-mems",
    "capabilities(7), sched(7), getrlimit(2)")
CAPABILITY(24, SYS_RESOURCE, 0, NUISANCE,
    "Exceeds resource limits, disk quotas and reserved space.",
    "Uses up descriptors, disk space and kernel memory past the limits set for it, and shields "
    "itself from being killed when memory runs out.",
    "--ulimit NAME=SOFT:HARD, --oom-score-adj",
    "capabilities(7), getrlimit(2)")
CAPABILITY(25, SYS_TIME, 0, NUISANCE,
    "Sets the system clock and the hardware clock.",
    "Sets the clock of the whole host, so that expired certificates and tokens count as valid, "
    "logs mislead and timed jobs run or do not.",
    "keep time on the host (chrony, systemd-timesyncd)",
    "capabilities(7), settimeofday(2), time_namespaces(7)")
CAPABILITY(26, SYS_TTY_CONFIG, 0, NUISANCE,
    "Hangs up terminals and configures virtual consoles.",
    "Disturbs terminals it can reach, by hanging them up or by changing the console's settings.",
    "--tty for a terminal of the container's own",
    "capabilities(7), vhangup(2)")
CAPABILITY(27, MKNOD, 1, PRIVILEGE,
    "Creates device files.",
    "Leaves device files where somebody outside the container's device list may open them, such "
    "as a user of the host in a shared folder mounted without nodev.",
    "--device for each device that is needed",
    "capabilities(7), mknod(2)")
CAPABILITY(28, LEASE, 0, NUISANCE,
    "Takes leases on files of any user.",
    "Delays other processes that open the same files of a shared volume.",
    "run as the user who owns the files (USER, --user)",
    "capabilities(7), fcntl(2)")
CAPABILITY(29, AUDIT_WRITE, 1, NUISANCE,
    "Writes records to the kernel's audit log.",
    "Forges entries such as logins, or floods the host's audit log to hide what matters.",
    NULL,
    "capabilities(7), linux/kernel/audit.c")
CAPABILITY(30, AUDIT_CONTROL, 0, NUISANCE,
    "Changes audit rules, switches auditing off, and sets the login a process counts for.",
    "Has its deeds recorded as another user's; with --pid=host it switches the host's audit off.",
    "configure auditing on the host (auditctl)",
    "capabilities(7), linux/kernel/audit.c")
CAPABILITY(31, SETFCAP, 1, PRIVILEGE,
    "Attaches capabilities to files.",
    "Gives a program the container's other capabilities, so that an unprivileged user who runs it "
    "gets them, in shared volumes outside the container too.",
    "set file capabilities when the image is built (RUN setcap)",
    "capabilities(7)")
CAPABILITY(32, MAC_OVERRIDE, 0, PRIVILEGE,
    "Passes over mandatory access control where the Smack module provides it.",
    "On a host with Smack, ignores the labels that keep it from other files and processes; with "
    "AppArmor or SELinux, nothing.",
    NULL,
    "capabilities(7)")
CAPABILITY(33, MAC_ADMIN, 0, PRIVILEGE,
    "Changes the policy of mandatory access control (Smack, AppArmor).",
    "Where the policy's interface is mounted into the container, lifts the profile that confines "
    "it and those of others, which takes away a layer that keeps it from the host.",
    "load policy on the host (apparmor_parser), and name a profile with --security-opt",
    "capabilities(7), linux/security/apparmor")
CAPABILITY(34, SYSLOG, 0, PRIVILEGE,
    "Reads and clears the kernel's log, and sees kernel addresses.",
    "Reads the whole host's kernel messages, erases traces, and learns the addresses that an "
    "attack on the kernel needs.",
    "read the kernel's log on the host, and forward it",
    "capabilities(7), syslog(2)")
CAPABILITY(35, WAKE_ALARM, 0, NUISANCE,
    "Sets timers that wake the machine from sleep.",
    "Wakes a sleeping host at will and drains its battery.",
    "set timers that wake on the host (rtcwake, WakeSystem= of a systemd timer)",
    "capabilities(7), timerfd_create(2)")
CAPABILITY(36, BLOCK_SUSPEND, 0, NUISANCE,
    "Keeps the machine from being suspended.",
    "Keeps the host from sleeping and drains its battery.",
    "hold it awake from the host (systemd-inhibit)",
    "capabilities(7), epoll_ctl(2)")
CAPABILITY(37, AUDIT_READ, 0, PRIVILEGE,
    "Receives the audit log as it is written.",
    "With host networking, listens to the host's audit records: who logs in, what is run, which "
    "files are opened.",
    "read the log on the host (auditd), and forward it",
    "capabilities(7), linux/kernel/audit.c")
CAPABILITY(38, PERFMON, 0, PRIVILEGE,
    "Measures performance of any process and of the kernel.",
    "Samples processes of other containers and of the host, for secrets that leak through timing "
    "and for kernel addresses; together with BPF it reads kernel memory.",
    "measure from the host (perf record -a --cgroup)",
    "capabilities(7), perf_event_open(2), linux/include/uapi/linux/capability.h")
CAPABILITY(39, BPF, 0, PRIVILEGE,
    "Loads BPF programs into the kernel and creates maps.",
    "Attacks the BPF verifier, whose defects have given control of the kernel more than once; "
    "together with PERFMON it reads the memory of the whole host.",
    "load the programs on the host, and ask their loader through a socket",
    "capabilities(7), bpf(2), CVE-2021-3490, CVE-2022-23222")
CAPABILITY(40, CHECKPOINT_RESTORE, 0, PRIVILEGE,
    "Chooses PIDs, changes what a process is said to execute, and sees files mapped by others.",
    "Poses as another program in process lists, takes PIDs that others still trust, and opens "
    "files through other processes' mappings.",
    "checkpoint from the host (docker checkpoint, podman container checkpoint)",
    "capabilities(7), clone(2), linux/include/uapi/linux/capability.h")
