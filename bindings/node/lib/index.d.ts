/**
 * Decides CIS Docker Benchmark 5.4 for containers, with libcisdocker.
 *
 * ```js
 * const audit = new Audit().addEngine('unix:///var/run/docker.sock');
 * for await (const result of audit) console.log(result.verdict, result.name);
 * await audit.close();
 * ```
 *
 * What takes long works in another thread. What holds memory of the library has `close()`; what is
 * forgotten is freed when it is collected.
 *
 * @packageDocumentation
 */

import type { Writable } from 'node:stream';

/** The outcome for a subject, in XCCDF's words. */
export type Verdict =
  | 'pass' | 'fail' | 'error' | 'unknown' | 'notapplicable' | 'notchecked' | 'informational';

/** What an audit judges by. */
export type Profile = 'cis' | 'strict' | 'manual';

/** How much a failure matters. */
export type Severity = 'low' | 'medium' | 'high';

/** What a subject is. */
export type SubjectKind = 'container' | 'service' | 'compose-service' | 'command';

/** Why a verdict is what it is. The codes are stable; a newer library may have more. */
export type ReasonCode =
  | 'privileged' | 'add-all' | 'net-raw-default' | 'net-raw-added' | 'added-beyond-default'
  | 'default-retained' | 'unknown-capability' | 'kernel-exceeds-config' | 'requirement-expired'
  | 'waiver-expired' | 'not-linux' | 'evidence-unreadable' | 'evidence-malformed' | 'vanished'
  | 'unresolved-variable' | 'all-dropped' | 'net-raw-dropped' | 'engine-default-without-net-raw'
  | 'required-by-policy' | (string & {});

/** What an attacker with a capability gains, in rising order. */
export type CapabilityClass = 'nuisance' | 'privilege' | 'network' | 'host-escape';

/** What there is to say of a policy's entry itself. */
export type NoteKind = 'stale' | 'expired' | 'unexplained' | (string & {});

/**
 * What became of a subject since an older report, the baseline: it fails, and did not (`new`), or
 * has more in excess (`worse`), or not (`unchanged`); it failed, and passes or is gone (`fixed`),
 * is accepted (`waived`), or could not be judged (`undecided`).
 */
export type Change = 'new' | 'worse' | 'unchanged' | 'fixed' | 'waived' | 'undecided';

/** A format of reports; a newer library may have more. */
export type Format =
  | 'text' | 'json' | 'jsonl' | 'xccdf' | 'arf' | 'sarif' | 'junit' | 'csv' | 'html' | 'nessus'
  | 'ocsf' | 'openmetrics' | 'docker-bench' | (string & {});

/** Why a call failed. The set is closed. */
export type ErrorCode =
  | 'no-memory' | 'argument' | 'state' | 'io' | 'connect' | 'permission' | 'timeout' | 'protocol'
  | 'format' | 'limit' | 'unsupported' | 'cancelled' | 'callback' | 'internal';

/**
 * How far a remedy goes: `smallest` takes nothing but the excess; `least` drops everything and adds
 * back what is required or was added on purpose.
 */
export type FixForm = 'smallest' | 'least';

/** The version of the library in use. */
export const version: string;
/** Every verdict, in the library's order; likewise the words below. */
export const verdicts: readonly Verdict[];
export const profiles: readonly Profile[];
export const severities: readonly Severity[];
export const subjectKinds: readonly SubjectKind[];
export const changes: readonly Change[];
export const reasonCodes: readonly ReasonCode[];
export const formats: readonly Format[];
export const noteKinds: readonly NoteKind[];
export const capabilityClasses: readonly CapabilityClass[];
export const errorCodes: readonly ErrorCode[];

/** A call failed. `message` says why, in one line. */
export class CisdockerError extends Error {
  constructor(code: ErrorCode, message: string);
  /** Of what kind. `cancelled` after `cancel()`, an abort signal, or a progress callback. */
  readonly code: ErrorCode;
}

/**
 * An immutable set of capability names such as `CAP_NET_RAW`, in the kernel's order. A bit without
 * a name reads `CAP_` and its number.
 */
export class CapabilitySet implements Iterable<string> {
  /** Makes a set of names. RangeError for one that is not known. */
  constructor(names?: Iterable<string>);
  /** Makes a set of the kernel's bits. */
  static fromBits(bits: bigint): CapabilitySet;
  /** The kernel's bits. */
  readonly bits: bigint;
  readonly size: number;
  /** Whether a name is in it, as the engine reads names: any case, with or without `CAP_`. */
  has(name: string): boolean;
  [Symbol.iterator](): IterableIterator<string>;
  toJSON(): string[];
}

