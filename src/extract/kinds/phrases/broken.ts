// Titles and headings, in plain words, of pages by which a server says that it failed, though its status says otherwise.

export const BROKEN_TITLES = [
  '(?:(?:http |http-)?(?:error|status|fehler|erreur|errore) )?5\\d\\d(?:[ :.–-]+(?:error|server error|internal server error|internal error|bad gateway|service (?:temporarily )?unavailable|gateway time-?out))?',
  '(?:internal )?server error(?: \\(?5\\d\\d)?',
  'bad gateway|gateway time-?out|service (?:is )?(?:temporarily )?unavailable',
  'error establishing a database connection|database (?:connection )?error',
  '(?:application|runtime|fatal) error|an (?:unexpected )?error (?:has )?occurred|something went wrong',
  'interner serverfehler|serverfehler|dienst nicht verfügbar|datenbankfehler',
  'erreur interne du serveur|erreur serveur|service (?:temporairement )?indisponible',
  'error interno del servidor|error del servidor|servicio no disponible',
  'errore interno del server|servizio non disponibile|erro interno do servidor|serviço indisponível',
  'interne serverfout|internt serverfel|wewnętrzny błąd serwera|внутренняя ошибка сервера|ошибка сервера',
  'サーバーエラー|服务器错误|内部服务器错误',
];
