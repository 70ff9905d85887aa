/**
 * Interactions of a specification version, with unique ids and typed payloads.
 *
 * @module
 */
import type { InteractionFacts } from '@gpconnect-tools/generator/facts';
import type { MapInteraction } from './source.js';
import { nameOf, payloadOf, type TypedPin } from './payload.js';

const slug = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

/** `Send Online Consultation` → `online-consultation`. */
const documentOf = (name: string): string =>
  slug(name.replace(/ - ITK response$/, '').replace(/^Send (structured )?/, ''));

/** Repository whose branch and path the map's `page` gives. */
const PAGES = 'nhsconnect/gpconnect@';

const known = (value: string | null | undefined): value is string =>
  typeof value === 'string' && value !== '' && !value.startsWith('not established');

function idOf(
  interaction: MapInteraction,
  all: readonly MapInteraction[],
): { id: string; workflow?: string } {
  const { id, name, httpMethod, path } = interaction;
  if (interaction.messageEvent === undefined) {
    return { id: id ?? `${httpMethod ?? ''} ${path.replace(/\?.*$/, '')}` };
  }
  const isResponse = name.endsWith('ITK response');
  if (id === null || id.startsWith('TBC')) {
    return { id: isResponse ? `${documentOf(name)}-response` : documentOf(name) };
  }
  const shared = all.filter((other) => other.id === id).length > 1;
  return { id: shared && !isResponse ? `${id}:${documentOf(name)}` : id, workflow: id };
}

/** All interactions of an entry. The ITK response of several documents is one interaction. */
export function interactionsOf(
  all: readonly MapInteraction[],
  pins: readonly TypedPin[],
  operations: readonly string[],
): InteractionFacts[] {
  const byId = new Map<string, InteractionFacts>();
  for (const interaction of all) {
    const { id, workflow } = idOf(interaction, all);
    if (byId.has(id)) {
      if (!interaction.name.endsWith('ITK response')) throw new Error(`two interactions have the id ${id}`);
      continue;
    }
    const isMessage = interaction.messageEvent !== undefined;
    const request = payloadOf(interaction.requestBody, pins, operations);
    const response = payloadOf(interaction.responseBody, pins, operations);
    const operation = operations.find((canonical) => interaction.requestBody?.includes(nameOf(canonical)));
    byId.set(id, {
      id,
      name: interaction.name.replace(/^.* - ITK response$/, 'ITK response'),
      ...(workflow !== undefined && { workflow }),
      ...(interaction.messageEvent !== undefined && { event: interaction.messageEvent }),
      ...(known(interaction.messageDefinition) && { messageDefinition: interaction.messageDefinition }),
      ...(known(interaction.localExtension) && { localExtension: interaction.localExtension }),
      ...(operation !== undefined && { operation }),
      ...(interaction.httpMethod !== null && { method: interaction.httpMethod }),
      ...(!isMessage && { path: interaction.path }),
      ...(interaction.successStatus !== undefined && { successStatus: interaction.successStatus }),
      ...(request && { request }),
      ...(response && { response }),
      ...(interaction.page !== undefined && { page: PAGES + interaction.page }),
    });
  }
  return [...byId.values()];
}
