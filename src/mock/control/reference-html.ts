/** The document in which Scalar's API reference shows the contract. */

export const referenceHtml: string = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>API reference</title>
</head>
<body>
<div id="reference"></div>
<script src="scalar.js"></script>
<script src="reference.js"></script>
</body>
</html>
`;

/** Nothing that leaves the machine, whatever Scalar would like to load. */
export const referencePolicy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; connect-src 'self'; img-src 'self' data: blob:; font-src 'self' data:; worker-src 'self' blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

export const referenceScript = `
const dark = new URLSearchParams(location.search).get('theme') === 'dark';
Scalar.createApiReference('#reference', {
  url: 'openapi.json',
  telemetry: false,
  withDefaultFonts: false,
  hideDarkModeToggle: true,
  forceDarkModeState: dark ? 'dark' : 'light',
  hideClientButton: true,
  showDeveloperTools: 'never',
  mcp: { disabled: true },
  agent: { disabled: true },
});
`;