/** A capability, and what there is to know of it. */
export interface Capability {
  /** The kernel's number. */
  readonly number: number;
  readonly name: string;
  readonly capabilityClass: CapabilityClass;
  /** What it allows, in one sentence. */
  readonly description: string;
  /** What an attacker gains by it, in one sentence. */
  readonly attack: string;
  /** What can stand in for it (a sysctl, a mount option). */
  readonly alternative: string | null;
  /** Where class and sentences come from. */
  readonly source: string;
}

/** Every capability that the library knows, by number. */
export const capabilities: readonly Capability[];
/** The capabilities that Docker Engine grants by default (CIS Docker Benchmark 1.8.0). */
export const defaultCapabilities: CapabilitySet;
/** The capability of a name, in any case, with or without `CAP_`. */
export function findCapability(name: string): Capability | null;
/** The known name, without `CAP_`, that is spelled most like `name`: for a hint. */
export function nearestCapability(name: string): string;

/** A check of a benchmark. */
export interface Rule {
  readonly id: string;
  readonly title: string;
  readonly benchmark: string;
  /** The version of the benchmark that the number belongs to. */
  readonly version: string;
  /** Every version and the number it has there, for people. */
  readonly versions: string;
  readonly severity: Severity;
  /** Related controls, for people. */
  readonly references: string;
  readonly rationale: string;
  /** How the library decides it. */
  readonly decision: string;
  readonly remediation: string;
  readonly level: number;
}

/** The checks that the library has. */
export const rules: readonly Rule[];
/** The check of a number: `5.4`, or `5.3` as benchmarks 1.1 to 1.5 call it. */
export function findRule(number: string): Rule | null;

/** A Docker context. "default", and no current one, has neither name nor host. */
export interface Context {
  readonly name: string | null;
  /** The endpoint, as {@link Audit.addEngine} takes it. */
  readonly host: string | null;
  readonly tlsAuthority: string | null;
  readonly tlsCertificate: string | null;
  readonly tlsKey: string | null;
}

/**
 * Finds a context, the current one for null.
 *
 * @param folder - the docker command's configuration folder, `~/.docker` unless given
 * @throws CisdockerError `argument` where there is none of that name
 */
export function loadContext(name?: string | null, folder?: string): Promise<Context>;

/** A file for a scanner, made of the library's texts and tables. */
export interface Content {
  readonly name: string;
  readonly description: string;
  /** Whether it is a script, which a scanner runs only if the file may be executed. */
  readonly isProgram: boolean;
}

/** Every file for scanners. */
export const contents: readonly Content[];
/** The text of a file for scanners. */
export function readContent(name: string): Promise<string>;
/** Writes a file for scanners. */
export function writeContent(sink: Sink, name: string): Promise<void>;

/** Where text goes, as UTF-8: a function, which may return a promise, or a writable stream. */
export type Sink = ((data: Buffer) => unknown) | Writable;

/**
 * Where saved output comes from: a function that is given a size and returns at most so many bytes,
 * none at the end; or a readable stream or iterable of chunks.
 */
export type Source =
  | ((size: number) => Uint8Array | null | Promise<Uint8Array | null>)
  | AsyncIterable<Uint8Array | string>
  | Iterable<Uint8Array | string>;

/** Why a verdict is what it is. */
export interface Reason {
  readonly code: ReasonCode;
  /** Those it is about; may be empty. */
  readonly capabilities: CapabilitySet;
  /** One sentence. */
  readonly message: string;
}

/** What was read about a subject. Null is what could not be read, or is not known. */
export interface Evidence {
  readonly privileged: boolean | null;
  /** The list in the spelling found. */
  readonly capAdd: readonly string[] | null;
  readonly capDrop: readonly string[] | null;
  /** What the kernel said of its processes; null where none was read. */
  readonly kernel: {
    /** Whether all of them could be read. */
    readonly complete: boolean;
    readonly bounding: CapabilitySet;
    readonly effective: CapabilitySet;
  } | null;
  /** The tasks of a Swarm service, and how many of them have other lists than its spec. */
  readonly rollout: { readonly tasks: number; readonly differing: number } | null;
}

/** What makes a subject pass. */
export interface Remedy {
  /** What it is for: `docker-run`, `compose`, `docker-service-update`, `podman-run`. */
  readonly kind: string;
  /** The smallest change; safe to paste. */
  readonly smallest: string;
  /** The least privilege. */
  readonly least: string;
  /** What else to know before applying it; may be empty. */
  readonly note: string;
}

