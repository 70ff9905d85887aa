/**
 * Pages that are not about one module: the landing page, one a capability, one a specification version.
 *
 * @module
 */
import type {
  CapabilityRegistry,
  InteractionFacts,
  SpecificationEntry,
} from '@gpconnect-tools/generator/facts';
import type { ProfileModel, SpecModel } from '@gpconnect-tools/generator/model/types';
import type { ErratumModel } from '@gpconnect-tools/generator/model/errata';
import { ERRATA_PAGE, errataSection } from './errata.js';
import { code, frontMatter, table, text } from './markdown.js';

/** Everything the pages are about. */
export interface PageSource {
  readonly registries: readonly CapabilityRegistry[];
  readonly specs: readonly SpecModel[];
  readonly errata: readonly ErratumModel[];
  /** From a page's folder to the repository's root, with a slash at the end. */
  readonly toRoot: string;
}

/** Name of a page's file. */
export const pageName = (capability: string, version?: string): string =>
  `${capability}${version === undefined ? '' : `-${version}`}.md`;

/** Text of every page, by file name. `index.md` is the landing page. */
export function pages(source: PageSource): Map<string, string> {
  const out = new Map<string, string>([['index.md', landing(source)]]);
  for (const registry of source.registries) {
    out.set(pageName(registry.capability), capabilityPage(registry, source.specs));
    for (const entry of registry.versions) {
      const model = source.specs.find(
        (one) => one.capability === registry.capability && one.version === entry.version,
      );
      out.set(
        pageName(registry.capability, entry.version),
        versionPage(registry, entry, model, source),
      );
    }
  }
  return out;
}

const versionLink = (capability: string, version: string): string =>
  `[${text(version)}](./${pageName(capability, version)})`;

function landing({ registries, specs }: PageSource): string {
  const rows = registries.map(({ capability, title, versions }) => [
    `[${text(title)}](./${pageName(capability)})`,
    packageOf(capability, specs),
    versions
      .map(
        ({ version, notModelled }) =>
          versionLink(capability, version) + (notModelled === undefined ? '' : ' ○'),
      )
      .join(' · '),
  ]);
  return [
    'Types and validators for the FHIR payloads of GP Connect, generated for every capability and every specification version.',
    'Each specification version has a page here: its profiles, its interactions, and what a validator cannot tell about it.',
    '',
    `[Errata](./${ERRATA_PAGE}) are the corrections that validation makes to published definitions.`,
    '',
    `${specs.length} versions are modelled. ○ marks those that are listed and not modelled; their pages say why.`,
    '',
    table(['Capability', 'Package', 'Specification versions'], rows),
    '',
  ].join('\n');
}

/** The package of a capability, where there is one: it comes with the first version that is modelled. */
function packageOf(capability: string, specs: readonly SpecModel[]): string {
  return specs.some((spec) => spec.capability === capability) ? code(`@gpconnect/${capability}`) : 'none yet';
}

function capabilityPage(
  { capability, title, versions, placeholders }: CapabilityRegistry,
  specs: readonly SpecModel[],
): string {
  const isModelled = specs.some((spec) => spec.capability === capability);
  const rows = versions.map((entry) => [
    versionLink(capability, entry.version),
    entry.fhirVersion ?? '',
    text(entry.status),
    entry.published ?? '',
    String(entry.pins.length),
    String(entry.interactions.length),
    text(entry.notModelled ?? entry.note ?? ''),
  ]);
  const children = versions.map(({ version }) => `./${pageName(capability, version)}`);
  return [
    frontMatter(title, children),
    `# ${text(title)}`,
    '',
    isModelled
      ? `Package ${code(`@gpconnect/${capability}`)}: one module a specification version.`
      : 'No version is modelled yet, so there is no package; the notes say why.',
    '',
    table(['Version', 'FHIR', 'Stage', 'Published', 'Profiles', 'Interactions', 'Note'], rows),
    '',
    ...(placeholders ?? []).map(({ version, reason }) => `Not listed: ${text(version)}, ${text(reason)}.`),
    '',
  ].join('\n');
}

