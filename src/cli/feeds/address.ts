// Addresses that people type for feeds.
import { feedAddress, WHY } from '../../feed/address.ts';
import { CommandFailed, EXIT, plain } from '../output.ts';

/** The address as it is stored, or a sentence about why it can't be watched. */
export function readAddress(text: string): { url: string } | { problem: string } {
  const address = feedAddress(text);
  if (address.ok) return { url: address.url };
  // what is secret about it would stand on the screen and in logs
  const isSecret = address.why === 'password' || /:[^/]*@/.test(text);
  const named = isSecret ? 'That address' : `"${plain(text).slice(0, 100)}"`;
  return { problem: `${named} ${WHY[address.why]}.${meant(text)}` };
}

/** The address as it is stored. @throws CommandFailed for what can't be watched */
export function checkedUrl(text: string): string {
  const address = readAddress(text);
  if ('problem' in address) throw new CommandFailed(address.problem, EXIT.usage);
  return address.url;
}

/** People leave the scheme out. */
function meant(text: string): string {
  const looksLikeHost = /^[^\s/:@]+\.[^\s/:@.]{2,}(?:[:/]\S*)?$/.test(text.trim());
  return looksLikeHost ? ` Did you mean https://${text.trim()}?` : '';
}
