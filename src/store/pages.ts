// Pages as they came, or as a browser built them: bytes compressed and stored once for each content, never changed.
import { promisify } from 'node:util';
import { zstdCompress, zstdDecompress } from 'node:zlib';
import { sha256 } from '../lib/hash.ts';
import { all, one, type Sql } from './db.ts';

const compress = promisify(zstdCompress);
const decompress = promisify(zstdDecompress);

export type PageRow = {
  id: number;
  item_id: number;
  url: string;
  final_url: string;
  status: number;
  content_type: string | null;
  fetched_at: Date;
  etag: string | null;
  last_modified: string | null;
  /** 1 of an article's only or first page, 2 and up of the parts after it, 0 of the whole on one page */
  part: number;
  /** why parts after this page are missing, in a sentence */
  parts_missing: string | null;
  /** a browser built these bytes of what came */
  rendered: boolean;
};

/** A page with its bytes as they came. */
export type PageWithBytes = PageRow & { bytes: Uint8Array };

export type NewPage = {
  itemId: number;
  url: string;
  finalUrl: string;
  status: number;
  contentType: string | null;
  /** of the answer, for asking again */
  etag?: string | null;
  lastModified?: string | null;
  part?: number;
  rendered?: boolean;
};

/** Compressed bytes with their content hash; made before the transaction, so that it stays short. */
export type PackedBytes = { hash: string; size: number; bytes: Buffer };

/** Compresses with zstd. `hash` is of the bytes as they came. */
export async function packBytes(bytes: Uint8Array): Promise<PackedBytes> {
  return { hash: sha256(bytes), size: bytes.length, bytes: await compress(bytes) };
}

/**
 * Stores a page and its bytes; bytes already known are not stored again. Returns the page's id.
 * @param partOf the article's first page, of a part after it
 */
export async function savePage(
  sql: Sql,
  page: NewPage,
  packed: PackedBytes,
  partOf: number | null = null,
): Promise<number> {
  await sql.query(
    `insert into blob (hash, encoding, size, bytes) values ($1, 'zstd', $2, $3) on conflict do nothing`,
    [packed.hash, packed.size, packed.bytes],
  );
  const row = await one<{ id: number }>(
    sql,
    `insert into page (item_id, url, final_url, status, content_type, blob_hash, etag, last_modified, part, part_of, rendered)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) returning id`,
    [
      page.itemId,
      page.url,
      page.finalUrl,
      page.status,
      page.contentType,
      packed.hash,
      page.etag ?? null,
      page.lastModified ?? null,
      page.part ?? 1,
      partOf,
      page.rendered ?? false,
    ],
  );
  if (!row) throw new Error('insert into page returned no row');
  return row.id;
}

export type SavedPart = { page: NewPage; packed: PackedBytes };

/** Stores the parts of the article whose first page is `pageId`, and why there are no more. */
export async function saveParts(
  sql: Sql,
  pageId: number,
  parts: readonly SavedPart[],
  missing: string | null,
): Promise<void> {
  for (const { page, packed } of parts) await savePage(sql, page, packed, pageId);
  if (missing !== null)
    await sql.query('update page set parts_missing = $2 where id = $1', [pageId, missing]);
}

/**
 * Gives a first page that was fetched again the parts that were archived before: only the first page is asked for again,
 * and an article must not lose its end by that.
 */
export const adoptParts = (sql: Sql, articleId: number, pageId: number): Promise<unknown> =>
  sql.query(
    `with before as (select page_id from revision where article_id = $1 and page_id is not null order by number desc limit 1),
       noted as (update page set parts_missing = (select parts_missing from page where id = (select page_id from before))
         where id = $2)
     insert into page (item_id, url, final_url, status, content_type, blob_hash, fetched_at, part, part_of)
     select item_id, url, final_url, status, content_type, blob_hash, fetched_at, part, $2
       from page where part_of = (select page_id from before)`,
    [articleId, pageId],
  );

/** Whether an article's latest text was read on a page that a browser built. */
export async function wasRendered(sql: Sql, articleId: number): Promise<boolean> {
  const row = await one<{ rendered: boolean }>(
    sql,
    `select page.rendered from revision join page on page.id = revision.page_id
      where revision.article_id = $1 order by revision.number desc limit 1`,
    [articleId],
  );
  return row?.rendered === true;
}

/** The parts after an article's first page, in order; none for most. */
export async function loadParts(sql: Sql, pageId: number): Promise<PageWithBytes[]> {
  const rows = await all<PageRow & { bytes: Buffer }>(
    sql,
    `select page.*, blob.bytes from page join blob on blob.hash = page.blob_hash where part_of = $1 order by part`,
    [pageId],
  );
  return Promise.all(rows.map(async (row) => ({ ...row, bytes: await decompress(row.bytes) })));
}

/** A page with its bytes as they came; null when it is not in the archive. */
export async function loadPage(sql: Sql, id: number): Promise<PageWithBytes | null> {
  const row = await one<PageRow & { bytes: Buffer }>(
    sql,
    `select page.*, blob.bytes from page join blob on blob.hash = page.blob_hash where page.id = $1`,
    [id],
  );
  return row && { ...row, bytes: await decompress(row.bytes) };
}
