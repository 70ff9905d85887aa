/**
 * Slicing of one element, with its slices' predicates.
 *
 * @module
 */
import type { ElementTable, Slicing } from '../tables/index.js';
import { alternative, extensionUrls, sliceMatcher } from './discriminator.js';
import { sourceOf, type Layer, type Origin } from './layer.js';
import { Has, IsValue, Some, type Matcher } from './matcher.js';

/** One slice. */
export interface SliceNode {
  /** Unique among all slices. */
  readonly id: string;
  readonly name: string;
  /** Place in definition order. */
  readonly index: number;
  readonly min: number;
  readonly max: number;
  readonly source: string;
  readonly layer: Layer;
  /** Null where nothing in the definition tells the slice's items. */
  readonly matcher: Matcher | null;
  /** Of extensions: their URL, the first where there are several. */
  readonly url: string | null;
  /** Of extensions: their URLs; several are alternatives. */
  readonly urls: readonly string[];
}

/** One slicing of one element. */
export interface SlicingNode {
  readonly rules: Slicing['rules'];
  readonly ordered: boolean;
  /** What the slices are told by, for texts: `value system`. */
  readonly by: string;
  readonly source: string;
  readonly slices: readonly SliceNode[];
  /** Slices whose items cannot be told. */
  readonly unsure: readonly SliceNode[];
  /** False where any list will do, whatever slices its items are in. */
  readonly judgesLists: boolean;
  /** Where all slices are told by one string of one property: that property, and the slices by its value. */
  readonly key: string | null;
  readonly byKey: ReadonlyMap<string, SliceNode>;
  /** The values of the key and their slices, where there are few of them: they are compared one by one. */
  readonly keys: readonly string[];
  readonly ofKeys: readonly SliceNode[];
}

/** Most values of a key that are compared one by one. A Map would hash every letter of each value that it is asked for. */
const FEW = 8;

/** The slice whose items have a value as their key. */
export function sliceOfKey({ keys, ofKeys, byKey }: SlicingNode, value: string): SliceNode | null {
  if (byKey.size > FEW) return byKey.get(value) ?? null;
  for (let i = 0; i < keys.length; i++) if (keys[i] === value) return ofKeys[i]!;
  return null;
}

const BY_URL: Slicing = { by: [{ type: 'value', path: 'url' }], rules: 'open' };
const UNKNOWN: Slicing = { by: [], rules: 'open' };

/**
 * The slicings that layers state, one a layer that names slices.
 *
 * @param inherited - What `type` states about the children of its values.
 */
export function compileSlicings(
  layers: readonly Layer[],
  type: string,
  inherited: Readonly<Record<string, ElementTable>> = {},
): SlicingNode[] {
  const slicings: SlicingNode[] = [];
  const stated = new Map<Origin, Slicing>();
  let last: Slicing | undefined;
  for (const layer of layers) {
    const { slicing, slices } = layer.table;
    if (slicing !== undefined) {
      stated.set(layer.origin, slicing);
      last = slicing;
    }
    if (slices === undefined) continue;
    const rule = stated.get(layer.origin) ?? last ?? (type === 'Extension' ? BY_URL : UNKNOWN);
    slicings.push(compileSlicing(layer, rule, slices, { type, children: inherited }, slicings));
  }
  return slicings;
}

/** The type of a list's items, and what it states about their children. */
interface Items {
  readonly type: string;
  readonly children: Readonly<Record<string, ElementTable>>;
}

