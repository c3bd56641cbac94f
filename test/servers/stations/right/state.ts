/** What the stations server remembers. */

export type Body = Record<string, unknown>;

/** One thing as it is answered, and the number that its ETag is made of. */
export interface Entry {
  body: Body;
  revision: number;
}

export interface Reading extends Entry {
  stationId: number;
  serial: string;
}

export interface State {
  networks: Map<string, Entry>;
  logos: Map<string, Buffer>;
  stations: Map<number, Entry>;
  /** By `stationId/serial`. */
  sensors: Map<string, Entry>;
  readings: Map<string, Reading>;
  alerts: Map<string, Entry>;
  photos: Map<string, Entry>;
  /** Paths of what was removed. */
  removed: Set<string>;
  lastStation: number;
  /** Grows with every change of anything, so that no ETag ever comes again. */
  revision: number;
}

export function createState(): State {
  return {
    networks: new Map(),
    logos: new Map(),
    stations: new Map(),
    sensors: new Map(),
    readings: new Map(),
    alerts: new Map(),
    photos: new Map(),
    removed: new Set(),
    lastStation: 0,
    revision: 0,
  };
}

export function createEntry(state: State, body: Body): Entry {
  state.revision += 1;
  return { body, revision: state.revision };
}

export function removeSensorAt(state: State, stationId: number, serial: string): void {
  state.sensors.delete(`${stationId}/${serial}`);
  for (const [id, reading] of state.readings)
    if (reading.stationId === stationId && reading.serial === serial) state.readings.delete(id);
}

/** The station with all that is below it or names it. */
export function removeStationAt(state: State, stationId: number): void {
  state.stations.delete(stationId);
  for (const key of state.sensors.keys()) {
    const [owner, serial = ''] = key.split('/');
    if (owner === String(stationId)) removeSensorAt(state, stationId, serial);
  }
  for (const things of [state.alerts, state.photos])
    for (const [id, { body }] of things) if (body['stationId'] === stationId) things.delete(id);
}

export function stationsOf(state: State, networkSlug: string): Entry[] {
  return [...state.stations.values()].filter(({ body }) => body['networkSlug'] === networkSlug);
}
