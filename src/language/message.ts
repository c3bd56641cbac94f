/** In a message, `{name}` stands for a name or a value, `{*name}` for any text, `{#name}` for a number, and `<name>` for what is a message itself. */
export type Message = readonly [english: string, chinese: string];
