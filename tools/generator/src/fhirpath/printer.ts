/**
 * Typed IR to TypeScript.
 *
 * Paths become property reads, repeated elements become `some` with early exit,
 * what hangs on the resource alone becomes a set that is built once.
 *
 * @module
 */
import { all, any, atom, differ, no, not, print, proves, relation, yes } from './code.js';
import type { Code, Relation } from './code.js';
import { contextOf, isDefinite } from './ir.js';
import type { Binding, Comparison, Truth, Value } from './ir.js';
import { isPrimitive } from './schema.js';
import type { Property } from './schema.js';
import { FhirPathError } from './syntax.js';
import { isText, literal, pathOf, quoted, reserved } from './words.js';

/** A compiled expression. */
export interface Printed {
  /** `(self, context) => …`, or `(self) => …`. */
  readonly source: string;
  /** Functions of `@gpconnect/runtime/tables` that it calls, sorted. */
  readonly helpers: readonly string[];
  /** Constants that must stand before it, by name. */
  readonly constants: ReadonlyMap<string, string>;
}

/** Prints one truth as a function. */
export class Printer {
  private readonly helpers = new Set<string>();
  private readonly constants = new Map<string, string>();
  private readonly names = new Map<Binding, string>();
  private readonly inUse = new Set<string>();
  private usesContext = false;

  /** @param name - of the function; constants of its own are named after it */
  constructor(private readonly name: string) {}

  print(truth: Truth, self: Binding): Printed {
    this.names.set(self, 'self');
    const code = this.isTrue(truth);
    const line = print(code);
    const body = line.length > 90 ? `\n  ${print(code, '  ')}` : ` ${line}`;
    return {
      source: `${this.usesContext ? '(self, context)' : line.includes('self') ? '(self)' : '()'} =>${body}`,
      helpers: [...this.helpers].sort(),
      constants: this.constants,
    };
  }

  private isTrue(truth: Truth): Code {
    switch (truth.kind) {
      case 'constant':
        return truth.value ? yes : no;
      case 'and':
        return all(this.isTrue(truth.left), this.isTrue(truth.right));
      case 'or':
        return any(this.isTrue(truth.left), this.isTrue(truth.right));
      case 'implies':
        return any(this.isFalse(truth.left), this.isTrue(truth.right));
      case 'xor':
        if (isDefinite(truth)) return differ(this.isTrue(truth.left), this.isTrue(truth.right));
        return any(
          all(this.isTrue(truth.left), this.isFalse(truth.right)),
          all(this.isFalse(truth.left), this.isTrue(truth.right)),
        );
      case 'not':
        return this.isFalse(truth.of);
      case 'exists':
        return this.exists(truth.of);
      case 'all':
        return not(
          this.some(truth.of, (item) => not(this.within(truth.binding, item, () => this.isTrue(truth.test)))),
        );
      case 'hasValue':
        return this.call('hasValue', this.scalar(truth.of));
      case 'isDistinct':
        return this.call('isDistinct', this.list(truth.of));
      case 'is':
        return this.exists(truth.narrowed);
      case 'equals':
        return this.equality(truth, true);
      case 'compare':
        return this.comparison(truth.operator, truth);
      case 'in':
        return this.membership(truth);
      case 'textTest':
      case 'matches':
        return relation(this.textTest(truth), '===', 'true');
      case 'boolean':
        return relation(this.scalar(truth.of), '===', 'true');
    }
  }

  private isFalse(truth: Truth): Code {
    if (isDefinite(truth)) return truth.kind === 'not' ? this.isTrue(truth.of) : not(this.isTrue(truth));
    switch (truth.kind) {
      case 'and':
        return any(this.isFalse(truth.left), this.isFalse(truth.right));
      case 'or':
        return all(this.isFalse(truth.left), this.isFalse(truth.right));
      case 'implies':
        return all(this.isTrue(truth.left), this.isFalse(truth.right));
      case 'xor':
        return any(
          all(this.isTrue(truth.left), this.isTrue(truth.right)),
          all(this.isFalse(truth.left), this.isFalse(truth.right)),
        );
      case 'not':
        return this.isTrue(truth.of);
      case 'is':
        return all(this.exists(truth.of), not(this.exists(truth.narrowed)));
      case 'equals':
        return this.equality(truth, false);
      case 'compare':
        return this.comparison(inverse[truth.operator], truth);
      case 'in':
        return all(this.exists(truth.item), not(this.membership(truth)));
      case 'textTest':
      case 'matches':
        return relation(this.textTest(truth), '===', 'false');
      case 'boolean':
        return relation(this.scalar(truth.of), '===', 'false');
      default:
        return not(this.isTrue(truth));
    }
  }

  private equality(truth: Truth & { kind: 'equals' }, equal: boolean): Code {
    const { left, right, deep } = truth;
    const [a, b] = [this.scalar(left), this.scalar(right)];
    const same = deep ? this.call('same', a, b) : relation(a, '===', b);
    if (equal) {
      const certain =
        deep || [left, right].some((side) => side.kind === 'literals' || side.kind === 'concat');
      return certain ? same : all(relation(a, '!==', 'undefined'), same);
    }
    return all(this.exists(left), this.exists(right), not(same));
  }

