import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../src/model/hash.js';
import { loadModel } from '../../src/model/load.js';
import { overlay, type OverlayElement } from '../../src/model/overlay.js';
import type { ElementNode, TypeUse } from '../../src/model/types.js';

const PROFILES = fileURLToPath(new URL('../../../../profiles', import.meta.url));
const GOLDEN = fileURLToPath(new URL('golden/slot-1.2.7.txt', import.meta.url));
const model = loadModel(PROFILES, 'STU3', { names: 'assign' });

/** What a profile says, one line an element. */
function lines(node: ElementNode): string[] {
  if (!node.constrained) return [];
  const { fixed, binding } = node;
  const line = [
    node.id,
    `${node.min}..${node.max === Infinity ? '*' : node.max}`,
    node.types.map(typeText).join(' | '),
    fixed ? `= ${JSON.stringify(fixed.value)}` : '',
    binding ? `${binding.strength} ${last(binding.url)}` : '',
    node.mustSupport ? 'must support' : '',
    node.slices.length > 0 ? `sliced by ${node.slicing?.by.map(({ path }) => path).join(', ') ?? ''}` : '',
  ];
  return [
    line.filter((part) => part !== '').join('  '),
    ...[...node.children, ...node.slices].flatMap(lines),
  ];
}

function typeText({ code, profiles, targetProfiles }: TypeUse): string {
  const names = [
    ...profiles.map((profile) => ('url' in profile ? profile.url : profile.unresolved)),
    ...targetProfiles,
  ];
  return names.length === 0 ? code : `${code}(${names.map(last).join(', ')})`;
}

function last(url: string): string {
  return url.slice(url.lastIndexOf('/') + 1);
}

describe('the model of the committed facts', () => {
  const spec = model.specs.find(
    ({ capability, version }) => capability === 'appointment-management' && version === '1.2.7',
  );

  it('has the Slot of appointment management 1.2.7 as it is printed here', () => {
    const slot = spec?.pins.find(({ canonical }) => canonical.endsWith('/GPConnect-Slot-1'))?.profile;
    expect(slot && `${lines(slot.root).join('\n')}\n`).toBe(readFileSync(GOLDEN, 'utf8'));
  });

  it('finds every pin that the registry resolves, in the release that it names', () => {
    const held = new Map(
      model.facts.manifests.map(({ release, definitions }) => [
        release,
        new Set(definitions.map(({ file }) => file)),
      ]),
    );
    const wrong = model.specs.flatMap(({ entry, pins, capability }) =>
      entry.pins.flatMap((pin, index) => {
        const profile = pins[index]?.profile;
        const found =
          pin.release === undefined
            ? profile === undefined
            : held.get(pin.release)?.has(profile?.file ?? '') === true;
        return found ? [] : [`${capability}@${entry.version} ${pin.canonical}`];
      }),
    );
    expect(wrong).toEqual([]);
  });

  it('covers every STU3 entry that is to be modelled', () => {
    const entries = model.facts.specs.flatMap(({ versions }) => versions);
    const modelled = entries.filter(
      ({ fhirVersion, notModelled }) => fhirVersion === 'STU3' && notModelled === undefined,
    );
    expect(model.specs.length).toBe(modelled.length);
    expect(model.specs.length).toBeGreaterThan(90);
  });

  it('gives each closure one module, and no two the same file on any file system', () => {
    const modules = model.profiles.map(({ module }) => module.toLowerCase());
    expect(new Set(modules).size).toBe(model.profiles.length);
    expect(new Set(model.profiles.map(({ hash }) => hash)).size).toBe(model.profiles.length);
    for (const { module, name } of model.profiles) {
      expect(module).toMatch(/^[A-Za-z][\w.-]*$/);
      expect(name).toMatch(/^[A-Z][A-Za-z0-9]*$/);
    }
  });

  it('knows the type behind every constraint', () => {
    const known = new Set(model.facts.invariants.map(({ on, key }) => `${on} ${key}`));
    const unknown = new Set<string>();
    const visit = (node: ElementNode): void => {
      for (const { on, key } of node.constraints) if (!known.has(`${on} ${key}`)) unknown.add(`${on} ${key}`);
      [...node.children, ...node.slices].forEach(visit);
    };
    for (const { root } of [...model.profiles, ...model.types.values()]) visit(root);
    expect([...unknown]).toEqual([]);
  });

  it('has no overlay that contradicts the cardinality it overlays', () => {
    const wrong = model.profiles.flatMap(({ root, module }) => {
      const found: string[] = [];
      const visit = (node: ElementNode): void => {
        if (node.max !== 0 && node.min > node.max) found.push(`${module} ${node.id}`);
        [...node.children, ...node.slices].forEach(visit);
      };
      visit(root);
      return found;
    });
    expect(wrong).toEqual([]);
  });

  it('keeps of every prohibited slice what tells its items', () => {
    const found = model.profiles.flatMap((profile) => {
      const slices: string[] = [];
      const visit = ({ slices: own, children }: OverlayElement): void => {
        for (const [name, slice] of own ?? []) {
          if (slice.max === 0)
            slices.push(`${profile.name}:${name} ${String(slice.children?.get('url')?.fixed)}`);
          visit(slice);
        }
        for (const child of children?.values() ?? []) visit(child);
      };
      visit({ children: overlay(profile, model.types).elements });
      return slices;
    });
    const hl7 = 'https://fhir.hl7.org.uk/STU3/StructureDefinition/Extension-CareConnect-';
    expect(found).toEqual([
      'ExtensionRegistrationDetails:registrationStatus registrationStatus',
      `ITKHeaderOrganization:mainLocation ${hl7}MainLocation-1`,
      'ITKHeaderOrganization:organization-period http://hl7.org/fhir/StructureDefinition/organization-period',
      `ITKHeaderPractitioner:nhsCommunication ${hl7}NHSCommunication-1`,
    ]);
  });

  it('is the same when it is made again', () => {
    const summary = ({ profiles, specs, valueSets, names }: typeof model): string =>
      canonicalJson({
        profiles: profiles.map((profile) => [
          profile.hash,
          profile.module,
          lines(profile.root),
          profile.unchecked,
        ]),
        overlays: profiles.map((profile) => [...overlay(profile, model.types).elements.keys()]),
        specs: specs.map((spec) => [spec.version, [...spec.profiles.keys()], spec.resourceTypes]),
        valueSets: valueSets.map(({ hash }) => hash),
        names,
      });
    expect(summary(loadModel(PROFILES, 'STU3', { names: 'assign' }))).toBe(summary(model));
  });
});
