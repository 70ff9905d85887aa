/**
 * Reduces the reference validator's findings to the common form.
 *
 * @module
 */
import type { Finding, Kind } from './finding.js';
import { commonPath, parentOf } from './place.js';
import type { VerdictIssue } from './verdicts.js';

const BY_ID: Readonly<Record<string, Kind>> = {
  _DT_Fixed_Wrong: 'fixed value',
  Validation_VAL_Profile_Minimum: 'minimum',
  Validation_VAL_Profile_Maximum: 'maximum',
  Validation_VAL_Profile_NotAllowed: 'type not allowed',
  Validation_VAL_Profile_WrongType: 'wrong resource type',
  Validation_VAL_Profile_Minimum_SLICE: 'slice minimum',
  Validation_VAL_Profile_Minimum_SLICE_EXT: 'slice minimum',
  Validation_VAL_Profile_MatchMultiple: 'more than one slice',
  Extension_EXTP_Context_Wrong: 'extension context',
  Extension_EXT_SubExtension_Invalid: 'unknown part',
  Extension_EXT_URL_Absolute: 'extension url',
  Extension_EXT_Simple_ABSENT: 'minimum',
  RESOURCE_DUPLICATE_CONTAINED_ID: 'duplicate contained id',
  CONTAINED_ORPHAN_DOM3: 'failed rule',
  'Element#ele-1': 'no content',
  Terminology_TX_NoValid_1_CC: 'not in value set',
  Terminology_TX_NoValid_8: 'not in value set',
  Terminology_TX_NoValid_16: 'not in value set',
  Terminology_TX_Code_ValueSet: 'not in value set',
  Terminology_PassThrough_TX_Message: 'not in value set',
  REFERENCE_REF_INVALID_REF: 'reference form',
  Reference_REF_CantResolveProfile: 'reference target',
  BUNDLE_ENTRY_URL_ABSOLUTE: 'fullUrl',
  Type_Specific_Checks_DT_Identifier_System: 'bad primitive',
};

// Checks of one primitive's text.
const PRIMITIVE =
  /^(Type_Specific_Checks_DT_(DateTime|Date|Time|Instant|Code|URI|OID|UUID|ID|Boolean|Integer|Decimal|Base64|Primitive|String)_|Resource_RES_ID_Malformed)/;

/** Findings of their JSON parser, which have no id. */
const BY_TEXT: readonly (readonly [RegExp, Kind])[] = [
  [/^Unrecognized property '/, 'unknown property'],
  [/^The JSON property '.*' is a duplicate/, 'duplicate key'],
  [/must be (a JSON Array|an Object|a simple value)/, 'JSON shape'],
  [/^Object must have|^Array cannot be empty/, 'no content'],
  [/primitive value must be/, 'bad primitive'],
];

/**
 * Their error in common form; undefined for what is no error.
 *
 * @throws when the kind of the finding is not known: each must be compared or excluded
 */
export function reduceTheirs(issue: VerdictIssue): Finding | undefined {
  if (issue.severity !== 'error' && issue.severity !== 'fatal') return undefined;
  const id = idOf(issue);
  const path = commonPath(issue.at);
  const rule = /#([a-z0-9]+-\d+)$/.exec(id)?.[1];
  if (rule !== undefined && BY_ID[id] === undefined) return { kind: 'failed rule', path, detail: rule, id };
  const kind = BY_ID[id] ?? (PRIMITIVE.test(id) ? 'bad primitive' : kindOfText(issue.text));
  return place({ kind, path, id }, issue.text);
}

/** The id of a finding; the parser's have none, and are named by their first words. */
export function idOf({ id, text }: Pick<VerdictIssue, 'id' | 'text'>): string {
  return id ?? `parser: ${kindOfText(text)}`;
}

function kindOfText(text: string): Kind {
  const known = BY_TEXT.find(([pattern]) => pattern.test(text));
  if (known === undefined) throw new Error(`no kind for their finding: ${text}`);
  return known[1];
}

function place(finding: Finding, text: string): Finding {
  const { id, kind, path } = finding;
  switch (kind) {
    case 'minimum':
    case 'maximum': {
      if (id === 'Extension_EXT_Simple_ABSENT') return { ...finding, path: `${path}.value[x]` };
      const element = /^(.+?): /.exec(text)?.[1] ?? '';
      return { ...finding, path: `${path}.${lastStep(element)}` };
    }
    case 'slice minimum': {
      const [, element = '', slice = ''] = /^Slice '(.+?):([^.:']+)'/.exec(text) ?? [];
      return { ...finding, path: `${path}.${lastStep(element)}`, detail: slice };
    }
    case 'extension context':
      return { ...finding, detail: /^The extension (\S+)/.exec(text)?.[1] ?? '' };
    case 'failed rule':
      return { ...finding, path: path.replace(/\.contained(\[\d+\])?$/, ''), detail: 'dom-3' };
    case 'unknown property':
    case 'duplicate key':
      return { ...finding, path: `${path}.${/'(.*?)'/.exec(text)?.[1] ?? ''}` };
    case 'extension url':
      // One defect, of one URI: ours is a finding about a primitive.
      return { ...finding, kind: 'bad primitive', path: `${path}.url` };
    case 'bad primitive':
      return id === 'Type_Specific_Checks_DT_Identifier_System'
        ? { ...finding, path: `${path}.system` }
        : finding;
    default:
      return finding;
  }
}

function lastStep(element: string): string {
  const parent = parentOf(element);
  return parent === '' ? element : element.slice(parent.length + 1);
}
