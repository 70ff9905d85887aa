/**
 * The codes and places of an OperationOutcome of FHIR DSTU2, for Access Record HTML and the foundations of its time:
 * their specification versions pin a profile whose codes are not those of the Spine, and their FHIR has no FHIRPath.
 *
 * @module
 */
import type { Issue } from '../issues/issue.js';
import type { OutcomeCoding } from './types.js';

/** Profile of the OperationOutcome in FHIR DSTU2. */
export const DSTU2_OUTCOME_PROFILE = 'http://fhir.nhs.net/StructureDefinition/gpconnect-operationoutcome-1';

/** What the profile has as the system of its codes: the address of their value set. */
export const DSTU2_ERROR_SYSTEM = 'http://fhir.nhs.net/ValueSet/gpconnect-error-or-warning-code-1';

function coding(code: string, display: string): OutcomeCoding {
  return { system: DSTU2_ERROR_SYSTEM, code, display };
}

/** The code of a faulty payload: the most general one. */
export const DSTU2_INVALID = coding('GPC-002', 'Invalid element');
const DSTU2_MISSING = coding('GPC-003', 'Missing element');

/** The code of a finding: something is missing, or something is wrong. */
export function dstu2ErrorOf({ code }: Pick<Issue, 'code'>): OutcomeCoding {
  return code === 'structure.minimum' || code === 'slicing.minimum' ? DSTU2_MISSING : DSTU2_INVALID;
}

/** Steps that hold a resource, which XML writes as an element of its type in between. */
const HOLDERS = /(\.contained|\.(?:entry|parameter|part)(?:\[\d+\])?\.resource)(\[\d+\])?(?=\.)/g;

/** A path as an XPath of element names and positions, with the prefix `f` for FHIR's namespace. */
export function xpathOf(path: string): string {
  const steps = path.replace(HOLDERS, '$1$2.*').split('.');
  const written = steps.map((step) => {
    const counted = step.replace(/\[(\d+)\]$/, (_, index: string) => `[${Number(index) + 1}]`);
    // A name that no definition knows stands for itself only as some element.
    return /^[A-Za-z][A-Za-z0-9]*(\[\d+\])?$/.test(counted) ? `f:${counted}` : '*';
  });
  return `/${written.join('/')}`;
}
