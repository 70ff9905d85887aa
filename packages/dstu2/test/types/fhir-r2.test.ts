import { fileURLToPath } from 'node:url';
import { describeCorrespondence } from '../../../stu3/test/types/correspondence.js';
import { EXCEPTIONS, WITHOUT_COUNTERPART } from './fhir-r2-exceptions.js';

describeCorrespondence({
  base: fileURLToPath(new URL('../../src/generated/base', import.meta.url)),
  release: 'r2',
  exceptions: EXCEPTIONS,
  withoutCounterpart: WITHOUT_COUNTERPART,
  shared: 60,
});
