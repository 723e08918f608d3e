// The program `presswatch`: its commands, one file each.
import process from 'node:process';
import { addArticles } from './articles.ts';
import { addDemo } from './demo.ts';
import { addDoctor } from './doctor.ts';
import { addFeeds } from './feeds.ts';
import { addMigrate } from './migrate.ts';
import { createProgram, run } from './program.ts';
import { addReplay } from './replay.ts';
import { addStart } from './start.ts';
import { addStatus } from './status.ts';
import { addSubscribe } from './subscribe.ts';
import { addSubscriptions } from './subscriptions.ts';
import { addTry } from './try.ts';
import { addWhy } from './why.ts';

const program = createProgram();
for (const add of [
  addStart,
  addDemo,
  addFeeds,
  addSubscribe,
  addSubscriptions,
  addArticles,
  addWhy,
  addReplay,
  addStatus,
  addDoctor,
  addMigrate,
  addTry,
]) {
  add(program);
}
await run(program, process.argv);
