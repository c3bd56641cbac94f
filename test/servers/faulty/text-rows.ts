/** How a table of changes to texts is written, and made into faults. */
import { changeText } from '../change-stages.ts';
import { created, full } from '../probe/step.ts';
import { certificates } from '../region-members.ts';
import type { Fault } from '../variant.ts';

const kinds = {
  name: ['region_name', 'region_alias'],
  prose: ['desc'],
  file: certificates,
  url: ['url'],
  wsurl: ['wsurl'],
  domain: ['httpdomain'],
} as const;

/** What is done to the text, and for each kind of member a valid text that shows it. */
export type Row = readonly [
  name: string,
  verb: string,
  change: (text: string) => unknown,
  samples: Partial<Record<keyof typeof kinds, string>>,
  rarity?: 'rare',
];

export const text = (sample: string) => ({ name: sample, prose: sample });
export const texts = (sample: string) => ({ name: sample, prose: sample, file: sample });
export const lines = (sample: string) => ({ prose: sample, file: sample });
export const urls = (rest: string) => ({ url: `https://${rest}`, wsurl: `wss://${rest}` });
export const cut = (length: number) => (value: string) => [...value].slice(0, length).join('');
export const cutBytes = (length: number) => (value: string) =>
  new TextDecoder().decode(Buffer.from(value).subarray(0, length)).replace(/\uFFFD$/, '');
export const pem = '-----BEGIN CERTIFICATE-----\nMIIB+/aZ0=\n-----END CERTIFICATE-----\n';
export const url = (length: number) => ({
  url: 'https://api.example.com/'.padEnd(length, 'p'),
  wsurl: 'wss://ws.example.com/'.padEnd(length, 'p'),
});

/** A fault for each row and each member that it has a sample for. */
export const defineRows = (rows: readonly Row[]): Fault[] =>
  rows.flatMap(([name, verb, change, samples, rarity]) =>
    Object.entries(samples).flatMap(([kind, sample]) =>
      kinds[kind as keyof typeof kinds].map((member): Fault => [
        `${member}-${name}`,
        `${member} ${verb}.`,
        changeText(member, change),
        [created(full({ [member]: sample }))],
        rarity,
      ]),
    ),
  );
