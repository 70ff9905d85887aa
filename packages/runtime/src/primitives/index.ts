/**
 * Checks of primitive values, by FHIR release and type name.
 *
 * @module
 */
import type { FhirTables } from '../tables/index.js';
import { checkDate, checkDateTime, checkInstant, checkTime } from './dates.js';
import type { PrimitiveCheck } from './fault.js';
import { checkBase64Binary, checkId, checkOid, checkUri, checkUuid } from './identifiers.js';
import { checkBoolean, checkDecimal, checkInteger, checkPositiveInt, checkUnsignedInt } from './numbers.js';
import { checkCode, checkString } from './text.js';
import { checkXhtml } from './xhtml.js';

export type { PrimitiveCheck, PrimitiveFault, PrimitiveFaultCode } from './fault.js';

/** The checks of FHIR STU3 (3.0.2), by type name. */
const STU3 = {
  boolean: checkBoolean,
  integer: checkInteger,
  unsignedInt: checkUnsignedInt,
  positiveInt: checkPositiveInt,
  decimal: checkDecimal,
  string: checkString,
  markdown: checkString,
  uri: checkUri,
  oid: checkOid,
  uuid: checkUuid,
  id: checkId,
  code: checkCode,
  base64Binary: checkBase64Binary,
  date: checkDate,
  dateTime: checkDateTime,
  instant: checkInstant,
  time: checkTime,
  xhtml: checkXhtml,
} as const satisfies Readonly<Record<string, PrimitiveCheck>>;

/** Names of FHIR's primitive types. */
export type PrimitiveName = keyof typeof STU3;

/** One check a primitive type, by FHIR type name. */
export type PrimitiveChecks = Readonly<Record<PrimitiveName, PrimitiveCheck>>;

/** By release; a release that differs lists its own checks over those of STU3. */
const BY_RELEASE: Readonly<Record<FhirTables['version'], PrimitiveChecks>> = {
  STU3,
  DSTU2: STU3,
};

/** The checks of a FHIR release. */
export function primitiveChecks(version: FhirTables['version']): PrimitiveChecks {
  return BY_RELEASE[version];
}

/** True when a FHIR type name is that of a primitive. */
export function isPrimitiveName(name: string): name is PrimitiveName {
  return Object.hasOwn(STU3, name);
}
