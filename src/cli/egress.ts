// The egress rules that the settings give, for commands and the service alike.
import { BadConfiguration } from '../config/load.ts';
import type { Settings } from '../config/settings.ts';
import { type EgressPolicy, parsePolicy } from '../net/address.ts';

/** The addresses and ports that may be reached. @throws BadConfiguration */
export function egressPolicy(settings: Settings): EgressPolicy {
  const read = parsePolicy(settings.egress);
  if (read.ok) return read.policy;
  throw new BadConfiguration(read.mistakes.map((mistake) => `egress.allow: ${mistake}`));
}