/** Where a file declares a subject: line and column from 1; 0 where there is none. */
export interface Location {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Why a failure is accepted, as the policy says; what it does not say is empty. */
export interface Waiver {
  readonly reason: string;
  readonly owner: string;
  readonly ticket: string;
  readonly expires: string;
}

/** A judged subject. Never changes, and outlives its audit. */
export class Result {
  private constructor();
  readonly verdict: Verdict;
  /** Whether it is a failure that a policy accepts. It still is a failure. */
  readonly waived: boolean;
  /** Since the baseline; null where it neither fails nor failed, or there is none. */
  readonly change: Change | null;
  /** Why it is accepted; null where it is not waived. */
  readonly waiver: Waiver | null;
  /** For a failure, by the worst capability in excess; else the rule's own. */
  readonly severity: Severity;
  readonly kind: SubjectKind;
  /** The engine's id, 64 hex digits for a container; empty where there is none. */
  readonly id: string;
  /** The name, without a leading slash; empty where it is not known. */
  readonly name: string;
  /** The image as it was asked for; empty where it is not known. */
  readonly image: string;
  /** The engine's word, such as `running`; empty where it has none. */
  readonly state: string;
  /** The user the engine starts it as; empty where none is set or known. */
  readonly user: string;
  /** Which of the report's targets the subject was found at. */
  readonly target: number;
  /** Of the container of a Swarm task, the name of its service. */
  readonly service: string | null;
  readonly location: Location | null;
  /** At least one, the weightiest first. */
  readonly reasons: readonly Reason[];
  readonly evidence: Evidence;
  /** The capabilities granted; empty where the evidence could not be read. */
  readonly granted: CapabilitySet;
  /** Those of the granted that the profile does not allow. */
  readonly excess: CapabilitySet;
  /** What the policy says the subject needs. */
  readonly required: CapabilitySet;
  /** Names granted that the library cannot place in a set; they never make a pass. */
  readonly unknownCapabilities: readonly string[];
  /** None unless it failed. */
  readonly remedies: readonly Remedy[];
  /** The remedies as text to paste into a shell; empty for what did not fail. */
  fix(form?: FixForm): string;
  /** The object of the JSON report. */
  toJSON(): unknown;
  /** The same, as its text in one line. */
  toJSONText(): string;
  /** Frees it early. Verdict, name, kind, severity and reasons stay. */
  close(): void;
  [Symbol.dispose](): void;
}

/** How to render; formats ignore what does not concern them. */
export interface RenderOptions {
  /** text: colour with ANSI escapes. */
  color?: boolean;
  /** text: every subject with its evidence. */
  verbose?: boolean;
  /** text: failures and what could not be judged only. */
  quiet?: boolean;
  /** text: columns; 80 unless given. */
  width?: number;
  /** xccdf, arf: a rule-result a subject, worst first, instead of one for all. */
  perSubject?: boolean;
  /** What was audited, for formats that name an asset; else the host that the engine names. */
  assetHost?: string;
  assetFqdn?: string;
  assetAddresses?: readonly string[];
  /** xccdf, arf: `NAME=VALUE`. */
  assetFacts?: readonly string[];
}

/** Where subjects came from. */
export interface Target {
  readonly kind: string;
  /** The endpoint or file. */
  readonly uri: string;
  /** `docker`, `podman`; empty where it is not known. */
  readonly engine: string;
  readonly engineVersion: string;
  readonly host: string;
  /** Whether every subject was found and handled. */
  readonly complete: boolean;
  /** What else to know of it, such as that it is a Swarm worker. */
  readonly note: string | null;
  /** Why it is not complete, in one line. */
  readonly error: string | null;
  readonly code: ErrorCode | null;
}

/** What there is to say of a policy's entry itself. */
export interface PolicyNote {
  readonly kind: NoteKind;
  readonly file: string;
  readonly line: number;
  readonly isWaiver: boolean;
  /** What the entry asks for, in one line. */
  readonly about: string;
  readonly reason: string;
  readonly expires: string;
}

/** What failed in the baseline and does not any more. */
export interface Fixed {
  readonly kind: SubjectKind;
  /** Empty for the tasks of a Swarm service, which have the service's. */
  readonly name: string;
  readonly service: string | null;
  readonly image: string | null;
  /** Empty where it is not known. */
  readonly host: string | null;
  readonly file: string | null;
  /** Whether it is not there any more; else it passes. */
  readonly gone: boolean;
}

/** The results that a report holds; each is made when it is asked for. */
export class Results implements Iterable<Result> {
  private constructor();
  readonly length: number;
  /** The result at an index, from the end where it is negative. */
  at(index: number): Result | undefined;
  [Symbol.iterator](): IterableIterator<Result>;
}

/**
 * What an audit found. An audit's own report changes until the audit has ended, and holds no
 * results; read it between two results or in a callback. A collected one never changes.
 */
export class Report {
  private constructor();
  /** Reads a JSON report back; several become one, as the reports of a fleet do. */
  static load(...paths: string[]): Promise<Report>;
  /** Reads a JSON report back from a text; `name` stands for it in messages. */
  static parse(source: string | Uint8Array, name?: string): Promise<Report>;
  /**
   * Holds a report that was read back against an older one, before anything else is asked of it.
   * `name` stands for the baseline in reports.
   *
   * @throws CisdockerError `state` where somebody has a result of it; `unsupported` where the two
   * are of different checks or profiles
   */
  compare(baseline: Report, name?: string): void;
  /** The name of the older report it is held against. */
  readonly baseline: string | null;
  /** How many failures have each change: known once the audit has ended. */
  readonly changes: Readonly<Record<Change, number>>;
  /** How many failures not waived are new or worse and have at least this severity. */
  newFailures(atLeast?: Severity): number;
  readonly fixed: readonly Fixed[];
  readonly rule: Rule;
  readonly profile: Profile;
  /** 1970 before the audit has begun. */
  readonly started: Date;
  /** Null while the audit goes on. */
  readonly finished: Date | null;
  /** How many results have each verdict; of failures, those that are not waived. */
  readonly counts: Readonly<Record<Verdict, number>>;
  /** How many failures are waived. */
  readonly waived: number;
  /** How many failures are not waived and have at least this severity. */
  failures(atLeast?: Severity): number;
  readonly targets: readonly Target[];
  /** The files of the policies that were applied. */
  readonly policies: readonly string[];
  /** Known once the audit has ended. */
  readonly notes: readonly PolicyNote[];
  /** None unless they were collected. */
  readonly results: Results;
  /**
   * The exit status of the command: 1 where a failure is not waived; else 3 where a target is not
   * complete or a result is `error` or `unknown`; else 0.
   */
  readonly exitStatus: 0 | 1 | 3;
  /** A collected report in a format. */
  render(format: Format, options?: RenderOptions): Promise<string>;
  /** The same, to a function or stream, as fast as that takes it. */
  write(sink: Sink, format: Format, options?: RenderOptions): Promise<void>;
  /** A Compose file that, given after those audited, makes their services pass. */
  override(form?: FixForm): Promise<string>;
  /**
   * The text of a Compose file, changed where its services fail.
   *
   * @throws CisdockerError `unsupported`, with file and line, where that cannot be done safely
   */
  editCompose(name: string, source: string | Uint8Array, form?: FixForm): Promise<string>;
  /** A policy that waives for some days what fails. */
  proposePolicy(days?: number): Promise<string>;
  close(): void;
  [Symbol.dispose](): void;
}

/** Turns results into text of a format while they come. */
export class Renderer {
  /** @param report - an audit's own, or a collected one */
  constructor(report: Report, format: Format, sink: Sink, options?: RenderOptions);
  /** Adds a result; streaming formats write it at once. */
  add(result: Result): Promise<void>;
  /** Writes the rest. Once, after the last result. */
  finish(): Promise<void>;
  close(): void;
  [Symbol.dispose](): void;
}

/** A requirement or a waiver. What it does not ask for is null. */
export interface PolicyEntry {
  readonly isWaiver: boolean;
  readonly name: string | null;
  readonly image: string | null;
  readonly label: string | null;
  readonly composeProject: string | null;
  readonly composeService: string | null;
  readonly service: string | null;
  /** What is required, or what a waiver covers. */
  readonly capabilities: CapabilitySet;
  /** Whether it is a waiver of whatever is in excess. */
  readonly coversAll: boolean;
  readonly reason: string;
  readonly owner: string;
  readonly ticket: string;
  /** `YYYY-MM-DD`, that day included; empty where it does not. */
  readonly expires: string;
  readonly line: number;
  /** Why no subject of any engine can ever be what it asks for. */
  readonly never: string | null;
}

/** What a site requires and what it accepts. Never changes; for any number of audits. */
export class Policy {
  private constructor();
  /** Reads a policy, YAML or JSON, from a file. */
  static load(path: string): Promise<Policy>;
  /** Reads a policy from a text; `name` stands for it in messages. */
  static parse(source: string | Uint8Array, name?: string): Promise<Policy>;
  readonly file: string;
  readonly entries: readonly PolicyEntry[];
  /** Says in words what it means, and warns of what has expired on the day of `now`. */
  explain(now?: Date, options?: RenderOptions): string;
  close(): void;
  [Symbol.dispose](): void;
}

/** How an audit judges. */
export interface AuditOptions {
  /** The number of the check, `5.4` unless given. */
  rule?: string;
  profile?: Profile;
  /** What the site requires and accepts. */
  policies?: Iterable<Policy>;
  /**
   * Whether the kernel is asked what running processes can do: `auto` of engines at a socket of
   * this machine, `on` of every engine, `off`.
   */
  kernel?: 'auto' | 'on' | 'off';
  /** Whether Swarm services are audited; true unless given. */
  services?: boolean;
  /** The key of a label in which subjects may say what they require: off unless given. */
  trustLabel?: string;
  /** Fixes the report's times, so that equal evidence gives equal bytes. */
  time?: Date | number;
  /**
   * Told subjects done and in all (0 while that is not known), at most some twenty times a second.
   * True cancels the audit. The audit waits for it; what it throws comes out of the iteration.
   */
  progress?: (done: number, total: number) => unknown;
  /** Cancels the audit. */
  signal?: AbortSignal;
}

/** How to talk to an engine. */
export interface EngineOptions {
  /** Milliseconds for one request; 30,000 unless given. */
  timeout?: number;
  /** Milliseconds for the whole engine; 600,000 unless given. */
  timeLimit?: number;
  /** At once, 1 to 16; 8 unless given, or 1 through ssh. */
  connections?: number;
  /**
   * Files in PEM. With any of them `tcp://` is TLS, and the engine is verified: by this authority
   * alone, or by those of the system.
   */
  tlsAuthority?: string | null;
  tlsCertificate?: string | null;
  tlsKey?: string | null;
  /** The path of ssh. */
  sshProgram?: string;
  /** All the environment that ssh gets. */
  sshEnvironment?: Readonly<Record<string, string>>;
}

/** A Compose project. */
export interface ComposeOptions {
  /** The later wins; none: `.env` beside the project. */
  envFiles?: readonly string[];
  /** Wins over the files; the process's own is not read. */
  environment?: Readonly<Record<string, string>>;
  /** Only services active with these; none: every service. */
  profiles?: readonly string[];
  /** Where paths start; else the first file's folder. */
  projectDirectory?: string;
  /** Read as `docker stack deploy` does. */
  stack?: boolean;
}

/**
 * An audit: add targets, then iterate over it. Results come while the work goes on, drawn in small
 * batches in another thread, and are not kept. Nothing is opened before the first is asked for.
 */
export class Audit implements AsyncIterable<Result> {
  constructor(options?: AuditOptions);
  /** Applies a policy, beside those applied already. */
  addPolicy(policy: Policy): this;
  /**
   * Holds what will be found against an older report: each result then has its change. `name`
   * stands for it in reports.
   */
  setBaseline(baseline: Report, name?: string): this;
  /**
   * Restricts the audit to subjects that fit: `name` and `image` take a shell glob, `label` takes K
   * or K=V, `state` the engine's word. Of several values for one key one must fit, of several keys
   * all.
   */
  select(key: 'name' | 'image' | 'label' | 'state', value: string): this;
  /** Adds a live engine: `unix:///path`, `tcp://host[:port]` or `ssh://[user@]host[:port]`. */
  addEngine(uri: string, options?: EngineOptions): this;
  /** Adds a file: the saved output of `docker inspect` and the like. */
  addInspect(path: string): this;
  /** Adds saved output from elsewhere; `name` stands for it in the report. */
  addInspectReader(source: Source, name?: string): this;
  /** Adds the services that Compose files declare, merged as Compose merges them. */
  addCompose(files: string | readonly string[], options?: ComposeOptions): this;
  /** Adds an engine's data root on disk: no engine is needed. */
  addRoot(directory: string): this;
  /** Adds one command line, such as `docker run --cap-add=ALL nginx`. It is not kept. */
  addCommand(line: string): this;
  /** The next result. */
  next(): Promise<IteratorResult<Result, undefined>>;
  /** Iterates; a loop that is left can be gone on with by another. */
  [Symbol.asyncIterator](): AsyncIterator<Result, undefined>;
  /**
   * Runs to the end: a report that holds every result. Before the first result is asked for, or
   * after the last: `state` where results drawn ahead would be missing.
   */
  collect(): Promise<Report>;
  /** Makes the call under way, and later ones, fail with `cancelled`; nothing once it is closed. */
  cancel(): void;
  /** The report as far as it has come, without results. */
  readonly report: Report;
  /** Stops what is under way and frees the memory; settled when that is done. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}
