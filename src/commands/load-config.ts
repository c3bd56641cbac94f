/** Loads and checks a `docpact.config.ts`. */
import { ruleLevels } from '../contract/contract-diagnostics.ts';
import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { plainText } from '../contract/name-text.ts';
import { nearest } from '../contract/nearest-name.ts';
import { UsageError } from '../errors.ts';
import type { DocpactConfig } from '../verify/config.ts';
import { keepSecrets } from './given-secrets.ts';
import { severityOrder } from '../verdict/problem-kind.ts';

const names = ['ts', 'mts', 'js', 'mjs'].map((ending) => `docpact.config.${ending}`);

/** The config in `file`, else in the working folder, else an empty one. */
export async function loadConfig(file: string | undefined): Promise<DocpactConfig> {
  const found = file ?? names.find((name) => existsSync(name));
  if (found === undefined) return {};
  if (!existsSync(found)) throw new UsageError(`there is no config file ${found}`);
  if (!statSync(found).isFile()) throw new UsageError(`the config file ${found} is no file`);
  let module: { default?: unknown };
  try {
    module = (await import(pathToFileURL(resolve(found)).href)) as typeof module;
  } catch (cause) {
    const { message } = cause as Error;
    const hint = /import statement outside a module/.test(message)
      ? { hint: 'Name it docpact.config.mts: this package is not of type "module".' }
      : {};
    throw new UsageError(`${found} cannot be loaded: ${message}`, { cause, ...hint });
  }
  const config = checkConfig(found, module.default);
  keepSecrets({ ...config.headers, ...config.auth });
  return config;
}

const isText = (value: unknown): boolean => typeof value === 'string';
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isFunction = (value: unknown): boolean => typeof value === 'function';
const isTextList = (value: unknown): boolean => Array.isArray(value) && value.every(isText);

const members: Readonly<Record<keyof DocpactConfig, { wants: string; fits: (value: unknown) => boolean }>> = {
  headers: {
    wants: 'a map from header names to texts',
    fits: (value) => isRecord(value) && Object.values(value).every(isText),
  },
  auth: {
    wants: 'a map from the names of security schemes to texts or functions',
    fits: (value) => isRecord(value) && Object.values(value).every((each) => isText(each) || isFunction(each)),
  },
  values: {
    wants: 'a map from operation ids to maps of members',
    fits: (value) => isRecord(value) && Object.values(value).every(isRecord),
  },
  fakes: {
    wants: 'a map from patterns of member names to methods of faker',
    fits: isRecord,
  },
  ignore: {
    wants: `a list of ${severityOrder.join(', ')}`,
    fits: (value) =>
      Array.isArray(value) && value.every((kind) => (severityOrder as readonly unknown[]).includes(kind)),
  },
  lawsOff: { wants: 'a list of clause ids', fits: isTextList },
  strictLaws: { wants: 'true or false', fits: (value) => typeof value === 'boolean' },
  states: {
    wants: 'a map from the names of provider states to functions',
    fits: (value) => isRecord(value) && Object.values(value).every(isFunction),
  },
  before: { wants: 'a function', fits: isFunction },
  after: { wants: 'a function', fits: isFunction },
  diff: {
    wants: "{ rules: { ID: 'off', 'note', 'warning' or 'error' }, for: 'callers' or 'providers', baseline: a file }",
    fits: isDiff,
  },
  cleanup: {
    wants: 'a function, or { method, path } with {id} in the path',
    fits: (value) =>
      isFunction(value) || (isRecord(value) && isText(value['method']) && plainText(value['path']).includes('{id}')),
  },
};

const isLevel = (value: unknown): boolean => ruleLevels.includes(plainText(value));

function isDiff(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { rules = {}, for: whom, baseline, ...others } = value;
  return (
    Object.keys(others).length === 0 &&
    isRecord(rules) &&
    Object.values(rules).every(isLevel) &&
    [undefined, 'callers', 'providers'].includes(whom as undefined) &&
    (baseline === undefined || isText(baseline))
  );
}

function checkConfig(file: string, config: unknown): DocpactConfig {
  if (!isRecord(config))
    throw new UsageError(`${file} must export its config as default`, { hint: 'export default defineConfig({ … })' });
  for (const [name, value] of Object.entries(config)) {
    const member = Object.hasOwn(members, name) ? members[name as keyof DocpactConfig] : undefined;
    if (!member) {
      const [near] = nearest(name, Object.keys(members));
      throw new UsageError(`${file}: there is no setting "${name}"`, {
        hint: near ? `Did you mean "${near}"?` : `There is ${Object.keys(members).join(', ')}.`,
      });
    }
    if (value !== undefined && !member.fits(value)) throw new UsageError(`${file}: ${name} must be ${member.wants}`);
  }
  return config as DocpactConfig;
}
