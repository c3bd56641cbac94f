/** Schemas of which rows of changes are made. */

export const text = (more: object = {}): object => ({ type: 'string', ...more });
export const count = (more: object = {}): object => ({ type: 'integer', ...more });
export const number = (more: object = {}): object => ({ type: 'number', ...more });
export const thing = (more: object = {}, members: object = { a: text() }): object => ({
  type: 'object',
  properties: members,
  ...more,
});
export const list = (more: object = {}): object => ({ type: 'array', items: text(), ...more });
export const like = (pattern: string, more: object = {}): object => ({ type: 'string', pattern, ...more });
