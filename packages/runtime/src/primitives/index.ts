/**
 * Checks of primitive values, by FHIR release and type name.
 *
 * @module
 */
import type { FhirTables } from '../tables/index.js';
import type { PrimitiveCheck } from './fault.js';

export type { PrimitiveCheck, PrimitiveFault, PrimitiveFaultCode } from './fault.js';

const stub: PrimitiveCheck = () => undefined;

/** Names of the primitive types of FHIR STU3. */
export type PrimitiveName =
  | 'boolean'
  | 'integer'
  | 'unsignedInt'
  | 'positiveInt'
  | 'decimal'
  | 'string'
  | 'markdown'
  | 'uri'
  | 'oid'
  | 'uuid'
  | 'id'
  | 'code'
  | 'base64Binary'
  | 'date'
  | 'dateTime'
  | 'instant'
  | 'time'
  | 'xhtml';

/** One check a primitive type, by FHIR type name. */
export type PrimitiveChecks = Readonly<Record<PrimitiveName, PrimitiveCheck>>;

/** The checks of FHIR STU3 (3.0.2). */
export const STU3_PRIMITIVES: PrimitiveChecks = {
  boolean: stub,
  integer: stub,
  unsignedInt: stub,
  positiveInt: stub,
  decimal: stub,
  string: stub,
  markdown: stub,
  uri: stub,
  oid: stub,
  uuid: stub,
  id: stub,
  code: stub,
  base64Binary: stub,
  date: stub,
  dateTime: stub,
  instant: stub,
  time: stub,
  xhtml: stub,
};

/** The checks of a FHIR release. */
export function primitiveChecks(version: FhirTables['version']): PrimitiveChecks {
  void version;
  return STU3_PRIMITIVES;
}

/** True when a FHIR type name is that of a primitive. */
export function isPrimitiveName(name: string): name is PrimitiveName {
  return Object.hasOwn(STU3_PRIMITIVES, name);
}
