/**
 * Syntax to typed IR: every name is looked up in the model, every function
 * checked against what it is applied to.
 *
 * @module
 */
import type { Binding, Comparison, TextTest, Truth, Typing, Value } from './ir.js';
import { isPrimitive, systemType } from './schema.js';
import type { Property, Schema, TypeName } from './schema.js';
import { argument, arity, literalText, typeArgument } from './arguments.js';
import { FhirPathError } from './syntax.js';
import type { Position, Syntax } from './syntax.js';

/** What the expression stands on. */
export interface Setting {
  readonly schema: Schema;
  /** Types of the element the expression is evaluated on. */
  readonly types: readonly TypeName[];
  /** Type of `%resource`: `Resource` where it can be any. */
  readonly resource: TypeName;
}

/** A typed expression, and the binding of the element it stands on. */
export interface Analysis {
  readonly truth: Truth;
  readonly self: Binding;
}

/**
 * Types an expression that decides whether a rule holds.
 *
 * @throws FhirPathError on an unknown name, a type error, or an unsupported construct
 */
export function analyse(syntax: Syntax, setting: Setting): Analysis {
  const self: Binding = { hint: 'self' };
  const focus: Value = { kind: 'item', binding: self, types: setting.types, many: false, at: syntax.at };
  return { truth: new Analyser(setting, focus).truth(syntax, focus), self };
}

const constants: Readonly<Record<string, string>> = {
  ucum: 'http://unitsofmeasure.org',
  sct: 'http://snomed.info/sct',
  loinc: 'http://loinc.org',
};

const truthCalls = new Set([
  'exists',
  'empty',
  'not',
  'all',
  'hasValue',
  'isDistinct',
  'startsWith',
  'endsWith',
  'contains',
  'matches',
  'is',
]);

const truthOperators = new Set(['and', 'or', 'xor', 'implies', '=', '!=', '<', '<=', '>', '>=', 'in']);

class Analyser {
  constructor(
    private readonly setting: Setting,
    private readonly root: Value,
  ) {}

  truth(syntax: Syntax, focus: Value): Truth {
    switch (syntax.kind) {
      case 'binary':
        if (truthOperators.has(syntax.operator)) return this.operator(syntax, focus);
        break;
      case 'type':
        if (syntax.operator === 'is')
          return this.isType(this.value(syntax.of, focus), syntax.type, syntax.at);
        break;
      case 'call':
        if (truthCalls.has(syntax.name)) return this.truthCall(syntax, focus);
        break;
      case 'literal':
        if (typeof syntax.value === 'boolean') return { kind: 'constant', value: syntax.value };
        break;
      default:
    }
    return this.asTruth(this.value(syntax, focus));
  }

  /** A single item where a truth is wanted: a boolean is itself, anything else is true by being there. */
  private asTruth(value: Value): Truth {
    if (value.many) throw new FhirPathError('one item is expected where a truth value is', value.at);
    const boolean = value.types.every((type) => systemType(type) === 'Boolean');
    return boolean ? { kind: 'boolean', of: value } : { kind: 'exists', of: value };
  }

  private isTruth(syntax: Syntax): boolean {
    if (syntax.kind === 'binary') return truthOperators.has(syntax.operator);
    if (syntax.kind === 'type') return syntax.operator === 'is';
    return syntax.kind === 'call' && truthCalls.has(syntax.name);
  }

  private operator(syntax: Syntax & { kind: 'binary' }, focus: Value): Truth {
    const { operator, left, right, at } = syntax;
    switch (operator) {
      case 'and':
      case 'or':
      case 'xor':
      case 'implies':
        return { kind: operator, left: this.truth(left, focus), right: this.truth(right, focus) };
      case '=':
        return this.equals(left, right, focus, at);
      case '!=':
        return { kind: 'not', of: this.equals(left, right, focus, at) };
      case 'in': {
        const item = this.single(left, focus);
        const list = this.value(right, focus);
        return { kind: 'in', item, list, deep: this.isDeep(item, list, at) };
      }
      default:
        return this.compare(operator as Comparison, this.single(left, focus), this.single(right, focus), at);
    }
  }

  private equals(left: Syntax, right: Syntax, focus: Value, at: Position): Truth {
    if (this.isTruth(left) || this.isTruth(right)) {
      return {
        kind: 'not',
        of: { kind: 'xor', left: this.truth(left, focus), right: this.truth(right, focus) },
      };
    }
    const a = this.single(left, focus);
    const b = this.single(right, focus);
    return { kind: 'equals', left: a, right: b, deep: this.isDeep(a, b, at) };
  }

  /** Whether two values are compared item by item rather than as primitives; fails where they never can be equal. */
  private isDeep(left: Value, right: Value, at: Position): boolean {
    if (left.types.includes('any') || right.types.includes('any')) return false;
    const a = kindOf(left, at);
    const b = kindOf(right, at);
    if (a !== b)
      throw new FhirPathError(`${a ?? 'complex'} and ${b ?? 'complex'} values are never equal`, at);
    if (a === 'Date' || a === 'Time') throw new FhirPathError(`equality of ${a} values is not supported`, at);
    return a === undefined;
  }

