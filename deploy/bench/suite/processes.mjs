// What the suite's processes have used so far, from /proc; only where the data folder of the run is named (Linux).
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const CLOCK_TICKS = 100; // USER_HZ, the same on every Linux a JVM of today runs on
const folder = process.env.VITRINE_DATA;

const pidOf = (name) => Number(readFileSync(join(folder, 'run', `${name}.pid`), 'utf8').split(' ')[0]);

const furtherWorkers = () =>
  readdirSync(join(folder, 'run'))
    .filter((name) => /^media-worker-\d+\.pid$/.test(name))
    .map((name) => name.replace('.pid', ''));

/** CPU seconds of each service and of all with their helpers (PostgreSQL), or undefined. */
export function cpuSeconds() {
  if (!folder || !existsSync('/proc/self/stat')) return undefined;
  const all = new Map();
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ');
      all.set(Number(pid), { parent: Number(fields[1]), cpu: (Number(fields[11]) + Number(fields[12])) / CLOCK_TICKS });
    } catch {
      // Ended while we looked.
    }
  }
  const under = (pid, root) => pid === root || (all.has(pid) && under(all.get(pid).parent, root));
  const sum = (root) => [...all].filter(([pid]) => under(pid, root)).reduce((total, [, { cpu }]) => total + cpu, 0);
  const services = ['gateway', 'auth-service', 'gallery-service', 'media-service', 'media-worker', 'share-service', 'devservices'];
  const each = Object.fromEntries(services.map((name) => [name, sum(pidOf(name))]));
  for (const worker of furtherWorkers()) each['media-worker'] += sum(pidOf(worker));
  return { ...each, all: Object.values(each).reduce((a, b) => a + b, 0) };
}

/** The most memory a service ever held, in MB, or undefined. */
export function peakMemory(name) {
  if (!folder || !existsSync('/proc/self/status')) return undefined;
  const status = readFileSync(`/proc/${pidOf(name)}/status`, 'utf8');
  return Math.round(Number(status.match(/VmHWM:\s+(\d+)/)[1]) / 1024);
}
