// Holds files of events, one a line, against a JSON Schema of OCSF's. Prints, a line of JSON a file,
// how many events it saw in it and what is wrong with which.
'use strict';
const {readFileSync} = require('node:fs');
const {createRequire} = require('node:module');
const [folder, schema, ...files] = process.argv.slice(2);
const here = createRequire(`${folder}/`);
const Ajv = here('ajv/dist/2020').default;
const validate = new Ajv({allErrors: true, strict: false}).compile(JSON.parse(readFileSync(schema)));
for (const file of files) {
  const events = readFileSync(file, 'utf8').split('\n').slice(0, -1);
  const complaints = events.flatMap((text, index) => validate(JSON.parse(text)) ? [] :
    validate.errors.map(({instancePath, message, params}) =>
      `${index + 1}: ${instancePath} ${message}: ${Object.values(params).join(', ')}`));
  console.log(JSON.stringify({file, events: events.length, complaints}));
}
