/**
 * Reduces the reference validator's findings to the common form.
 *
 * @module
 */
import { type Defect, type Finding, KINDS, type Kind } from './finding.js';
import { bundleOf, commonPath, parentOf } from './place.js';
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
  Validation_VAL_Profile_NotSlice: 'no slice',
  Validation_VAL_Profile_SliceOrder: 'slice order',
  Validation_VAL_Profile_NoType: 'type not allowed',
  Extension_EXT_Type: 'type not allowed',
  // Of an extension that may have no value: said beside the finding that it has too many.
  'Extension_EXT_Type []': 'maximum',
  Extension_EXT_Modifier_Y: 'modifier extension',
  Extension_EXT_Modifier_N: 'modifier extension',
  Extension_EXT_Url_NotFound: 'minimum',
  Extension_EXTP_Context_Wrong: 'extension context',
  Extension_EXT_SubExtension_Invalid: 'unknown part',
  // One defect, of one URI: ours is a finding about a primitive.
  Extension_EXT_URL_Absolute: 'bad primitive',
  Extension_EXT_Simple_ABSENT: 'minimum',
  RESOURCE_DUPLICATE_CONTAINED_ID: 'duplicate contained id',
  CONTAINED_ORPHAN_DOM3: 'failed rule',
  '#ele-1': 'no content',
  Terminology_TX_NoValid_1_CC: 'not in value set',
  Terminology_TX_NoValid_8: 'not in value set',
  Terminology_TX_NoValid_12: 'not in value set',
  Terminology_TX_NoValid_16: 'not in value set',
  Terminology_TX_Code_ValueSet: 'not in value set',
  Terminology_PassThrough_TX_Message: 'not in value set',
  REFERENCE_REF_INVALID_REF: 'reference form',
  Reference_REF_CantResolveProfile: 'reference target',
  Reference_REF_CantResolve: 'failed rule',
  BUNDLE_ENTRY_URL_ABSOLUTE: 'fullUrl',
  BUNDLE_ENTRY_URL_MATCHES_TYPE_ID: 'fullUrl',
  BUNDLE_ENTRY_URL_MATCHES_NO_ID: 'fullUrl',
  Validation_BUNDLE_Message: 'first entry',
  Bundle_BUNDLE_Entry_NoFirst: 'first entry',
  Bundle_BUNDLE_Entry_NoFirstResource: 'first entry',
  Bundle_BUNDLE_Entry_Document: 'first entry',
  BUNDLE_SEARCH_ENTRY_NO_RESOURCE: 'bundle content',
  Type_Specific_Checks_DT_Identifier_System: 'bad primitive',
};

// Checks of one primitive's text.
const PRIMITIVE =
  /^(Type_Specific_Checks_DT_(DateTime|Date|Time|Instant|Code|URI|OID|UUID|ID|Boolean|Integer|Decimal|Base64|Primitive|String)_|Resource_RES_ID_Malformed)/;

/** What stands for the id of their JSON parser's findings, before the kind of defect. */
const PARSER = 'parser: ';