function versionPage(
  { capability, title }: CapabilityRegistry,
  entry: SpecificationEntry,
  model: SpecModel | undefined,
  { toRoot, errata }: PageSource,
): string {
  const folder = (entry.fhirVersion ?? '').toLowerCase();
  const moduleLink = (profile: ProfileModel): string =>
    `[${text(profile.name)}](${toRoot}packages/${folder}/src/generated/profiles/${profile.module}.ts)`;
  const facts = [
    ['FHIR', entry.fhirVersion ?? 'none'],
    ['Stage', text(entry.status)],
    [
      'Published',
      [entry.published, entry.amended && `amended ${entry.amended}`].filter(Boolean).join(', ') ||
        'not dated',
    ],
    ['Definitions', entry.releases.map(code).join(', then ') || 'none'],
    ...(entry.overlays ?? []).map(({ release, canonicals }) => [
      `Instead from ${code(release)}`,
      canonicals.map((one) => code(lastSegment(one))).join(', '),
    ]),
  ];
  return [
    frontMatter(entry.version),
    `# ${text(title)} ${text(entry.version)}`,
    '',
    ...(entry.note === undefined ? [] : [text(entry.note), '']),
    ...(entry.notModelled === undefined ? [] : [`**Not modelled**: ${text(entry.notModelled)}.`, '']),
    ...(model === undefined
      ? []
      : [
          '```ts',
          `import { validate, validateText, spec } from '@gpconnect/${capability}/${entry.version}';`,
          '```',
          '',
          `Module: [${code(`@gpconnect/${capability}/${entry.version}`)}](${toRoot}packages/${capability}/src/generated/${entry.version}.ts)`,
          '',
        ]),
    table(['Specification', code(`${capability}@${entry.version}`)], facts),
    '',
    ...pinSection(entry, model, moduleLink),
    ...(model === undefined ? [] : reachedSection(model, moduleLink)),
    ...interactionSection(entry, model, moduleLink),
    ...(model === undefined ? [] : errataSection(`${capability}@${entry.version}`, errata)),
    ...(model === undefined ? [] : uncheckedSection(model)),
  ].join('\n');
}

const lastSegment = (canonical: string): string => canonical.slice(canonical.lastIndexOf('/') + 1);

type Link = (profile: ProfileModel) => string;

function pinSection(entry: SpecificationEntry, model: SpecModel | undefined, link: Link): string[] {
  if (entry.pins.length === 0) return [];
  const rows = entry.pins.map((pin) => {
    const profile = model?.pins.find(({ canonical }) => canonical === pin.canonical)?.profile;
    const remark = [
      pin.meant === undefined ? '' : `misprinted for ${code(lastSegment(pin.meant))}`,
      pin.unresolved === undefined ? '' : text(pin.unresolved),
    ];
    return [
      profile ? link(profile) : '',
      code(pin.canonical),
      pin.printedVersion ?? '',
      profile?.version ?? '',
      pin.release === undefined ? '' : code(pin.release),
      remark.filter(Boolean).join('; '),
    ];
  });
  return [
    '## Profiles',
    '',
    table(['Type', 'Canonical', 'Version printed', 'Version here', 'From', 'Remark'], rows),
    '',
  ];
}

function reachedSection(model: SpecModel, link: Link): string[] {
  const pinned = new Set(model.pins.map(({ profile }) => profile));
  const reached = [...new Set(model.profiles.values())].filter((profile) => !pinned.has(profile));
  if (reached.length === 0) return [];
  const rows = reached
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map((profile) => [link(profile), code(profile.url), profile.version ?? '']);
  return ['## Reached from them', '', table(['Type', 'Canonical', 'Version'], rows), ''];
}

function interactionSection(
  { interactions }: SpecificationEntry,
  model: SpecModel | undefined,
  link: Link,
): string[] {
  if (interactions.length === 0) return [];
  const profileLink = (canonical: string): string => {
    const profile = model?.profiles.get(canonical);
    return profile ? link(profile) : code(lastSegment(canonical));
  };
  const payload = (one: InteractionFacts['request']): string =>
    one === undefined
      ? ''
      : `${code(one.type)}${one.profiles.length === 0 ? '' : `: ${one.profiles.map(profileLink).join(', ')}`}`;
  const rows = interactions.map((one) => [
    text(one.name),
    code(one.id),
    one.path === undefined
      ? one.event === undefined
        ? ''
        : code(one.event)
      : code(`${one.method ?? ''} ${one.path}`.trim()),
    payload(one.request),
    payload(one.response) + (one.successStatus === undefined ? '' : ` (${one.successStatus})`),
  ]);
  return [
    '## Interactions',
    '',
    table(['Name', 'Id', 'Request line or message event', 'Request', 'Response'], rows),
    '',
  ];
}

function uncheckedSection(model: SpecModel): string[] {
  const rows = [...new Set(model.profiles.values())]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((profile) =>
      profile.unchecked.map((one) => [
        text(profile.name),
        code(one.element),
        text(one.kind),
        text(one.detail),
      ]),
    );
  return [
    '## Not checked',
    '',
    rows.length === 0
      ? 'Everything that the profiles ask for is checked.'
      : 'A validator reports these as information where a payload meets them.',
    '',
    ...(rows.length === 0 ? [] : [table(['Profile', 'Element', 'Kind', 'What'], rows), '']),
  ];
}
