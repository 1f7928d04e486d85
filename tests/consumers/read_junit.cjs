// Prints what junit2json, or xunit-viewer, read of a report: a line of JSON for each test case.
'use strict';
const {readFileSync} = require('node:fs');
const {createRequire} = require('node:module');
const [folder, reader, file] = process.argv.slice(2);
const here = createRequire(`${folder}/`);
const text = readFileSync(file, 'utf8');

const say = (name, outcome) => console.log(JSON.stringify({name, outcome}));

async function withJunit2json() {
  const {parse} = here('junit2json');
  for (const suite of (await parse(text)).testsuite) {
    for (const one of suite.testcase ?? []) {
      const found = ['failure', 'error', 'skipped'].filter((element) => element in one);
      say(one.name, found[0] ?? 'passed');
    }
  }
}

async function withXunitViewer() {
  const {spawnSync} = require('node:child_process');
  const done = spawnSync(process.execPath, [`${folder}/node_modules/xunit-viewer/bin/xunit-viewer`,
    '--results', file, '--console', '--no-color', '--output', `${file}.page`], {encoding: 'utf8'});
  process.stdout.write(done.stdout);
  process.stderr.write(done.stderr);
}

(reader === 'junit2json' ? withJunit2json() : withXunitViewer());
