// What every command that reads or writes the store does around its work: open the house, close it again.
import type { Command } from 'commander';
import { type House, openHouse } from './open.ts';
import type { Output } from './output.ts';
import { outputOf } from './program.ts';

/** Opens the house quietly, does the work, closes the house whatever happens. */
export async function withHouse(
  command: Command,
  work: (house: House, output: Output) => Promise<void>,
): Promise<void> {
  const house = await openHouse({ logLevel: 'warn' });
  try {
    await work(house, outputOf(command));
  } finally {
    await house.close();
  }
}
