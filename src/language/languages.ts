/** The languages that docpact can be read in. */
export const languages = ['en', 'zh'] as const;

export type Language = (typeof languages)[number];
