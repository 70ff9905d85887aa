/**
 * Values that are not of a primitive type, with the finding that each has to raise.
 *
 * @module
 */
import type { IssueCode } from '@gpconnect/runtime';
import type { JsonValue } from '@gpconnect/runtime/tables';

/** A value that is not of its type. */
export interface Wrong {
  readonly value: JsonValue;
  readonly code: IssueCode;
}

const wrong = (code: IssueCode, ...values: JsonValue[]): Wrong[] => values.map((value) => ({ value, code }));

const JSON_TYPE = 'value.json-type';
const FORMAT = 'value.format';
const BLANK = 'value.whitespace';
const EMPTY = 'structure.empty';

/** By type; the two that say most come first. */
export const WRONG_VALUES: Readonly<Record<string, readonly Wrong[]>> = {
  boolean: wrong(JSON_TYPE, 'true', 1),
  integer: [...wrong(JSON_TYPE, '1'), ...wrong(FORMAT, 1.5, 2147483648)],
  unsignedInt: [...wrong(JSON_TYPE, '1'), ...wrong(FORMAT, -1, 1.5, 2147483648)],
  positiveInt: [...wrong(JSON_TYPE, '1'), ...wrong(FORMAT, 0, 1.5, -1)],
  decimal: wrong(JSON_TYPE, '1.5', true),
  string: [...wrong(JSON_TYPE, 1), ...wrong(EMPTY, ''), ...wrong(FORMAT, 'a\u0001b')],
  markdown: [...wrong(JSON_TYPE, 1), ...wrong(EMPTY, ''), ...wrong(FORMAT, 'a\u0001b')],
  code: [...wrong(JSON_TYPE, true), ...wrong(BLANK, ' a', 'a ', 'a  b', 'a\tb'), ...wrong(EMPTY, '')],
  uri: [
    ...wrong(JSON_TYPE, 1),
    ...wrong(BLANK, 'https://example.org/a b'),
    ...wrong(FORMAT, 'urn:uuid:1', 'urn:oid:1.02'),
  ],
  oid: [...wrong(JSON_TYPE, 1), ...wrong(FORMAT, 'urn:oid:3.1', '1.2.3', 'urn:oid:1.')],
  uuid: [...wrong(JSON_TYPE, 1), ...wrong(FORMAT, 'urn:uuid:11111111-2222-4333-8444-55555555555X')],
  id: [...wrong(JSON_TYPE, 1), ...wrong(FORMAT, 'a_b', 'a b'), ...wrong('value.too-long', 'a'.repeat(65))],
  base64Binary: [...wrong(JSON_TYPE, 1), ...wrong(FORMAT, 'RXhhbXBsZQ=', 'R*==')],
  date: [...wrong(JSON_TYPE, 2020), ...wrong(FORMAT, '2020-02-30', '15/01/2020', '2020-01-15T09:00:00Z')],
  dateTime: [
    ...wrong(JSON_TYPE, 2020),
    ...wrong(FORMAT, '2020-01-15T09:00', '2020-01-15T09:00:00', '2020-13-01'),
  ],
  instant: [...wrong(JSON_TYPE, 2020), ...wrong(FORMAT, '2020-01-15', '2020-01-15T09:00:00')],
  time: [...wrong(JSON_TYPE, 9), ...wrong(FORMAT, '24:00:00', '09:00', '09:00:00Z')],
  xhtml: [
    ...wrong(JSON_TYPE, 1),
    ...wrong(
      'value.narrative',
      '<p>Example</p>',
      '<div xmlns="http://www.w3.org/1999/xhtml"><script>1</script></div>',
    ),
  ],
};
