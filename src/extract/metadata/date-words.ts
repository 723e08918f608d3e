// The words of dates: months in nineteen languages, zones by their abbreviations. Data, and how a zone becomes an offset.

/** January to December; spellings of one month in one line. */
const NAMES = [
  'january jan januar jänner janvier janv enero ene gennaio gen januari janeiro styczeń stycznia styczen ocak января январь янв січня ledna január január tammikuu tammikuuta ianuarie ιανουαρίου januári januára siječnja',
  'february feb febr februar février fevrier févr fév febrero febbraio februari fevereiro fev luty lutego şubat февраля февраль фев лютого února február helmikuu helmikuuta februarie φεβρουαρίου februára veljače',
  'march mar märz maerz mrz mars marzo maart março marco marzec marca mart марта март мар березня března március maaliskuu maaliskuuta martie μαρτίου maret ožujka',
  'april apr avril avr abril abr aprile kwiecień kwietnia nisan апреля апрель апр квітня dubna április huhtikuu huhtikuuta aprilie απριλίου apríla travnja',
  'may mai mayo maggio mag mei maio maj maja mayıs мая май травня května május toukokuu toukokuuta μαΐου mája svibnja',
  'june jun juni juin junio giugno giu junho czerwiec czerwca haziran июня июнь червня června június kesäkuu kesäkuuta iunie ιουνίου júna lipnja',
  'july jul juli juillet juil julio luglio lug julho lipiec lipca temmuz июля июль липня července július heinäkuu heinäkuuta iulie ιουλίου júla srpnja',
  'august aug août aout agosto ago augustus augusti sierpień sierpnia ağustos августа август авг серпня srpna augusztus elokuu elokuuta αυγούστου agustus augusta kolovoza',
  'september sep sept septembre septiembre settembre set setembro wrzesień września wrzesnia eylül сентября сентябрь сен вересня září szeptember syyskuu syyskuuta septembrie σεπτεμβρίου septembra rujna',
  'october oct oktober okt octobre octubre ottobre ott outubro out październik października ekim октября октябрь окт жовтня října október lokakuu lokakuuta octombrie οκτωβρίου októbra',
  'november nov novembre noviembre novembro listopada kasım ноября ноябрь ноя листопада listopadu marraskuu marraskuuta noiembrie νοεμβρίου novembra studenoga',
  'december dec dezember dez décembre decembre déc diciembre dic dicembre desember dezembro grudzień grudnia aralık декабря декабрь дек грудня prosince joulukuu joulukuuta decembrie δεκεμβρίου decembra prosinca',
];

const MONTHS = new Map(NAMES.flatMap((line, index) => line.split(' ').map((name) => [name, index + 1])));

/** 1 to 12, or undefined when the word is no month. */
export const monthOf = (word: string): number | undefined => MONTHS.get(word.toLowerCase());

const ZONES: Record<string, string> = {
  z: 'Z',
  utc: 'Z',
  gmt: 'Z',
  est: '-05:00',
  edt: '-04:00',
  cst: '-06:00',
  cdt: '-05:00',
  mst: '-07:00',
  mdt: '-06:00',
  pst: '-08:00',
  pdt: '-07:00',
  bst: '+01:00',
  wet: 'Z',
  west: '+01:00',
  cet: '+01:00',
  cest: '+02:00',
  mez: '+01:00',
  mesz: '+02:00',
  eet: '+02:00',
  eest: '+03:00',
  msk: '+03:00',
  ist: '+05:30',
  pkt: '+05:00',
  wib: '+07:00',
  hkt: '+08:00',
  sgt: '+08:00',
  pht: '+08:00',
  awst: '+08:00',
  jst: '+09:00',
  kst: '+09:00',
  acst: '+09:30',
  aest: '+10:00',
  aedt: '+11:00',
  nzst: '+12:00',
  nzdt: '+13:00',
  brt: '-03:00',
  sast: '+02:00',
};

/** Abbreviations that leave summer time to the reader. */
const PLACES: Record<string, string> = {
  et: 'America/New_York',
  ct: 'America/Chicago',
  mt: 'America/Denver',
  pt: 'America/Los_Angeles',
};

/** `Z` or `+01:00`; null when the text names no zone that is known. `day` is `2031-03-14`. */
export function offsetOf(zone: string, day: string): string | null {
  const stated = /^(?:(?:utc|gmt)\s*)?([+-])(\d{1,2}):?(\d\d)?$/i.exec(zone.replace('−', '-'));
  if (stated !== null) {
    const [, sign, hours = '', minutes = '00'] = stated;
    return Number(hours) > 14 || Number(minutes) > 59 ? null : `${sign}${hours.padStart(2, '0')}:${minutes}`;
  }
  const place = PLACES[zone.toLowerCase()];
  return place === undefined ? (ZONES[zone.toLowerCase()] ?? null) : offsetAt(place, day);
}

function offsetAt(timeZone: string, day: string): string | null {
  const noon = Date.parse(`${day}T12:00:00Z`);
  if (Number.isNaN(noon)) return null;
  const format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
  const name = format.formatToParts(noon).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  return name.replace(/^GMT/, '') || 'Z';
}
