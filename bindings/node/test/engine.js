// A small engine with two containers: `web` fails, `db` passes.

import { createServer } from 'node:http';
import { createServer as createListener } from 'node:net';

import { container } from './samples.js';

const CONTAINERS = [container('web'), container('db', { CapDrop: ['ALL'] })];
const ANSWERS = {
  '/_ping': 'OK',
  '/version': {
    Version: '20.10.24', ApiVersion: '1.41', MinAPIVersion: '1.12', Os: 'linux',
    Components: [{ Name: 'Engine', Version: '20.10.24', Details: {} }],
  },
  '/info': { OSType: 'linux', Name: 'fake-host' },
  '/containers/json': CONTAINERS.map(({ Id, Name }) => ({
    Id, Names: [Name], Image: 'nginx', State: 'running', Labels: {},
  })),
  ...Object.fromEntries(CONTAINERS.map((made) => [`/containers/${made.Id}/json`, made])),
};

/** Starts it for a test; its address. */
export async function engine(t) {
  const server = createServer((request, response) => {
    const path = request.url.replace(/^\/v[\d.]+/, '').replace(/\?.*$/, '');
    response.writeHead(path in ANSWERS ? 200 : 404, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify(ANSWERS[path] ?? { message: 'no such page' }));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  return `tcp://127.0.0.1:${server.address().port}`;
}

/** One that accepts and never answers. */
export async function silent(t) {
  const server = createListener().listen(0, '127.0.0.1');
  const sockets = [];
  server.on('connection', (socket) => sockets.push(socket));
  t.after(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  await new Promise((resolve) => server.once('listening', resolve));
  return `tcp://127.0.0.1:${server.address().port}`;
}
