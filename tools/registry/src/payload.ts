/**
 * Payloads of an interaction: from the map's words for a body to the entry's pins.
 *
 * @module
 */
import type { InteractionFacts } from '@gpconnect-tools/generator/facts';

/** A pin, with the resource type that its profile is about. */
export interface TypedPin {
  readonly canonical: string;
  readonly type: string;
}

type Payload = NonNullable<InteractionFacts['request']>;

/** Last segment of a canonical: `CareConnect-GPC-Patient-1`. */
export const nameOf = (canonical: string): string => canonical.slice(canonical.lastIndexOf('/') + 1);

/** Words that have the form of a profile's name. */
const PROFILE_NAME = /\b[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*-\d\b/g;

/** Profiles that never stand in a payload beside the others: errors answer alone, extensions inside. */
const alone = (pin: TypedPin): boolean => pin.type === 'OperationOutcome' || pin.type === 'Extension';

function message(pins: readonly TypedPin[], isResponse: boolean): Payload {
  const envelope = /\/(ITK-Message-Bundle|ITK-MessageHeader|CareConnect-ITK-Header-\w+)-\d$/;
  const answer = /\/ITK-Response-OperationOutcome-\d$/;
  const profiles = pins.filter((pin) =>
    isResponse ? envelope.test(pin.canonical) || answer.test(pin.canonical) : !alone(pin),
  );
  return { type: 'Bundle', profiles: profiles.map((pin) => pin.canonical) };
}

/**
 * Reads a description such as `Bundle searchset of GPConnect-Slot-1 + GPConnect-Schedule-1 (+ Practitioner)`.
 * Throws where it names a profile that the entry does not pin: the map would contradict itself.
 */
export function payloadOf(
  description: string | null,
  pins: readonly TypedPin[],
  operations: readonly string[],
): Payload | undefined {
  if (description === null) return undefined;
  if (/^ITK-Message-Bundle|^ITK Response/.test(description)) {
    return message(pins, /Response/.test(description));
  }

  const byName = new Map(pins.map((pin) => [nameOf(pin.canonical), pin]));
  const operationNames = new Set(operations.map(nameOf));
  const named: TypedPin[] = [];
  for (const [word] of description.matchAll(PROFILE_NAME)) {
    const pin = byName.get(word);
    if (pin) named.push(pin);
    else if (!operationNames.has(word))
      throw new Error(`"${description}" names ${word}, which is not pinned`);
  }

  const rest = description.replace(PROFILE_NAME, ' ');
  const first = /^[A-Z][A-Za-z]+\b/.exec(rest)?.[0];
  const type = first ?? named[0]?.type;
  if (type === undefined) throw new Error(`"${description}" names no resource type`);

  const chosen = new Set(named);
  if (/\bsearchset\b/.test(rest)) {
    for (const pin of pins) if (/Searchset-Bundle/i.test(pin.canonical)) chosen.add(pin);
  }
  if (named.some((pin) => /StructuredRecord-Bundle/.test(pin.canonical))) {
    for (const pin of pins) if (!alone(pin) && pin.type !== 'Bundle') chosen.add(pin);
  }
  const words = new Set(rest.match(/\b[A-Z][A-Za-z]+\b/g) ?? []);
  if (type !== 'Parameters') {
    for (const pin of pins) if (pin.type !== 'Bundle' && words.has(pin.type)) chosen.add(pin);
  }
  const profiles = [...chosen].sort((a, b) => Number(b.type === type) - Number(a.type === type));
  return { type, profiles: profiles.map((pin) => pin.canonical) };
}