/** Findings of their JSON parser, which have no id. */
const BY_TEXT: readonly (readonly [RegExp, Kind])[] = [
  [/^Unrecognized property '/, 'unknown property'],
  [/^The JSON property '.*' is a duplicate/, 'duplicate key'],
  [/must be (a JSON Array|an? (Object|object|Array)\b|a simple value)/, 'JSON shape'],
  [/^A document must have a date/, 'bundle content'],
  [/^Object must have|^Array cannot be empty/, 'no content'],
  [/primitive value must be/, 'bad primitive'],
];

/** A rule: its key ends the id, after the definition that the reference takes it from. */
const RULE = /#[a-z0-9]+-\d+$/;

/** One of their errors without its text: what is kept of it, and compared. */
export interface Told {
  /** Their message id; `#` and the key of a rule; `parser: ` and the kind of defect where they have none. */
  readonly id: string;
  /** Path in the common form of `commonPath`. */
  readonly path: string;
  /** Name of the slice, URL of the extension or key of the rule, where one place can have several. */
  readonly detail?: string;
}

/** What is kept of an issue of theirs; undefined for what is no error. */
export function toldOf({ severity, id, at, text }: VerdictIssue): Told | undefined {
  if (severity !== 'error' && severity !== 'fatal') return undefined;
  const short = id === undefined ? `${PARSER}${kindOfText(text)}` : (RULE.exec(id)?.[0] ?? id);
  return place({ id: short, path: commonPath(at) }, text);
}

/**
 * An error of theirs in common form.
 *
 * @throws when the kind of the finding is not known: each must be compared or excluded
 */
export function findingOf(told: Told): Finding {
  const kind = kindOf(told);
  if (kind === undefined) throw new Error(`no kind for their finding ${told.id} at ${told.path}`);
  const or = otherReadings(told, kind);
  const path = kind === 'first entry' ? bundleOf(told.path) : told.path;
  return { ...told, path, kind, ...(or.length === 0 ? {} : { or }) };
}

/** What ours says of the same defect, where the reference says it twice or in its own way. */
function otherReadings({ id, path }: Told, kind: Kind): Defect[] {
  if (kind !== 'minimum') return [];
  // What its parser could not read, or has a type that is not allowed, is missing to it at the same place.
  const unread: Defect[] = [
    { kind: 'JSON shape', path },
    { kind: 'type not allowed', path },
  ];
  // That a simple extension has no value is what ext-1 says where it has no extensions either.
  return id === 'Extension_EXT_Simple_ABSENT'
    ? [...unread, { kind: 'failed rule', path: parentOf(path), detail: 'ext-1' }]
    : unread;
}

function kindOf({ id, detail }: Pick<Told, 'id' | 'detail'>): Kind | undefined {
  const known = BY_ID[id];
  if (detail !== undefined && known === 'maximum') return 'slice maximum';
  if (detail !== undefined && known === 'minimum') return 'slice minimum';
  if (known !== undefined) return known;
  if (id.startsWith(PARSER)) return kindNamed(id.slice(PARSER.length));
  if (RULE.test(id)) return 'failed rule';
  return PRIMITIVE.test(id) ? 'bad primitive' : undefined;
}

function kindNamed(name: string): Kind | undefined {
  return Object.hasOwn(KINDS, name) ? (name as Kind) : undefined;
}

/** The kind of a finding that has a text only; its first words where none is known. */
function kindOfText(text: string): string {
  return BY_TEXT.find(([pattern]) => pattern.test(text))?.[1] ?? text.slice(0, 40);
}

function place(told: Told, text: string): Told {
  const { id, path } = told;
  switch (id) {
    case 'Extension_EXT_Type':
      return { id: text.includes('the types []') ? `${id} []` : id, path: `${path}.value[x]` };
    case 'Extension_EXT_Simple_ABSENT':
      return { id, path: `${path}.value[x]` };
    case 'Extension_EXT_URL_Absolute':
    case 'Extension_EXT_Url_NotFound':
      return { id, path: `${path}.url` };
    case 'Type_Specific_Checks_DT_Identifier_System':
      return { id, path: `${path}.system` };
    case 'Validation_VAL_Profile_NotAllowed':
      return /profile \S*-Bundle-/.test(text) && path.includes('.resource.')
        ? { id: `${id} by a Bundle`, path }
        : told;
    // What refers to nothing contained breaks ref-1.
    case 'Reference_REF_CantResolve':
      return { id, path, detail: 'ref-1' };
    case 'CONTAINED_ORPHAN_DOM3':
      return { id, path: path.replace(/\.contained(\[\d+\])?$/, ''), detail: 'dom-3' };
  }
  switch (kindOf({ id })) {
    case 'minimum':
    case 'maximum': {
      const [step = '', slice] = lastStep(/^(.+?): /.exec(text)?.[1] ?? '').split(':');
      return { id, path: `${path}.${step}`, ...(slice === undefined ? {} : { detail: slice }) };
    }
    case 'slice minimum': {
      const [, element = '', slice = ''] = /^Slice '(.+?):([^.:']+)'/.exec(text) ?? [];
      return { id, path: `${path}.${lastStep(element)}`, detail: slice };
    }
    case 'extension context':
      return { id, path, detail: /^The extension (\S+)/.exec(text)?.[1] ?? '' };
    case 'failed rule':
      return { id, path, detail: id.slice(1) };
    case 'unknown property':
    case 'duplicate key':
      return { id, path: `${path}.${/'(.*?)'/.exec(text)?.[1] ?? ''}` };
    default:
      return told;
  }
}

function lastStep(element: string): string {
  const parent = parentOf(element);
  return parent === '' ? element : element.slice(parent.length + 1);
}
