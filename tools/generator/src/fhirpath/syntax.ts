/**
 * FHIRPath text to syntax tree. The only place that knows the parser.
 *
 * @module
 */
import fhirpath from 'fhirpath';

/** Where in the expression something stands, counted from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** An expression as written, without types. `of` is absent where the input is `$this`. */
export type Syntax = { readonly at: Position } & (
  | { readonly kind: 'this' }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'literal'; readonly value: string | number | boolean }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'member'; readonly of?: Syntax; readonly name: string }
  | { readonly kind: 'call'; readonly of?: Syntax; readonly name: string; readonly args: readonly Syntax[] }
  | { readonly kind: 'binary'; readonly operator: string; readonly left: Syntax; readonly right: Syntax }
  | { readonly kind: 'type'; readonly operator: 'is' | 'as'; readonly of: Syntax; readonly type: string }
);

/** An expression that cannot be compiled, with the place in it. */
export class FhirPathError extends Error {
  override readonly name = 'FhirPathError';
  /** @param reason - what is wrong; @param at - where in the expression */
  constructor(
    readonly reason: string,
    readonly at: Position,
  ) {
    super(`${reason} at ${at.line}:${at.column}`);
  }
}

/** A node of the parser's tree, as far as it is read here. */
interface ParserNode {
  readonly type: string;
  readonly text?: string;
  readonly start?: Position;
  readonly children?: readonly ParserNode[];
}

const binaryOperators = new Set([
  'UnionExpression',
  'InequalityExpression',
  'EqualityExpression',
  'MembershipExpression',
  'AndExpression',
  'OrExpression',
  'ImpliesExpression',
  'AdditiveExpression',
  'MultiplicativeExpression',
]);

/**
 * Parses an expression.
 *
 * @param expression - FHIRPath
 * @returns its syntax tree
 * @throws FhirPathError on a syntax error, or on syntax that no rule here uses
 */
export function parse(expression: string): Syntax {
  let root: ParserNode;
  try {
    root = fhirpath.parse(expression) as ParserNode;
  } catch (error) {
    const message = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    throw new FhirPathError(`syntax error (${message})`, { line: 1, column: 1 });
  }
  return convert(only(root), { line: 1, column: 1 });
}

function only(node: ParserNode, index = 0): ParserNode {
  const child = node.children?.[index];
  if (child === undefined)
    throw new FhirPathError(`incomplete ${node.type}`, node.start ?? { line: 1, column: 1 });
  return child;
}

function convert(node: ParserNode, near: Position): Syntax {
  const at = node.start ?? near;
  if (binaryOperators.has(node.type)) {
    return {
      kind: 'binary',
      operator: node.text ?? '',
      left: convert(only(node), at),
      right: convert(only(node, 1), at),
      at,
    };
  }
  switch (node.type) {
    case 'EntireExpression':
    case 'TermExpression':
    case 'InvocationTerm':
    case 'ParenthesizedTerm':
    case 'LiteralTerm':
      return convert(only(node), at);
    case 'ExternalConstantTerm':
      return { kind: 'variable', name: node.text ?? '', at };
    case 'ThisInvocation':
      return { kind: 'this', at };
    case 'MemberInvocation':
    case 'FunctionInvocation':
      return invocation(node, undefined, at);
    case 'InvocationExpression':
      return invocation(only(node, 1), convert(only(node), at), at);
    case 'TypeExpression':
      return {
        kind: 'type',
        operator: node.text === 'as' ? 'as' : 'is',
        of: convert(only(node), at),
        type: typeName(only(node, 1).text ?? ''),
        at,
      };
    case 'PolarityExpression':
      return negate(node, convert(only(node), at), at);
    case 'StringLiteral':
      return { kind: 'literal', value: unescape(node.text ?? '', at), at };
    case 'NumberLiteral':
      return { kind: 'literal', value: Number(node.text), at };
    case 'BooleanLiteral':
      return { kind: 'literal', value: node.text === 'true', at };
    case 'NullLiteral':
      return { kind: 'nothing', at };
    default:
      throw new FhirPathError(`${node.type} is not supported`, at);
  }
}

function invocation(node: ParserNode, of: Syntax | undefined, near: Position): Syntax {
  const at = node.start ?? near;
  const input = of === undefined ? {} : { of };
  switch (node.type) {
    case 'ThisInvocation':
      return { kind: 'this', at };
    case 'MemberInvocation':
      return { kind: 'member', ...input, name: plainName(node.text ?? ''), at };
    case 'FunctionInvocation': {
      const call = only(node);
      const list = call.children?.find((child) => child.type === 'ParamList');
      const args = (list?.children ?? []).map((child) => convert(child, at));
      return { kind: 'call', ...input, name: plainName(call.text ?? ''), args, at };
    }
    default:
      throw new FhirPathError(`${node.type} is not supported`, at);
  }
}

function negate(node: ParserNode, of: Syntax, at: Position): Syntax {
  if (of.kind !== 'literal' || typeof of.value !== 'number')
    throw new FhirPathError('sign before an expression', at);
  return { ...of, value: node.text === '+' ? of.value : -of.value };
}

function plainName(text: string): string {
  return text.replace(/^`(.*)`$/, '$1');
}

/** Type name without its namespace. */
function typeName(text: string): string {
  return plainName(text).replace(/^(?:FHIR|System)\./, '');
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', f: '\f' };

function unescape(quoted: string, at: Position): string {
  return quoted.slice(1, -1).replace(/\\(u[0-9a-fA-F]{4}|.)/gs, (_, what: string) => {
    if (what.startsWith('u')) {
      if (what.length === 1) throw new FhirPathError('incomplete unicode escape', at);
      return String.fromCharCode(parseInt(what.slice(1), 16));
    }
    return escapes[what] ?? what;
  });
}
