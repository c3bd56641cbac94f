/** OpenAPI's runtime expressions (OpenAPI 3.1, "Runtime Expressions"), as far as laws and links need them. */
import { formatPointer, parsePointer, valueAt } from './json-pointer.ts';

/** A part of a request or of its response. */
export interface Expression {
  message: 'request' | 'response';
  in: 'body' | 'header' | 'query' | 'path' | 'cookie';
  /** Tokens into the body, or the one name of a parameter or header. */
  tokens: readonly string[];
}

/** What expressions are evaluated against: the values of a message by their place. */
export type MessageValues = Partial<Record<Expression['in'], unknown>>;

/** Reads `$request.body#/name`, `$request.query.name` and the like; throws a SyntaxError that says what is allowed. */
export function parseExpression(text: string): Expression {
  const body = /^\$(request|response)\.body(?:#(.*))?$/s.exec(text);
  if (body) {
    return { message: body[1] as Expression['message'], in: 'body', tokens: parsePointer(body[2] ?? '') };
  }
  const named = /^\$(request|response)\.(header|query|path|cookie)\.(.+)$/s.exec(text);
  if (named?.[1] && named[2] && named[3] && !(named[1] === 'response' && named[2] !== 'header')) {
    const name = named[2] === 'header' ? named[3].toLowerCase() : named[3];
    return { message: named[1] as Expression['message'], in: named[2] as Expression['in'], tokens: [name] };
  }
  throw new SyntaxError(
    `"${text}" is not a runtime expression; write $request.body#/member, $request.path.name or $response.body#/member`,
  );
}

/** The value that `expression` names in a message; undefined where it is absent. */
export function evaluateExpression(expression: Expression, values: MessageValues): unknown {
  return valueAt(values[expression.in], expression.tokens);
}

/** The expression as it is written. */
export function formatExpression(expression: Expression): string {
  const head = `$${expression.message}.${expression.in}`;
  return expression.in === 'body' ? `${head}#${formatPointer(expression.tokens)}` : `${head}.${expression.tokens[0]}`;
}
