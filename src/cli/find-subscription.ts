// The subscription that a person means by an id or a name.
import { findSubscription, type SubscriptionRow } from '../store/subscriptions.ts';
import type { House } from './open.ts';
import { CommandFailed } from './output.ts';

/** The subscription meant by an id or name. @throws CommandFailed when there is none */
export async function mustFind(house: House, which: string): Promise<SubscriptionRow> {
  const row = await findSubscription(house.store, which);
  if (row) return row;
  throw new CommandFailed(`There is no subscription "${which}". "presswatch subscriptions list" shows all.`);
}
