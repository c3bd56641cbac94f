/** What the operating system says that a process has used; only Linux says it in /proc. */
import { readFileSync } from 'node:fs';

export interface Usage {
  /** User and system time of all threads, in milliseconds, in steps of 10. */
  cpuMs: number;
  /** Resident memory now, in MB. */
  rssMb: number;
  /** The most that it ever was, in MB. */
  peakMb: number;
}

/** Whether this system tells CPU and memory of another process at all. */
export const usageIsKnown: boolean = process.platform === 'linux';

/** The kernel counts in USER_HZ for user space, which is 100 on every Linux that Node runs on. */
const MS_PER_TICK = 10;

/** NaN everywhere where the system does not say, or the process is gone. */
export function readUsage(pid: number): Usage {
  if (!usageIsKnown) return { cpuMs: NaN, rssMb: NaN, peakMb: NaN };
  const status = read(pid, 'status');
  return { cpuMs: readCpu(pid), rssMb: readMb(status, 'VmRSS'), peakMb: readMb(status, 'VmHWM') };
}

/** utime and stime: members 14 and 15 of proc(5)'s stat, counted behind the name, which may hold blanks. */
function readCpu(pid: number): number {
  const stat = read(pid, 'stat');
  const members = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(members[11]) + Number(members[12])) * MS_PER_TICK;
}

function readMb(status: string, name: string): number {
  const kilobytes = new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1];
  return Number(kilobytes) / 1024;
}

function read(pid: number, file: 'stat' | 'status'): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
