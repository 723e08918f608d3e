// All commands of the program, one file each. Nothing heavy is loaded here: each command loads what it needs when it runs.
import type { Command } from 'commander';
import { addArticles } from './articles.ts';
import { addDemo } from './demo.ts';
import { addDoctor } from './doctor.ts';
import { addEntities } from './entities.ts';
import { addFeeds } from './feeds.ts';
import { addMigrate } from './migrate.ts';
import { addQueries } from './queries.ts';
import { addReplay } from './replay.ts';
import { addStart } from './start.ts';
import { addStatus } from './status.ts';
import { addSubscribe } from './subscribe.ts';
import { addSubscriptions } from './subscriptions.ts';
import { addTopics } from './topics.ts';
import { addTry } from './try.ts';
import { addWhy } from './why.ts';

export function addCommands(program: Command): void {
  for (const add of [
    addStart,
    addDemo,
    addFeeds,
    addSubscribe,
    addSubscriptions,
    addQueries,
    addArticles,
    addEntities,
    addTopics,
    addWhy,
    addReplay,
    addStatus,
    addDoctor,
    addMigrate,
    addTry,
  ]) {
    add(program);
  }
}
