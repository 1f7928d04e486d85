// Holds a report against the SARIF schema that Datadog's uploader ships; prints what is wrong.
'use strict';
const {readFileSync} = require('node:fs');
const {createRequire} = require('node:module');
const [folder, file] = process.argv.slice(2);
const here = createRequire(`${folder}/`);
const uploader = `${folder}/node_modules/@datadog/datadog-ci-plugin-sarif`;
const schema = JSON.parse(readFileSync(`${uploader}/dist/json-schema/sarif-schema-2.1.0.json`));
const Ajv = here('ajv').default;
const ajv = new Ajv({allErrors: true, strict: false});
here('ajv-formats')(ajv);
const validate = ajv.compile(schema);
if (!validate(JSON.parse(readFileSync(file)))) {
  for (const error of validate.errors) {
    console.log(`${error.instancePath} ${error.message}`);
  }
  process.exitCode = 1;
}
