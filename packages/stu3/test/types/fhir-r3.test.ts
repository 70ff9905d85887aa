import { fileURLToPath } from 'node:url';
import { describeCorrespondence } from './correspondence.js';
import { EXCEPTIONS, WITHOUT_COUNTERPART } from './fhir-r3-exceptions.js';

describeCorrespondence({
  base: fileURLToPath(new URL('../../src/generated/base', import.meta.url)),
  release: 'r3',
  exceptions: EXCEPTIONS,
  withoutCounterpart: WITHOUT_COUNTERPART,
  shared: 200,
});
