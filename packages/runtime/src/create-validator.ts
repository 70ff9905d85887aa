/**
 * Makes the validator of a specification version.
 *
 * @module
 */
import type { Validator } from './api.js';
import { catalogFor } from './nodes/catalogs.js';
import type { SpecTable } from './tables/index.js';
import { validateTextBy } from './validate-text.js';
import { validateBy } from './validator.js';

/**
 * Makes the validator of a specification version, which reads text of both formats.
 *
 * @throws MisuseError when `spec` is not the table of a specification version.
 */
export function createValidator(spec: SpecTable): Validator {
  catalogFor(spec, {});
  return {
    spec,
    validate: (value, options) => validateBy(spec, value, options),
    validateText: (text, options) => validateTextBy(spec, text, options),
  };
}