  private comparison(operator: Comparison, truth: Truth & { kind: 'compare' }): Code {
    const { left, right } = truth;
    if (truth.as === 'Number') return relation(this.number(left), operator, this.number(right));
    return relation(this.calls('compareDates', this.scalar(left), this.scalar(right)), operator, '0');
  }

  private number(value: Value): string {
    const text = this.scalar(value);
    const known = ['literals', 'count', 'childCount', 'sum'].includes(value.kind);
    return known ? text : this.calls('numberOf', text);
  }

  private membership({ item, list, deep }: Truth & { kind: 'in' }): Code {
    const wanted = this.scalar(item);
    const which = contextOf(list);
    if (which !== undefined && !deep) {
      const set = this.contextSet(list, which);
      return all(
        item.kind === 'concat' ? yes : relation(wanted, '!==', 'undefined'),
        atom(`${set}.has(${wanted})`),
      );
    }
    return this.some(list, (each) =>
      deep ? this.call('same', wanted, each) : relation(wanted, '===', each),
    );
  }

  private contextSet(list: Value, which: 'resource' | 'rootResource'): string {
    this.usesContext = true;
    const owner = `context.${which}`;
    const path = pathOf(list);
    const name = path.includes('@') ? `${this.name}:${path}` : path;
    return this.calls('members', 'context', owner, quoted(name), `() => ${this.list(list)}`);
  }

  private textTest(truth: Truth & { kind: 'textTest' | 'matches' }): string {
    const subject = this.scalar(truth.of);
    if (truth.kind === 'matches') {
      const pattern = `${this.name}Pattern${this.constants.size === 0 ? '' : this.constants.size + 1}`;
      this.constants.set(pattern, String(new RegExp(truth.pattern, 's')));
      return this.calls('matches', subject, pattern);
    }
    const text = isText(truth.of) ? subject : this.calls('text', subject);
    return `${text}?.${truth.test === 'contains' ? 'includes' : truth.test}(${quoted(truth.argument)})`;
  }

  /** Whether a value has at least one item. */
  private exists(value: Value): Code {
    switch (value.kind) {
      case 'item':
      case 'context':
      case 'literals':
      case 'concat':
      case 'count':
      case 'childCount':
      case 'sum':
        return yes;
      case 'member':
        if (value.of.many) return this.some(value.of, (item) => this.present(item, value.property));
        return this.present(this.scalar(value.of), value.property);
      case 'substring':
      case 'toString':
        return relation(this.scalar(value), '!==', 'undefined');
      case 'descendants':
        return relation(`${this.list(value)}.length`, '>', '0');
      default:
        return this.some(value, () => yes);
    }
  }

  /** Whether a member is there, given the element above it. */
  private present(of: string, { name, path, suffixes, types }: Property): Code {
    if (suffixes !== undefined)
      return this.call('hasChoice', of, quoted(name), this.suffixes(path, suffixes));
    const primitive = types.some((type) => isPrimitive(type) || type === 'any');
    return this.call(primitive ? 'hasPrimitive' : 'has', of, quoted(name));
  }

  private suffixes(path: string, suffixes: readonly string[]): string {
    const [first = '', ...rest] = path.split(/[.-]/);
    const words = rest.map((word) => word.charAt(0).toUpperCase() + word.slice(1));
    const name = `${first.charAt(0).toLowerCase()}${first.slice(1)}${words.join('')}Types`;
    this.constants.set(name, `[${suffixes.map(quoted).join(', ')}]`);
    return name;
  }

  /** Whether some item of a value satisfies a condition; stops at the first that does. */
  private some(value: Value, condition: (item: string) => Code): Code {
    switch (value.kind) {
      case 'where':
        return this.some(value.of, (item) =>
          all(
            this.within(value.binding, item, () => this.isTrue(value.test)),
            condition(item),
          ),
        );
      case 'select':
        return this.some(value.of, (item) =>
          this.within(value.binding, item, () => this.some(value.value, condition)),
        );
      case 'resourcesOf':
        return this.some(value.of, (item) =>
          all(this.call('isResource', item, quoted(value.type)), condition(item)),
        );
      case 'descendants':
        return this.loop(this.list(value), 'element', condition);
      case 'literals':
        return any(...value.values.map((each) => condition(literal(each))));
      case 'member': {
        const { of, property } = value;
        if (of.many) return this.some(of, (item) => this.someMember(item, property, condition));
        return this.someMember(this.scalar(of), property, condition);
      }
      default:
        return all(this.exists(value), condition(this.scalar(value)));
    }
  }

  private someMember(of: string, property: Property, condition: (item: string) => Code): Code {
    if (property.many)
      return this.loop(this.calls('items', of, quoted(property.name)), property.name, condition);
    const read = this.read(of, property);
    const code = condition(read);
    return proves(code, read) ? code : all(this.present(of, property), code);
  }

