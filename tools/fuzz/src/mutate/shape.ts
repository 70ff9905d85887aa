/**
 * Changes of a value's shape: what stands where, in what, how often, how deep.
 *
 * @module
 */
import { copy, getAt, isMap, put, remove, type Json, type JsonMap } from '../json.js';
import { changedString, oddString, ODD_KEYS, rawNumber } from './strings.js';
import type { Mutation } from './value.js';

/** Characters that a repeated value may add to a mutant. */
const REPEATED = 60_000;

/** A value of another kind than it had. */
const retype: Mutation = ({ random, slot, longest }) => {
  const value = getAt(slot);
  const others: Json[] = [
    null,
    true,
    0,
    rawNumber(random),
    '',
    oddString(random, longest),
    {},
    [],
    [null],
    [{}],
    [[]],
  ];
  if (value !== undefined) others.push([value], { value }, String(JSON.stringify(value)).slice(0, 2000));
  if (Array.isArray(value) && value.length > 0) others.push(value[0]!, value.concat(null));
  put(slot.holder, slot.key, random.pick(others));
};

const drop: Mutation = ({ slot }) => remove(slot);

/** A scalar that is out of the ordinary. */
const odd: Mutation = ({ random, slot, longest }) => {
  const value = getAt(slot);
  if (typeof value === 'string' && !random.oneIn(3)) put(slot.holder, slot.key, changedString(random, value));
  else if (typeof value === 'number') put(slot.holder, slot.key, rawNumber(random));
  else if (typeof value !== 'object') put(slot.holder, slot.key, oddString(random, longest));
};

/** An item again, some or many times; a property again under another name. */
const repeat: Mutation = ({ random, slot, dictionary }) => {
  const value = getAt(slot)!;
  if (!Array.isArray(slot.holder)) {
    put(slot.holder, random.oneIn(2) ? dictionary.key(random) : `_${slot.key}`, copy(value));
    return;
  }
  const length = JSON.stringify(value).length + 1;
  const times = random.size(Math.max(1, Math.floor((random.oneIn(40) ? REPEATED : 4000) / length)));
  const at = Number(slot.key);
  const items: Json[] = Array.from({ length: times }, () => copy(value));
  if (random.oneIn(4)) for (const item of items) if (isMap(item)) put(item, 'id', `r${random.below(1000)}`);
  slot.holder.splice(at, 0, ...items);
};

/** To another place. */
const move: Mutation = ({ random, slot, slots }) => {
  const other = random.pick(slots);
  const value = getAt(slot);
  if (value === undefined || getAt(other) === undefined) return;
  // A copy: a value moved into itself would have no end.
  const moved = copy(value);
  if (random.oneIn(2)) remove(slot);
  if (isMap(getAt(other)) && random.oneIn(2)) put(getAt(other) as JsonMap, slot.key, moved);
  else put(other.holder, other.key, moved);
};

const swap: Mutation = ({ random, slot, slots }) => {
  const other = random.pick(slots);
  const [one, two] = [getAt(slot), getAt(other)];
  if (one === undefined || two === undefined) return;
  const [first, second] = [copy(one), copy(two)];
  put(slot.holder, slot.key, second);
  if (getAt(other) !== undefined) put(other.holder, other.key, first);
};

/** Under another name, in its place or at the end. */
const rename: Mutation = ({ random, slot, dictionary }) => {
  if (Array.isArray(slot.holder)) return;
  const value = getAt(slot)!;
  const { key } = slot;
  const name = random.pick([
    `_${key}`,
    key.slice(1),
    `${key}x`,
    key.toUpperCase(),
    dictionary.key(random),
    random.pick(ODD_KEYS),
    key.replace(
      /(String|Boolean|Integer|Quantity|CodeableConcept|DateTime|Period)$/,
      random.pick(['String', 'Quantity', 'X', '']),
    ),
  ]);
  if (random.oneIn(2)) delete slot.holder[key];
  put(slot.holder, name, value);
};

/** A property that its object would not have. */
const extra: Mutation = ({ random, slot, dictionary, longest }) => {
  const value = getAt(slot);
  const object = isMap(value) ? value : Array.isArray(slot.holder) ? undefined : slot.holder;
  if (object === undefined) return;
  const key = random.oneIn(2) ? random.pick(ODD_KEYS) : dictionary.key(random);
  put(
    object,
    key,
    random.oneIn(2)
      ? dictionary.value(random, key)
      : random.pick([oddString(random, longest), {}, [], null, 1]),
  );
};

/** What another record has under the same key, or under any. */
const graft: Mutation = ({ random, slot, dictionary }) => {
  const key = random.oneIn(4) ? dictionary.key(random) : slot.key;
  put(slot.holder, slot.key, dictionary.value(random, key));
};

const KEYS_OF_NESTS = [
  'extension',
  'contained',
  'entry',
  'part',
  'item',
  'value',
  'resource',
  'parameter',
  'link',
] as const;

/** A value under many levels of arrays or objects. */
const nest: Mutation = ({ random, slot }) => {
  let value = getAt(slot)!;
  const levels = random.size(random.oneIn(10) ? 400 : 40);
  const key = random.oneIn(2) ? slot.key : random.pick(KEYS_OF_NESTS);
  const form = random.below(4);
  for (let i = 0; i < levels; i++) {
    if (form === 0) value = [value];
    else if (form === 1) value = { [key]: value };
    else value = { [key]: [value] };
  }
  put(slot.holder, slot.key, value);
};

/** A primitive's sibling: right, wrong, or of another length than the primitive's list. */
const sibling: Mutation = ({ random, slot }) => {
  if (Array.isArray(slot.holder)) return;
  const { holder, key } = slot;
  const extension = [{ url: 'https://example.invalid/x', valueString: 'x' }];
  const forms: Json[] = [
    null,
    {},
    [],
    [null],
    [null, null],
    { id: 'x' },
    { extension },
    [{ extension }, null],
    'x',
    { extension: {} },
    { _id: {} },
    { value: 'x' },
  ];
  put(holder, `_${key}`, random.pick(forms));
  if (random.oneIn(2)) delete holder[key];
  else if (random.oneIn(3) && Array.isArray(holder[key])) (holder[key] as Json[]).push(null);
};

/** Keys in another order. */
const shuffle: Mutation = ({ random, slot }) => {
  const value = getAt(slot);
  if (!isMap(value)) return;
  const keys = Object.keys(value);
  const from = random.below(keys.length + 1);
  const shuffled: JsonMap = {};
  for (const key of [...keys.slice(from), ...keys.slice(0, from)]) put(shuffled, key, value[key]!);
  put(slot.holder, slot.key, shuffled);
};

/** The mutations, some of them several times: as often as they are wanted. */
export const SHAPE_MUTATIONS: readonly Mutation[] = [
  retype,
  retype,
  drop,
  drop,
  odd,
  odd,
  odd,
  repeat,
  move,
  swap,
  rename,
  extra,
  graft,
  graft,
  nest,
  sibling,
  shuffle,
];
