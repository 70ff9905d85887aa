/**
 * A plain value of each primitive type. Synthetic: no value here is anybody's.
 *
 * @module
 */
import type { JsonValue } from '@gpconnect/runtime/tables';

/** Valid values of the primitive types, the same in every instance. */
export const SAMPLES: Readonly<Record<string, JsonValue>> = {
  boolean: true,
  integer: 1,
  unsignedInt: 1,
  positiveInt: 1,
  decimal: 1.5,
  string: 'Example',
  markdown: 'Example',
  uri: 'https://example.org/example',
  oid: 'urn:oid:2.16.840.1.113883.2.1',
  uuid: 'urn:uuid:11111111-2222-4333-8444-555555555555',
  id: 'example',
  code: 'example',
  base64Binary: 'RXhhbXBsZQ==',
  date: '2020-01-15',
  dateTime: '2020-01-15T09:00:00+00:00',
  instant: '2020-01-15T09:00:00+00:00',
  time: '09:00:00',
  xhtml: '<div xmlns="http://www.w3.org/1999/xhtml"><p>Example</p></div>',
};

/** Values of elements whose type alone does not say what is right, by `Type.element`. */
export const SAMPLES_BY_ELEMENT: Readonly<Record<string, JsonValue>> = {
  'Attachment.contentType': 'text/plain',
  'Binary.contentType': 'text/plain',
  'Bundle.type': 'collection',
  'Bundle.entry.fullUrl': 'urn:uuid:11111111-2222-4333-8444-555555555555',
};

/** Codes of systems whose members are not shipped: well-formed, and of no meaning. */
export const UNLISTED_CODES: Readonly<Record<string, string>> = {
  'http://snomed.info/sct': '404684003',
  'urn:iso:std:iso:4217': 'GBP',
  'urn:ietf:bcp:47': 'en',
  'http://unitsofmeasure.org': 'kg',
};

/** Values of identifiers by their system: an NHS number needs its check digit. */
export const IDENTIFIERS: Readonly<Record<string, string>> = {
  'https://fhir.nhs.uk/Id/nhs-number': '9990000018',
  'https://fhir.nhs.uk/Id/ods-organization-code': 'X99999',
};
