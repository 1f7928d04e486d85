// Small saved outputs of `docker inspect`.

import { createHash } from 'node:crypto';

import { Audit } from '../lib/index.js';

export function container(name, host = {}) {
  return {
    Id: createHash('sha256').update(name).digest('hex'),
    Name: `/${name}`,
    Platform: 'linux',
    Config: { Image: 'nginx' },
    State: { Status: 'running' },
    HostConfig: { Privileged: false, CapAdd: null, CapDrop: null, ...host },
  };
}

/** Saved output of containers as the engine makes them by default: each fails. */
export function saved(...names) {
  return Buffer.from(JSON.stringify(names.map((name) => container(name))));
}

export function auditOf(names, options = {}) {
  return new Audit({ time: 0, ...options }).addInspectReader([saved(...names)], 'sample');
}

export async function all(audit) {
  const results = [];
  for await (const result of audit) results.push(result);
  return results;
}

export function failure(code, message = /./) {
  return (error) => error.name === 'CisdockerError' && error.code === code &&
    message.test(error.message);
}
