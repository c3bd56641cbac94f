/** `npm run fixtures`: writes this contract as one JSON file, for the handlers that have no files to read. */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { snapshotContract } from '../src/contract/contract-snapshot.ts';
import { loadContract } from '../src/contract/load-contract.ts';

const contract = loadContract(fileURLToPath(new URL('../contracts', import.meta.url)));
writeFileSync(new URL('contract.json', import.meta.url), `${JSON.stringify(snapshotContract(contract), null, 2)}\n`);
console.log('mocks/contract.json');
