// What other validators take for the same record: a JSON Schema compiled by ajv, fhir.js, the interpreter fhirpath.js
// on the invariants, and the reference validator where it lies beside the repository and there is Java.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import process from 'node:process';
import { Ajv } from 'ajv';
import { schemaOf } from './schema.mjs';

const require = createRequire(import.meta.url);

/** Checks a parsed value by a JSON Schema of the base types: what ajv makes of it is the code that it would write. */
export function ajvJob(spec) {
  const check = new Ajv({ discriminator: true, allErrors: true, strict: false }).compile(schemaOf(spec));
  return (value) => {
    check(value);
    return check.errors?.length ?? 0;
  };
}

/** Checks a parsed value by the definitions that fhir.js brings, which are of FHIR R4: of comparable size. */
export function fhirJob() {
  const { Fhir } = require('fhir');
  const fhir = new Fhir();
  return (value) => fhir.validate(value).messages.length;
}

/** The rules that a value's keys leave open, with the elements that they are tested on. */
export function openRules(spec, createValidator, withRules, value, options) {
  const calls = [];
  let isRecording = false;
  const record = (rule) => ({
    ...rule,
    test: (self, context) => {
      if (isRecording) calls.push({ rule, self, context });
      return rule.test(self, context);
    },
  });
  const validator = createValidator(withRules(spec, record));
  // What keys leave open is told by trying each rule once, which is not to be recorded.
  validator.validate(value, options);
  isRecording = true;
  validator.validate(value, options);
  return calls;
}

/** Tests rules by fhirpath.js, each expression compiled once. */
export function fhirpathJob() {
  const fhirpath = require('fhirpath');
  const model = require('fhirpath/fhir-context/stu3');
  const compiled = new Map();
  const failed = new Set();
  return (calls) => {
    let held = 0;
    for (const { rule, self, context } of calls) {
      const { expression } = rule;
      if (failed.has(expression)) continue;
      if (!compiled.has(expression)) compiled.set(expression, fhirpath.compile(expression, model));
      try {
        if (compiled.get(expression)(self, context)[0] !== false) held++;
      } catch {
        failed.add(expression);
      }
    }
    return held;
  };
}

/** Milliseconds that the reference validator takes for a file once it is warm; undefined where it is not at hand. */
export function referenceTime(root, file) {
  const run = `${root}/../shared/oracle/run`;
  if (!existsSync(run)) return undefined;
  try {
    const args = ['check', file, '--release', '1.5.0', '--repeat', '3'];
    const lines = execFileSync(run, args, {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      env: process.env,
    });
    return JSON.parse(lines.trim().split('\n').pop()).ms;
  } catch {
    return undefined;
  }
}