  private loop(list: string, hint: string, condition: (item: string) => Code): Code {
    const name = this.fresh(hint);
    const code = condition(name);
    this.inUse.delete(name);
    if (code.kind === 'true') return relation(`${list}.length`, '>', '0');
    if (code.kind === 'false') return no;
    return { kind: 'some', list, item: name, test: code };
  }

  /** A value of at most one item, as an expression that is `undefined` where there is none. */
  private scalar(value: Value): string {
    switch (value.kind) {
      case 'item':
        return this.names.get(value.binding) ?? unsupported(value, 'an item out of its scope');
      case 'context':
        this.usesContext = true;
        return `context.${value.which}`;
      case 'literals':
        return literal(value.values[0] ?? false);
      case 'member':
        if (value.of.many || value.property.many)
          return unsupported(value, 'a list where one item is expected');
        return this.read(this.scalar(value.of), value.property);
      case 'where': {
        const of = this.scalar(value.of);
        const test = this.within(value.binding, of, () => this.isTrue(value.test));
        return `(${print(all(this.exists(value.of), test))} ? ${of} : undefined)`;
      }
      case 'resourcesOf': {
        const of = this.scalar(value.of);
        return `(${print(this.call('isResource', of, quoted(value.type)))} ? ${of} : undefined)`;
      }
      case 'select':
        return this.within(value.binding, this.scalar(value.of), () => this.scalar(value.value));
      case 'concat':
        return `\`${value.parts.map((part) => this.templatePart(part)).join('')}\``;
      case 'substring':
        return this.calls('substring', this.scalar(value.of), String(value.start));
      case 'toString':
        return this.calls('toText', this.scalar(value.of));
      case 'childCount':
        return this.calls('childCount', this.scalar(value.of));
      case 'count':
        if (value.of.many) return `${this.list(value.of)}.length`;
        return `(${print(this.exists(value.of))} ? 1 : 0)`;
      case 'sum':
        return `${this.scalar(value.left)} + ${this.scalar(value.right)}`;
      case 'descendants':
        return unsupported(value, 'a list where one item is expected');
    }
  }

  private templatePart(part: Value): string {
    if (part.kind === 'literals') return String(part.values[0]).replace(/[`\\]|\$\{/g, '\\$&');
    const text = this.scalar(part);
    return `\${${isText(part) ? text : this.calls('toText', text)} ?? ''}`;
  }

  private read(of: string, { name, path, suffixes }: Property): string {
    if (suffixes === undefined) return this.calls('get', of, quoted(name));
    return this.calls('choice', of, quoted(name), this.suffixes(path, suffixes));
  }

  /** All items of a value as an array. Absent members of its items may be in it as `undefined`. */
  private list(value: Value): string {
    switch (value.kind) {
      case 'descendants':
        return this.calls('descendants', this.scalar(value.of));
      case 'member': {
        const { of, property } = value;
        if (!of.many && property.many) return this.calls('items', this.scalar(of), quoted(property.name));
        if (!of.many) return `[${this.scalar(value)}]`;
        const name = this.fresh(of.kind === 'member' ? of.property.name : 'element');
        const item = property.many
          ? this.calls('items', name, quoted(property.name))
          : this.read(name, property);
        this.inUse.delete(name);
        return `${this.list(of)}.${property.many ? 'flatMap' : 'map'}((${name}) => ${item})`;
      }
      case 'where': {
        const name = this.fresh(value.binding.hint);
        const test = this.within(value.binding, name, () => this.isTrue(value.test));
        this.inUse.delete(name);
        return `${this.list(value.of)}.filter((${name}) => ${print(test)})`;
      }
      case 'select': {
        const name = this.fresh(value.binding.hint);
        const many = value.value.many;
        const each = this.within(value.binding, name, () =>
          many ? this.list(value.value) : this.scalar(value.value),
        );
        this.inUse.delete(name);
        return `${this.list(value.of)}.${many ? 'flatMap' : 'map'}((${name}) => ${each})`;
      }
      case 'resourcesOf': {
        const name = this.fresh('resource');
        this.inUse.delete(name);
        return `${this.list(value.of)}.filter((${name}) => ${print(this.call('isResource', name, quoted(value.type)))})`;
      }
      case 'literals':
        return `[${value.values.map(literal).join(', ')}]`;
      default:
        return `[${this.scalar(value)}]`;
    }
  }

  private within<T>(binding: Binding, name: string, what: () => T): T {
    this.names.set(binding, name);
    return what();
  }

  private fresh(hint: string): string {
    const base = reserved.has(hint) ? `${hint}Item` : hint;
    let name = base;
    for (let i = 2; this.inUse.has(name); i++) name = `${base}${i}`;
    this.inUse.add(name);
    return name;
  }

  private calls(helper: string, ...args: readonly string[]): string {
    this.helpers.add(helper);
    return `${helper}(${args.join(', ')})`;
  }

  private call(helper: string, ...args: readonly string[]): Code {
    return atom(this.calls(helper, ...args));
  }
}

const inverse: Readonly<Record<Comparison, Comparison & Relation>> = {
  '<': '>=',
  '<=': '>',
  '>': '<=',
  '>=': '<',
};

function unsupported(value: Value, what: string): never {
  throw new FhirPathError(`${what} is not supported`, value.at);
}