  private compare(operator: Comparison, left: Value, right: Value, at: Position): Truth {
    const a = kindOf(left, at);
    const b = kindOf(right, at);
    if (a !== b || (a !== 'Number' && a !== 'Date')) {
      throw new FhirPathError(
        `comparison of ${left.types.join('|')} with ${right.types.join('|')} is not supported`,
        at,
      );
    }
    return { kind: 'compare', operator, left, right, as: a };
  }

  private truthCall(syntax: Syntax & { kind: 'call' }, focus: Value): Truth {
    const { name, args, at } = syntax;
    if (name === 'not') {
      arity(syntax, 0);
      return {
        kind: 'not',
        of: syntax.of === undefined ? this.asTruth(focus) : this.truth(syntax.of, focus),
      };
    }
    const of = syntax.of === undefined ? focus : this.value(syntax.of, focus);
    switch (name) {
      case 'exists':
        if (args.length === 0) return { kind: 'exists', of };
        return { kind: 'exists', of: this.where(of, argument(syntax), at) };
      case 'empty':
        arity(syntax, 0);
        return { kind: 'not', of: { kind: 'exists', of } };
      case 'all': {
        const binding = bindingFor(of);
        return { kind: 'all', of, binding, test: this.truth(argument(syntax), itemOf(of, binding, at)) };
      }
      case 'isDistinct':
        arity(syntax, 0);
        return { kind: 'isDistinct', of };
      case 'is':
        return this.isType(of, typeArgument(argument(syntax)), at);
    }
    if (of.many) throw new FhirPathError(`${name}() needs a single item`, at);
    if (name === 'hasValue') {
      arity(syntax, 0);
      return { kind: 'hasValue', of };
    }
    if (kindOf(of, at) !== 'String') throw new FhirPathError(`${name}() needs text`, at);
    const text = literalText(argument(syntax));
    if (name !== 'matches') return { kind: 'textTest', of, test: name as TextTest, argument: text };
    try {
      new RegExp(text, 's');
    } catch {
      throw new FhirPathError('the pattern is not a regular expression', at);
    }
    return { kind: 'matches', of, pattern: text };
  }

  private isType(of: Value, type: TypeName, at: Position): Truth {
    if (of.many) throw new FhirPathError('"is" needs a single item', at);
    return { kind: 'is', of, narrowed: this.narrow(of, type, at) };
  }

  private single(syntax: Syntax, focus: Value): Value {
    const value = this.value(syntax, focus);
    if (value.many) throw new FhirPathError('a single item is expected', syntax.at);
    return value;
  }

  value(syntax: Syntax, focus: Value): Value {
    const { at } = syntax;
    switch (syntax.kind) {
      case 'this':
        return focus;
      case 'variable':
        return this.variable(syntax.name, at);
      case 'literal':
        return {
          kind: 'literals',
          values: [syntax.value],
          types: [literalType(syntax.value)],
          many: false,
          at,
        };
      case 'member': {
        const of = syntax.of === undefined ? focus : this.value(syntax.of, focus);
        const property = this.member(of, syntax.name, at);
        const many = of.many || property.many;
        return { kind: 'member', of, property, types: property.types, many, at };
      }
      case 'type':
        if (syntax.operator === 'as') return this.narrow(this.value(syntax.of, focus), syntax.type, at);
        break;
      case 'binary':
        return this.valueOperator(syntax, focus);
      case 'call':
        return this.valueCall(syntax, focus);
      case 'nothing':
    }
    throw new FhirPathError('a truth value or nothing stands where items are expected', at);
  }

  private variable(name: string, at: Position): Value {
    if (name === 'resource')
      return { kind: 'context', which: 'resource', types: [this.setting.resource], many: false, at };
    if (name === 'rootResource')
      return { kind: 'context', which: 'rootResource', types: ['Resource'], many: false, at };
    if (name === 'context') return this.root;
    const value = constants[name];
    if (value === undefined) throw new FhirPathError(`%${name} is not supported`, at);
    return { kind: 'literals', values: [value], types: ['System.String'], many: false, at };
  }

  private member(of: Value, name: string, at: Position): Property {
    const found: Property[] = [];
    for (const type of of.types) {
      if (isPrimitive(type)) continue;
      const property = this.setting.schema.member(type, name);
      if (property !== undefined) found.push(property);
    }
    const [first, ...others] = found;
    if (first === undefined) throw new FhirPathError(`${of.types.join('|')} has no element "${name}"`, at);
    if (others.length === 0) return first;
    if (found.some(({ suffixes }) => suffixes !== undefined)) {
      throw new FhirPathError(`"${name}" is a choice of some of ${of.types.join('|')} only`, at);
    }
    const types = [...new Set(found.flatMap((property) => property.types))];
    return { ...first, many: found.some(({ many }) => many), types };
  }

