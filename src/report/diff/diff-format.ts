/** How the changes between two contracts can be written. */
export const diffFormats = ['text', 'json', 'github', 'markdown', 'sarif', 'changelog'] as const;

export type DiffFormat = (typeof diffFormats)[number];
