// Pages as they came: bytes compressed and stored once for each content, never changed.
import { promisify } from 'node:util';
import { zstdCompress, zstdDecompress } from 'node:zlib';
import { sha256 } from '../lib/hash.ts';
import { one, type Sql } from './db.ts';

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
};

export type NewPage = {
  itemId: number;
  url: string;
  finalUrl: string;
  status: number;
  contentType: string | null;
  /** of the answer, for asking again */
  etag?: string | null;
  lastModified?: string | null;
};

/** Compressed bytes with their content hash; made before the transaction, so that it stays short. */
export type PackedBytes = { hash: string; size: number; bytes: Buffer };

/** Compresses with zstd. `hash` is of the bytes as they came. */
export async function packBytes(bytes: Uint8Array): Promise<PackedBytes> {
  return { hash: sha256(bytes), size: bytes.length, bytes: await compress(bytes) };
}

/** Stores a page and its bytes; bytes already known are not stored again. Returns the page's id. */
export async function savePage(sql: Sql, page: NewPage, packed: PackedBytes): Promise<number> {
  await sql.query(
    `insert into blob (hash, encoding, size, bytes) values ($1, 'zstd', $2, $3) on conflict do nothing`,
    [packed.hash, packed.size, packed.bytes],
  );
  const row = await one<{ id: number }>(
    sql,
    `insert into page (item_id, url, final_url, status, content_type, blob_hash, etag, last_modified)
     values ($1, $2, $3, $4, $5, $6, $7, $8) returning id`,
    [
      page.itemId,
      page.url,
      page.finalUrl,
      page.status,
      page.contentType,
      packed.hash,
      page.etag ?? null,
      page.lastModified ?? null,
    ],
  );
  if (!row) throw new Error('insert into page returned no row');
  return row.id;
}

/** A page with its bytes as they came; null when it is not in the archive. */
export async function loadPage(sql: Sql, id: number): Promise<(PageRow & { bytes: Uint8Array }) | null> {
  const row = await one<PageRow & { bytes: Buffer }>(
    sql,
    `select page.*, blob.bytes from page join blob on blob.hash = page.blob_hash where page.id = $1`,
    [id],
  );
  return row && { ...row, bytes: await decompress(row.bytes) };
}