  private narrow(of: Value, type: TypeName, at: Position): Value {
    if (this.setting.schema.isResource(type)) {
      return { kind: 'resourcesOf', of, type, types: [type], many: of.many, at };
    }
    if (of.types.length === 1 && of.types[0] === type) return of;
    if (of.kind !== 'member' || of.property.suffixes === undefined || !of.property.types.includes(type)) {
      throw new FhirPathError(`${of.types.join('|')} cannot be narrowed to ${type} here`, at);
    }
    const { name, path, many } = of.property;
    const property = { name: name + type.charAt(0).toUpperCase() + type.slice(1), path, many, types: [type] };
    return { ...of, property, types: [type] };
  }

  private valueOperator(syntax: Syntax & { kind: 'binary' }, focus: Value): Value {
    const { operator, at } = syntax;
    const left = this.value(syntax.left, focus);
    const right = this.value(syntax.right, focus);
    if (operator === '|' && left.kind === 'literals' && right.kind === 'literals') {
      const values = [...new Set([...left.values, ...right.values])];
      return {
        kind: 'literals',
        values,
        types: [...new Set([...left.types, ...right.types])],
        many: true,
        at,
      };
    }
    if (operator === '&') {
      if (left.many || right.many) throw new FhirPathError('"&" needs single items', at);
      const parts = [left, right].flatMap((side) => (side.kind === 'concat' ? side.parts : [side]));
      return { kind: 'concat', parts, types: ['System.String'], many: false, at };
    }
    if (operator === '+' && isNumber(left) && isNumber(right)) {
      return { kind: 'sum', left, right, types: ['System.Number'], many: false, at };
    }
    throw new FhirPathError(`operator "${operator}" is not supported here`, at);
  }

  private valueCall(syntax: Syntax & { kind: 'call' }, focus: Value): Value {
    const { name, at } = syntax;
    if (name === 'count' && syntax.of?.kind === 'call' && syntax.of.name === 'children') {
      const of = syntax.of.of === undefined ? focus : this.value(syntax.of.of, focus);
      if (of.many) throw new FhirPathError('children() needs a single item', at);
      return { kind: 'childCount', of, types: ['System.Number'], many: false, at };
    }
    const of = syntax.of === undefined ? focus : this.value(syntax.of, focus);
    switch (name) {
      case 'where':
        return this.where(of, argument(syntax), at);
      case 'select': {
        const binding = bindingFor(of);
        const value = this.value(argument(syntax), itemOf(of, binding, at));
        return { kind: 'select', of, binding, value, types: value.types, many: of.many || value.many, at };
      }
      case 'ofType':
      case 'as':
        return this.narrow(of, typeArgument(argument(syntax)), at);
      case 'descendants':
        if (of.many) throw new FhirPathError('descendants() needs a single item', at);
        return { kind: 'descendants', of, types: ['any'], many: true, at };
      case 'count':
        return { kind: 'count', of, types: ['System.Number'], many: false, at };
      case 'toString':
        return { kind: 'toString', of: one(of, name, at), types: ['System.String'], many: false, at };
      case 'substring': {
        const start = argument(syntax);
        if (start.kind !== 'literal' || typeof start.value !== 'number' || start.value < 0) {
          throw new FhirPathError('substring() needs a literal position', at);
        }
        return {
          kind: 'substring',
          of: one(of, name, at),
          start: start.value,
          types: ['System.String'],
          many: false,
          at,
        };
      }
      default:
        throw new FhirPathError(`${name}() is not supported`, at);
    }
  }

  private where(of: Value, criteria: Syntax, at: Position): Value {
    const binding = bindingFor(of);
    const test = this.truth(criteria, itemOf(of, binding, at));
    return { kind: 'where', of, binding, test, types: of.types, many: of.many, at };
  }
}

/** FHIRPath's own type that all types of a value count as; undefined where they are complex. */
function kindOf(value: Typing, at: Position): ReturnType<typeof systemType> {
  const kinds = new Set(value.types.map(systemType));
  if (kinds.size !== 1) throw new FhirPathError(`the type is not certain: ${value.types.join('|')}`, at);
  return [...kinds][0];
}

/** Whether a value is a number whatever the data: no empty operand to think of. */
function isNumber(value: Value): boolean {
  return value.kind === 'count' || value.kind === 'childCount' || value.kind === 'sum';
}

function literalType(value: string | number | boolean): TypeName {
  if (typeof value === 'string') return 'System.String';
  return typeof value === 'number' ? 'System.Number' : 'System.Boolean';
}

function bindingFor(of: Value): Binding {
  if (of.kind === 'member') return { hint: of.property.name };
  if (of.kind === 'item' || of.kind === 'where') return { hint: of.binding.hint };
  return of.kind === 'resourcesOf'
    ? { hint: of.type.charAt(0).toLowerCase() + of.type.slice(1) }
    : { hint: 'element' };
}

function itemOf(of: Value, binding: Binding, at: Position): Value {
  return { kind: 'item', binding, types: of.types, many: false, at };
}

function one(of: Value, name: string, at: Position): Value {
  if (of.many) throw new FhirPathError(`${name}() needs a single item`, at);
  return of;
}
