/** What every path of the mock's own begins with. */
export const controlPrefix = '/__docpact';
