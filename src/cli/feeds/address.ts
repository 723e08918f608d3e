// Addresses that people type for feeds.
import { CommandFailed, EXIT } from '../output.ts';

/** The address as it is stored. @throws CommandFailed for what can't be watched */
export function checkedUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    throw new CommandFailed(`"${text}" is no http or https address.`, EXIT.usage);
  }
  if (url.username !== '' || url.password !== '') {
    throw new CommandFailed(
      'A feed address must not carry a user or password: it would be stored and shown.',
      EXIT.usage,
    );
  }
  url.hash = '';
  return url.href;
}
