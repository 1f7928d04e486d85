// Prints what MITRE's converters make of a report: a line of JSON for each result of each control.
'use strict';
const {readFileSync} = require('node:fs');
const {createRequire} = require('node:module');
const [folder, file] = process.argv.slice(2);
const hdf = createRequire(`${folder}/`)('@mitre/hdf-converters');
const mappers = {
  nessus: hdf.NessusResults, xccdf: hdf.XCCDFResultsMapper, sarif: hdf.SarifMapper,
};
const text = readFileSync(file, 'utf8');
const kind = hdf.fingerprint({data: text, filename: file});
if (!(kind in mappers)) {
  throw new Error(`taken for '${kind}'`);
}
for (const run of [new mappers[kind](text).toHdf()].flat()) {
  for (const control of run.profiles.flatMap((profile) => profile.controls)) {
    for (const result of control.results) {
      console.log(JSON.stringify({
        kind, control: control.id, nist: control.tags.nist, impact: control.impact,
        status: result.status, description: result.code_desc, message: result.message ?? '',
      }));
    }
  }
}
