/**
 * Bindings made ready for membership tests. Sets are built when a code is first looked up.
 *
 * @module
 */
import type { Binding, BindingStrength, ValueSetTable } from '../tables/index.js';
import { inForce, type Layer, type Stated } from './layer.js';

/** Answer of a membership test. */
export type Membership = 'member' | 'not-member' | 'unlisted';

type Codes = ReadonlySet<string> | 'unlisted';

/** Most systems of a value set that are compared one by one. */
const FEW = 8;

/** The members of a value set, by system. */
class Members {
  readonly systems = new Map<string, Codes>();
  readonly hasUnlisted: boolean;
  /** What is known of the codes of a system that is not listed. */
  private readonly others: 'unlisted' | undefined;
  /** What is said of a code that a listed system does not have. */
  readonly answerForOthers: 'unlisted' | 'not-member';
  private readonly names: readonly string[];
  private readonly ofNames: readonly Codes[];
  private listed: readonly string[] | undefined;

  constructor(table: ValueSetTable) {
    let unlisted = table.unpublished !== undefined;
    this.others = unlisted ? 'unlisted' : undefined;
    this.answerForOthers = unlisted ? 'unlisted' : 'not-member';
    const systems = table.systems();
    for (const system of Object.keys(systems)) {
      const codes = systems[system]!;
      if (codes === 'unlisted') unlisted = true;
      this.systems.set(system, codes === 'unlisted' ? codes : new Set(codes));
    }
    this.hasUnlisted = unlisted;
    this.names = [...this.systems.keys()];
    this.ofNames = [...this.systems.values()];
  }

  /** The codes of a system. Few systems are compared one by one: a Map would hash every letter of each that is asked. */
  codesOf(system: string): Codes | undefined {
    const { names, ofNames } = this;
    if (names.length > FEW) return this.systems.get(system) ?? this.others;
    for (let i = 0; i < names.length; i++) if (names[i] === system) return ofNames[i];
    return this.others;
  }

  /** The members that are shipped, of all systems: listed once, because a mistake is mostly made throughout. */
  get codes(): readonly string[] {
    return (this.listed ??= [...this.systems.values()].flatMap((codes) =>
      codes === 'unlisted' ? [] : [...codes],
    ));
  }
}

/** One set per table, however many elements are bound to it. */
const MEMBERS = new WeakMap<ValueSetTable, Members>();

function membersOf(table: ValueSetTable): Members {
  let members = MEMBERS.get(table);
  if (members === undefined) {
    members = new Members(table);
    MEMBERS.set(table, members);
  }
  return members;
}

/** A binding in force on an element. */
export class BindingNode {
  readonly strength: BindingStrength;
  /** Canonical of the value set. */
  readonly url: string;
  readonly source: string;
  /** True when the value set holds systems whole and lets other codes stand: then `lacks` is worth asking. */
  readonly knowsWholeSystems: boolean;
  /** Undefined when no definition of the value set is published. */
  private readonly table: ValueSetTable | undefined;
  private members: Members | undefined;
  // The last question and its answer: neighbours in a record mostly share their system and often their code.
  /** Within one run: how often membership could not be told. */
  lastRun = -1;
  unlisted: { count: number } = { count: 0 };
  private lastSystem: string | undefined;
  private lastCodes: Codes | undefined;
  private lastCode: string | undefined;
  private lastAnswer: Membership = 'not-member';

  constructor({ value, source }: Stated<Binding>) {
    this.strength = value.strength;
    this.url = value.url;
    this.source = source;
    this.table = value.valueSet;
    this.knowsWholeSystems = value.valueSet?.whole !== undefined && value.strength !== 'required';
  }

  get isPublished(): boolean {
    return this.table !== undefined;
  }

  /** Member codes by system; of a system whose codes are not shipped, `'unlisted'`. Empty when nothing is published. */
  get codesBySystem(): ReadonlyMap<string, ReadonlySet<string> | 'unlisted'> {
    return this.table === undefined ? new Map() : membersOf(this.table).systems;
  }

  /** True when every member of the value set is shipped. */
  get isListed(): boolean {
    return this.table !== undefined && !membersOf(this.table).hasUnlisted;
  }

  /** Systems, and value sets, that the value set draws on and whose codes are not shipped. */
  get unlistedSystems(): readonly string[] {
    if (this.table === undefined) return [];
    const systems = [...membersOf(this.table).systems].filter(([, codes]) => codes === 'unlisted');
    return [...systems.map(([url]) => url), ...(this.table.unpublished ?? [])];
  }

  /** The members that are shipped, of all systems. */
  get codes(): readonly string[] {
    return this.table === undefined ? [] : membersOf(this.table).codes;
  }

  /** Whether the code of the system is a member; a code without a system (`code`, `uri`) is sought in all systems. */
  ask(system: string | undefined, code: string): Membership {
    if (this.table === undefined) return 'unlisted';
    const members = (this.members ??= membersOf(this.table));
    if (system === undefined) return this.lookUpAnywhere(members, code);
    if (system !== this.lastSystem) {
      this.lastSystem = system;
      this.lastCodes = members.codesOf(system);
      this.lastCode = undefined;
    }
    const codes = this.lastCodes;
    if (codes === undefined) return 'not-member';
    if (codes === 'unlisted') return 'unlisted';
    if (code === this.lastCode) return this.lastAnswer;
    this.lastCode = code;
    return (this.lastAnswer = codes.has(code) ? 'member' : members.answerForOthers);
  }

  /** True when the value set holds its system whole and no code of it is this one: the code does not exist. */
  lacks(system: string, code: string): boolean {
    const whole = this.table?.whole;
    if (whole === undefined || !Object.hasOwn(whole, system)) return false;
    if (this.ask(system, code) === 'member') return false;
    if (whole[system] === true) return true;
    const codes = this.codesBySystem.get(system);
    if (codes === undefined || codes === 'unlisted') return false;
    const lower = code.toLowerCase();
    return ![...codes].some((one) => one.toLowerCase() === lower);
  }

  private lookUpAnywhere(members: Members, code: string): Membership {
    for (const codes of members.systems.values()) {
      if (codes !== 'unlisted' && codes.has(code)) return 'member';
    }
    return members.hasUnlisted ? 'unlisted' : 'not-member';
  }
}

/** Types whose values a binding can judge. */
const BINDABLE: ReadonlySet<string> = new Set([
  'code',
  'Coding',
  'CodeableConcept',
  'Quantity',
  'uri',
  'string',
]);

/** The bindings to check on an element of type `type`. Example bindings ask for nothing. */
export function bindings(layers: readonly Layer[], type: string): BindingNode[] {
  if (!BINDABLE.has(type)) return [];
  const stated = inForce(layers, (table) => table.binding);
  // A required binding of the base type stays in force where the profile's own says less than it.
  const base = layers[0]!;
  const required = base.table.binding;
  if (
    required?.strength === 'required' &&
    base.origin.isBase &&
    !stated.some(({ value }) => value.strength === 'required' && value.valueSet !== undefined)
  ) {
    stated.unshift({ value: required, source: `${base.origin.source}#${base.id}` });
  }
  return stated
    .filter(({ value }) => value.strength !== 'example')
    .map((binding) => new BindingNode(binding));
}
