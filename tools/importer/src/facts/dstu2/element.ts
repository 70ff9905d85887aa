import type { ElementFacts } from '@gpconnect-tools/generator/facts';
import type { XmlNode } from '../../xml/node.js';
import { child, children, valueOf } from '../../xml/node.js';
import { booleanOf, canonicals, commonFacts, typeCode, type VersionedFacts } from '../element.js';
import type { Notes } from '../text.js';
import { compact, trimmed } from '../text.js';

type Slicing = NonNullable<ElementFacts['slicing']>;
type TypeFacts = NonNullable<ElementFacts['type']>[number];

/** What an element is called where it stands: known once those around it are. */
export type Names = Pick<VersionedFacts, 'id' | 'sliceName' | 'contentReference'>;

/** An element that may be a slice, or be named only so that another can refer to it. */
export interface NamedElement {
  readonly path: string;
  readonly name: string | undefined;
  /** Name of the element whose content this one has. */
  readonly nameReference: string | undefined;
  /** True for the element that others beside it are slices of. */
  readonly isSliced: boolean;
  readonly facts: (names: Names) => ElementFacts;
}

/** One DSTU2 ElementDefinition. */
export function namedElement(node: XmlNode, renamed: (path: string) => string, notes: Notes): NamedElement {
  const path = renamed(trimmed(valueOf(node, 'path'), notes) ?? '');
  const sliced = child(node, 'slicing');
  return {
    path,
    name: trimmed(valueOf(node, 'name'), notes),
    nameReference: trimmed(valueOf(node, 'nameReference'), notes),
    isSliced: sliced !== undefined,
    facts: (names) =>
      commonFacts(node, notes, {
        ...names,
        path,
        slicing: slicing(sliced),
        type: types(children(node, 'type'), notes),
      }),
  };
}

/** A discriminator is a path; `@type` and `@profile` at its end are what STU3 writes as a kind. */
function slicing(node: XmlNode | undefined): Slicing | undefined {
  if (!node) return undefined;
  const discriminator = children(node, 'discriminator').map((each) => {
    const text = (each.attributes['value'] ?? '').trim();
    const at = /^(?:(.*)\.)?@(type|profile)$/.exec(text);
    return at ? { type: at[2]!, path: at[1] ?? '$this' } : { type: 'value', path: text };
  });
  return compact<Slicing>({
    discriminator: discriminator.length > 0 ? discriminator : undefined,
    ordered: booleanOf(node, 'ordered'),
    rules: valueOf(node, 'rules') as Slicing['rules'],
  });
}

/** The XML type of a primitive's value, as STU3 writes it: `xs:string+` and `int` are `xsd:string` and `xsd:int`. */
function writtenType(code: string): string {
  const name = /^(?:xs:)?(\w+)\+?$/.exec(code)?.[1];
  return name !== undefined && (code.startsWith('xs:') || XML_TYPES.has(code)) ? `xsd:${name}` : code;
}

/** XML types that DSTU2 names without a prefix. */
const XML_TYPES: ReadonlySet<string> = new Set(['int', 'anyURI', 'nonNegativeInteger', 'positiveInteger']);

/** DSTU2 repeats a type for each profile, and says `profile` of a reference's target too. */
function types(nodes: readonly XmlNode[], notes: Notes): readonly TypeFacts[] | undefined {
  const result: { code: string; profile?: string[]; targetProfile?: string[] }[] = [];
  for (const node of nodes) {
    const code = writtenType(typeCode(node, notes));
    const profiles = canonicals(node, 'profile', notes);
    const property = code === 'Reference' ? 'targetProfile' : 'profile';
    const like =
      profiles.length === 0 ? undefined : result.find((each) => each.code === code && each[property]);
    if (like === undefined) result.push({ code, ...(profiles.length > 0 && { [property]: profiles }) });
    else for (const url of profiles) if (!like[property]!.includes(url)) like[property]!.push(url);
  }
  return result.length > 0 ? result : undefined;
}