function compileSlicing(
  layer: Layer,
  rule: Slicing,
  tables: Readonly<Record<string, ElementTable>>,
  items: Items,
  earlier: readonly SlicingNode[],
): SlicingNode {
  const drafts = Object.keys(tables).map((name, index) =>
    inherit(sliceNode(layer, rule, name, index, tables[name]!, items), earlier),
  );
  const slices = withoutTwins(drafts);
  const key = commonKey(slices);
  const byKey = new Map<string, SliceNode>();
  if (key !== null) {
    for (const slice of slices) for (const value of keyValues(slice.matcher) ?? []) byKey.set(value, slice);
  }
  const unsure = slices.filter(({ matcher }) => matcher === null);
  const ordered = rule.ordered === true;
  return {
    rules: rule.rules,
    ordered,
    by: rule.by.map(({ type, path }) => `${type} ${path}`).join(', ') || 'no discriminator',
    source: sourceOf(layer),
    slices,
    unsure,
    judgesLists:
      ordered ||
      rule.rules !== 'open' ||
      unsure.length > 0 ||
      slices.some(({ min, max }) => min > 0 || max < Infinity),
    key,
    byKey,
    keys: [...byKey.keys()],
    ofKeys: [...byKey.values()],
  };
}

function sliceNode(
  host: Layer,
  rule: Slicing,
  name: string,
  index: number,
  table: ElementTable,
  { type, children }: Items,
): SliceNode {
  const layer = { table, origin: host.origin, id: `${host.id}:${name}` };
  const urls = type === 'Extension' ? extensionUrls(table) : [];
  const source = sourceOf(layer);
  return {
    id: source,
    name,
    index,
    min: table.min ?? 0,
    max: table.max === undefined || table.max === '*' ? Infinity : table.max,
    source,
    layer,
    matcher: urls.length === 0 ? sliceMatcher(table, rule.by, children, host.table) : byUrl(urls),
    url: urls[0] ?? null,
    urls,
  };
}

function byUrl(urls: readonly string[]): Matcher {
  const values = urls.map((url) => new IsValue('value.fixed', url));
  return new Has('url', values.length === 1 ? values[0]! : new Some(values));
}

/** A slice of extensions as it is for those of one of its URLs. */
export function sliceOfUrl(slice: SliceNode, url: string): SliceNode {
  if (slice.urls.length < 2) return slice;
  const { layer } = slice;
  return {
    ...slice,
    id: `${slice.id} ${url}`,
    layer: { ...layer, table: alternative(layer.table, url) },
    url,
    urls: [url],
  };
}

/** A slice that a definition states again without what tells it is told as before. */
function inherit(slice: SliceNode, earlier: readonly SlicingNode[]): SliceNode {
  if (slice.matcher !== null) return slice;
  for (const { slices } of earlier) {
    const same = slices.find(({ name, matcher }) => name === slice.name && matcher !== null);
    if (same !== undefined) return { ...slice, matcher: same.matcher, url: same.url, urls: same.urls };
  }
  return slice;
}

/** Two slices told by the same value cannot be told from each other: that is the definition's fault. */
function withoutTwins(slices: readonly SliceNode[]): SliceNode[] {
  const counts = new Map<string, number>();
  for (const { matcher } of slices) {
    if (matcher !== null) counts.set(matcher.key, (counts.get(matcher.key) ?? 0) + 1);
  }
  return slices.map((slice) =>
    slice.matcher !== null && counts.get(slice.matcher.key)! > 1 ? { ...slice, matcher: null } : slice,
  );
}

/** The property that alone tells all slices, when it does. */
function commonKey(slices: readonly SliceNode[]): string | null {
  let name: string | null = null;
  for (const { matcher } of slices) {
    if (matcher === null) continue;
    if (!(matcher instanceof Has) || keyValues(matcher) === undefined) return null;
    if (name !== null && matcher.name !== name) return null;
    name = matcher.name;
  }
  return name;
}

/** The strings of which the property must have one, where that is all. */
function keyValues(matcher: Matcher | null): readonly string[] | undefined {
  if (!(matcher instanceof Has)) return undefined;
  const { inner } = matcher;
  const values: string[] = [];
  for (const part of inner instanceof Some ? inner.parts : [inner]) {
    if (!(part instanceof IsValue) || typeof part.expected !== 'string') return undefined;
    values.push(part.expected);
  }
  return values;
}
