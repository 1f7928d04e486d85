// Prints what MITRE's converters make of reports: a line of JSON for each result of each control.
'use strict';
const {readFileSync} = require('node:fs');
const {createRequire} = require('node:module');
const [folder, ...files] = process.argv.slice(2);
const hdf = createRequire(`${folder}/`)('@mitre/hdf-converters');
const mappers = {
  nessus: hdf.NessusResults, xccdf: hdf.XCCDFResultsMapper, sarif: hdf.SarifMapper,
};
for (const file of files) {
  const text = readFileSync(file, 'utf8');
  const kind = hdf.fingerprint({data: text, filename: file});
  if (!(kind in mappers)) {
    throw new Error(`${file} is taken for '${kind}'`);
  }
  for (const run of [new mappers[kind](text).toHdf()].flat()) {
    for (const control of run.profiles.flatMap((profile) => profile.controls)) {
      for (const result of control.results) {
        console.log(JSON.stringify({
          file, kind, control: control.id, nist: control.tags.nist, impact: control.impact,
          status: result.status, description: result.code_desc, message: result.message ?? '',
        }));
      }
    }
  }
}
