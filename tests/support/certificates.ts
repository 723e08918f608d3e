// Certificates made by openssl while the test runs, so that none is stored and none runs out.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type Pair = { key: string; cert: string };
export type Certificates = { ca: string; good: Pair; expired: Pair; selfSigned: Pair };

/** A small authority and what it signed for `name`: one good, one that ran out in 2020; and one it did not sign. */
export function makeCertificates(name: string): Certificates {
  const dir = mkdtempSync(join(tmpdir(), 'presswatch-tls-'));
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: dir, stdio: 'pipe' });
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  const read = (file: string) => readFileSync(join(dir, file), 'utf8');
  try {
    writeFileSync(join(dir, 'index.txt'), '');
    writeFileSync(
      join(dir, 'ca.cnf'),
      `[ca]\ndefault_ca=a\n[a]\ndatabase=index.txt\nnew_certs_dir=.\nrand_serial=yes\ndefault_md=sha256\n` +
        `policy=p\nx509_extensions=x\nunique_subject=no\n[p]\ncommonName=supplied\n[x]\nsubjectAltName=DNS:${name}\n`,
    );
    openssl(
      'req',
      '-x509',
      ...newKey,
      '-days',
      '2',
      '-subj',
      '/CN=Test CA',
      '-keyout',
      'ca.key',
      '-out',
      'ca.pem',
    );
    openssl('req', ...newKey, '-subj', `/CN=${name}`, '-keyout', 'leaf.key', '-out', 'leaf.csr');
    const sign = (out: string, ...dates: string[]) =>
      openssl(
        'ca',
        '-batch',
        '-notext',
        '-config',
        'ca.cnf',
        '-cert',
        'ca.pem',
        '-keyfile',
        'ca.key',
        '-in',
        'leaf.csr',
        '-out',
        out,
        ...dates,
      );
    sign('good.pem', '-days', '1');
    sign('expired.pem', '-startdate', '20200101000000Z', '-enddate', '20200201000000Z');
    const san = ['-addext', `subjectAltName=DNS:${name}`];
    openssl(
      'req',
      '-x509',
      ...newKey,
      '-days',
      '1',
      '-subj',
      `/CN=${name}`,
      ...san,
      '-keyout',
      'self.key',
      '-out',
      'self.pem',
    );
    const key = read('leaf.key');
    return {
      ca: read('ca.pem'),
      good: { key, cert: read('good.pem') },
      expired: { key, cert: read('expired.pem') },
      selfSigned: { key: read('self.key'), cert: read('self.pem') },
    };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
