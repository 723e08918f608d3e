// Why a file of the user's can't be read, as a sentence about the file instead of the name of a system call.
const WHY: Record<string, string> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of the path is no folder',
  EACCES: 'this user may not read it',
  ENAMETOOLONG: 'the name is too long',
};

/** `list.opml can't be read: there is no such file`. */
export function unreadable(file: string, error: unknown): string {
  return `${file} can't be read: ${whyUnreadable(error)}.`;
}

/** The end of that sentence. */
export function whyUnreadable(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return WHY[code] ?? (error instanceof Error ? error.message : String(error));
}
