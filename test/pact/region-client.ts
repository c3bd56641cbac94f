/** The client of a web console, small and typed, as a frontend would write it. */
import type { AddRegionRequest, Fail, RegionInfo } from '../../fixtures/index.ts';

/** A data centre as the console shows it. */
export interface Region {
  id: string;
  name: string;
  alias: string;
  /** 0 being edited, 1 in use, 2 out of use, 3 under maintenance. */
  status: number;
  /** Absent where the API gives null, or nothing. */
  token?: string;
  certificates: readonly string[];
}

export type Outcome = { created: Region } | { refused: string };

/** Adds a data centre; a refusal is an outcome, anything else an error. */
export async function addRegion(base: string, region: AddRegionRequest): Promise<Outcome> {
  const response = await fetch(`${base}/openapi/v2/manage/regions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(region),
  });
  if (response.status === 201) return { created: readRegion((await response.json()) as RegionInfo) };
  if (response.status === 400) return { refused: ((await response.json()) as Fail).msg };
  throw new Error(`unexpected answer ${response.status}`);
}

function readRegion(info: RegionInfo): Region {
  const { ssl_ca_cert, cert_file, key_file, token } = info;
  return {
    id: info.region_id,
    name: info.region_name,
    alias: info.region_alias,
    status: Number(info.status),
    ...(token == null ? {} : { token }),
    certificates: [ssl_ca_cert, cert_file, key_file].filter((text) => text != null),
  };
}
