// The queue's pool: what the server gave up runs again, everything else is told at once.
import type pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { queuePool } from '../../src/store/queue-pool.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';

let server: TestPostgres;
let url: string;
let pool: pg.Pool;
let retries: { code: string; attempt: number }[] = [];

beforeAll(async () => {
  server = await startPostgres();
  url = await server.database();
  pool = queuePool(url, 5, (retry) => retries.push(retry));
  await pool.query(`create schema bullmq`);
  await pool.query(`create table place (id int primary key, visits int not null default 0)`);
  await pool.query(`insert into place values (1), (2)`);
  await pool.query(`create sequence failures`);
  await pool.query(`
    create function visit(first int, second int) returns void language plpgsql as $$ begin
      update place set visits = visits + 1 where id = first;
      perform pg_sleep(0.3);
      update place set visits = visits + 1 where id = second;
    end $$`);
  await pool.query(`
    create function fails(times int, state text) returns text language plpgsql as $$ begin
      -- a sequence is not rolled back
      if nextval('failures') <= times then raise exception using errcode = state, message = 'given up'; end if;
      return 'done';
    end $$`);
});
afterAll(async () => {
  await pool.end();
  await server.stop();
});
beforeEach(async () => {
  retries = [];
  await pool.query(`alter sequence failures restart`);
});

test('two statements in a deadlock both end well, each of them once', async () => {
  await Promise.all([pool.query('select visit(1, 2)'), pool.query('select visit(2, 1)')]);
  const { rows } = await pool.query('select visits from place order by id');
  expect(rows).toEqual([{ visits: 2 }, { visits: 2 }]);
  expect(retries).toEqual([{ code: '40P01', attempt: 1 }]);
});

test('without the pool the same deadlock is an error, so the test above can fail', async () => {
  const clients = [await pool.connect(), await pool.connect()];
  const outcomes = await Promise.allSettled([
    clients[0]!.query('select visit(1, 2)'),
    clients[1]!.query('select visit(2, 1)'),
  ]);
  for (const client of clients) client.release();
  expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(1);
});

test('a serialization failure is repeated until it ends well', async () => {
  const { rows } = await pool.query(`select fails($1, '40001')`, [4]);
  expect(rows).toEqual([{ fails: 'done' }]);
  expect(retries.map(({ attempt }) => attempt)).toEqual([1, 2, 3, 4]);
});

test('after ten tries it is told', async () => {
  await expect(pool.query(`select fails(1000, '40P01')`)).rejects.toMatchObject({ code: '40P01' });
  expect(retries).toHaveLength(9);
});

test('any other error is told at once', async () => {
  await expect(pool.query(`select fails(1, '23505')`)).rejects.toMatchObject({ code: '23505' });
  expect(retries).toEqual([]);
});

test('statements find the tables of BullMQ', async () => {
  const { rows } = await pool.query('select current_schema() as schema');
  expect(rows).toEqual([{ schema: 'bullmq' }]);
});
