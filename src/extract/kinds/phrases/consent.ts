// What consent walls say, by language. An article about cookies says one or two of these; a wall says many.

/** titles and headings that are nothing else, matched as a whole */
export const CONSENT_TITLES: readonly string[] = [
  // en
  'before you continue',
  'before you continue to.{1,40}',
  'we value your privacy',
  'your privacy',
  'your privacy choices',
  'your privacy settings',
  'privacy settings',
  'privacy gate',
  'cookie consent',
  'cookie settings',
  'cookie wall',
  'consent',
  'consent required',
  'manage (?:your )?consent',
  'we use cookies',
  'we care about your privacy',
  'your data, your choice',
  'privacy (?:and|&) cookie(?:s| settings)',
  'privacy consent',
  'cookies? (?:and|&) privacy',
  'accept cookies to continue',
  // de
  'einwilligung',
  'cookie-?einstellungen',
  'datenschutz-?einstellungen',
  'privatsphäre-?einstellungen',
  'wir schätzen ihre privatsphäre',
  'ihre privatsphäre',
  'zustimmung(?: erforderlich)?',
  'mit werbung weiterlesen',
  'bevor (?:sie|du) (?:fortfahren|weitermachst).{0,40}',
  'weiterlesen mit werbung',
  // fr
  'avant de (?:continuer|poursuivre).{0,40}',
  'vos choix (?:en matière de|concernant) (?:cookies|confidentialité).{0,20}',
  'gestion des cookies',
  'le respect de votre vie privée.{0,40}',
  'votre vie privée',
  'nous respectons votre vie privée',
  'consentement',
  'continuer sans accepter',
  // es, pt, it
  'antes de (?:continuar|ir).{0,40}',
  'su privacidad.{0,30}',
  'tu privacidad.{0,30}',
  'valoramos (?:su|tu) privacidad',
  'configuración de (?:cookies|privacidad)',
  'aviso de cookies',
  'a sua privacidade.{0,30}',
  'sua privacidade.{0,30}',
  'valorizamos (?:a )?sua privacidade',
  'definições de (?:cookies|privacidade)',
  'prima di continuare.{0,40}',
  'la (?:tua|vostra) privacy.{0,30}',
  'il rispetto della (?:tua|vostra) privacy.{0,40}',
  'impostazioni (?:dei )?(?:cookie|privacy)',
  'consenso(?: ai cookie)?',
  // nl, sv, da, no, fi
  'voordat (?:je|u) (?:verdergaat|verder gaat).{0,40}',
  'privacy-?instellingen',
  'cookie-?instellingen',
  'cookies? accepteren',
  'toestemming',
  'innan du fortsätter.{0,40}',
  'vi värnar om din (?:integritet|personliga integritet)',
  'cookie-?inställningar',
  'samtycke(?: krävs)?',
  'før du fortsetter.{0,40}',
  'før du fortsætter.{0,40}',
  'vi bruger cookies',
  'vi respekterer (?:dit privatliv|personvernet ditt)',
  'samtykke',
  'ennen kuin jatkat.{0,40}',
  'evästeasetukset',
  'yksityisyytesi.{0,30}',
  // pl, cs, sk, hu, ro
  'zanim przejdziesz.{0,40}',
  'szanujemy (?:twoją|państwa) prywatność',
  'ustawienia (?:prywatności|plików cookie)',
  'twoja prywatność.{0,30}',
  'zgoda(?: na .{0,30})?',
  'než budete pokračovat.{0,40}',
  'vážíme si vašeho soukromí',
  'nastavení (?:soukromí|cookies)',
  'mielőtt (?:folytatná|továbblép).{0,40}',
  'fontos (?:nekünk|számunkra) az ön? adat.{0,30}',
  'sütibeállítások',
  'înainte de a continua.{0,40}',
  'confidențialitatea (?:ta|dumneavoastră).{0,30}',
  // tr, el, ru, uk
  'devam etmeden önce.{0,40}',
  'gizliliğinize (?:önem|değer) veriyoruz',
  'çerez (?:ayarları|tercihleri|politikası)',
  'gizlilik ayarları',
  'πριν (?:συνεχίσετε|μεταβείτε).{0,40}',
  'σεβόμαστε την ιδιωτικότητά σας',
  'ρυθμίσεις (?:cookies|απορρήτου)',
  'прежде чем (?:продолжить|перейти).{0,40}',
  'мы (?:ценим|уважаем) вашу конфиденциальность',
  'настройки (?:cookie|файлов cookie|конфиденциальности)',
  'перш ніж (?:продовжити|перейти).{0,40}',
  'ми цінуємо вашу (?:конфіденційність|приватність)',
  // ar, he, zh, ja, ko
  'قبل المتابعة.{0,40}',
  'نحن نقدر خصوصيتك',
  'خصوصيتك.{0,30}',
  'إعدادات (?:ملفات تعريف الارتباط|الخصوصية)',
  'לפני שממשיכים.{0,40}',
  'הפרטיות שלך.{0,30}',
  '继续前往.{0,40}',
  '(?:我们)?(?:重视|尊重)您的隐私',
  '隐私设置',
  'cookie ?设置',
  '您的隐私.{0,20}',
  '在您继续.{0,20}',
  '我們重視您的隱私',
  '隱私設定',
  '続行する前に.{0,40}',
  'プライバシー設定',
  'クッキー(?:の)?(?:設定|同意)',
  'お客様のプライバシー.{0,30}',
  '同意のお願い',
  '계속하기 전에.{0,40}',
  '개인정보 (?:설정|보호 설정)',
  '쿠키 (?:설정|동의)',
];

/** what the buttons and paragraphs of a wall say; a line holds phrases of one or two languages */
export const CONSENT_PHRASES: readonly string[] = `
accept all | reject all | accept cookies | accept and continue | agree and continue | i agree | manage options | manage preferences
manage settings | customise settings | our partners | partners store | store and/or access information | access information on a device
personalised ads | personalized ads | personalised advertising | personalized advertising | legitimate interest | withdraw your consent
withdraw consent | change your choices | we use cookies | continue without accepting | continue with ads | use cookies and
measure audience | audience research | iab tcf | vendors | process personal data | geolocation data | your consent | consent to
cookie policy
alle akzeptieren | alles akzeptieren | akzeptieren und weiter | zustimmen und weiter | einwilligen und weiter | alle ablehnen | mit werbung
pur-abo | unsere partner | partner speichern | auf einem gerät | personalisierte werbung | personalisierte anzeigen | berechtigte
einwilligung | widerrufen | einstellungen verwalten | wir verwenden cookies | cookies und | zugreifen | werbetracking | zwecke
drittanbieter
tout accepter | tout refuser | accepter et continuer | accepter et fermer | continuer sans accepter | nos partenaires | sur un terminal
sur un appareil | publicités personnalisées | publicité personnalisée | contenus personnalisés | intérêt légitime | votre consentement
retirer votre | paramétrer | gérer mes choix | nous utilisons des cookies | cookies et | données personnelles | mesure d’audience
mesure d'audience
aceptar todo | aceptar y continuar | aceptar y cerrar | rechazar todo | nuestros socios | en un dispositivo | anuncios personalizados
publicidad personalizada | interés legítimo | su consentimiento | tu consentimiento | retirar | configurar | más opciones
utilizamos cookies | usamos cookies | datos personales | gestionar | medición de
aceitar tudo | aceitar todos | aceitar e continuar | rejeitar tudo | rejeitar todos | nossos parceiros | nossos sócios | num dispositivo
em um dispositivo | anúncios personalizados | publicidade personalizada | interesse legítimo | consentimento | usamos cookies
dados pessoais | gerir opções | gerenciar opções
accetta tutto | accetta tutti | accetta e continua | rifiuta tutto | rifiuta e | nostri partner | su un dispositivo | annunci personalizzati
pubblicità personalizzata | legittimo interesse | il tuo consenso | consenso | revocare | utilizziamo cookie | utilizziamo i cookie
dati personali | gestisci | continua senza accettare
alles accepteren | akkoord | alles weigeren | alles afwijzen | onze partners | op een apparaat | gepersonaliseerde advertenties
gerechtvaardigd belang | jouw toestemming | je toestemming | uw toestemming | toestemming | intrekken | instellingen beheren
wij gebruiken cookies | we gebruiken cookies | persoonsgegevens | cookies en
godkänn alla | acceptera alla | neka alla | avvisa alla | våra partner | våra samarbetspartner | på en enhet | personanpassade annonser
anpassade annonser | berättigat intresse | ditt samtycke | samtycke | återkalla | vi använder cookies | vi använder kakor | hantera
personuppgifter | accepter alle | afvis alle | godta alle | avvis alle | vores partnere | våre partnere | på en enhed | tilpassede annoncer
tilpassede annonser | persontilpassede annonser | dit samtykke | ditt samtykke | samtykke | vi bruger cookies
vi bruker informasjonskapsler | informasjonskapsler | personoplysninger | personopplysninger | hyväksy kaikki | hylkää kaikki | kumppanimme
laitteella | kohdennettua mainontaa | suostumuksesi | suostumus | käytämme evästeitä | evästeitä | henkilötietoja | hallinnoi
akceptuję | zaakceptuj wszystk | zgadzam się | przejdź do serwisu | odrzuć wszystk | nasi partnerzy | naszych partnerów | zaufani partnerzy
na urządzeniu | spersonalizowane reklamy | spersonalizowanych reklam | uzasadniony interes | zgody | zgodę | wycofać
ustawienia zaawansowane | pliki cookie | plików cookie | danych osobowych | přijmout vše | souhlasím | odmítnout vše | naši partneři
v zařízení | personalizovan | oprávněný zájem | souhlas | odvolat | soubory cookie | osobních údajů | nastavení | összes elfogadása
elfogadom | összes elutasítása | partnereink | eszközön | személyre szabott hirdetések | jogos érdek | hozzájárulás | sütiket
személyes adatok | accept toate | acceptă tot | refuz toate | partenerii noștri | pe un dispozitiv | reclame personalizate | interes legitim
consimțământul | folosim cookie | date personale | datele cu caracter personal
tümünü kabul et | kabul et ve | tümünü reddet | iş ortaklarımız | bir cihazda | cihazdaki | kişiselleştirilmiş reklam | meşru menfaat
onayınızı | açık rıza | çerez | kişisel veri | tercihleri yönet | ayarları yönet | αποδοχή όλων | αποδέχομαι | απόρριψη όλων
συνεργάτες μας | σε μια συσκευή | εξατομικευμένες διαφημίσεις | έννομο συμφέρον | συγκατάθεσ | χρησιμοποιούμε cookies | προσωπικά δεδομένα
προσωπικών δεδομένων
принять все | принять и продолжить | отклонить все | наши партнеры | наши партнёры | на устройстве | персонализированн | законный интерес
законных интересов | согласие | отозвать | файлы cookie | файлов cookie | персональных данных | персональные данные | управлять настройками
настроить параметры | прийняти все | прийняти всі | відхилити все | відхилити всі | наші партнери | на пристрої | персоналізован | згоду
файли cookie | персональні дані | персональних даних
قبول الكل | قبول والمتابعة | رفض الكل | شركاؤنا | شركائنا | على الجهاز | على جهاز | إعلانات مخصصة | الإعلانات المخصصة | المصلحة المشروعة
موافقتك | سحب موافقتك | ملفات تعريف الارتباط | البيانات الشخصية | بيانات شخصية | إدارة الخيارات | קבל הכל | אישור הכל | דחה הכל
השותפים שלנו | קובצי cookie | עוגיות | הסכמתך | מידע אישי
全部接受 | 接受全部 | 接受所有 | 接受并继续 | 全部拒绝 | 拒绝全部 | 合作伙伴 | 设备上 | 个性化广告 | 合法利益 | 同意 | 撤回 | 管理选项 | 使用 cookie | cookie | 个人数据 | 个人信息 | 接受所有 | 全部拒絕
合作夥伴 | 個人化廣告 | 個人資料 | すべて同意 | すべて許可 | すべて受け入れる | すべて拒否 | 同意して続 | パートナー | デバイス | パーソナライズ | 正当な利益 | 撤回 | クッキー | cookieを使用 | 個人データ | 個人情報
設定を管理 | オプションを管理 | 모두 동의 | 모두 수락 | 모두 거부 | 동의하고 계속 | 파트너 | 기기에 | 맞춤 광고 | 맞춤형 광고 | 정당한 이익 | 동의를 | 철회 | 쿠키 | 개인정보 | 옵션 관리 | 설정 관리
`
  .split(/[|\n]/)
  .map((phrase) => phrase.trim())
  .filter((phrase) => phrase !== '');

/** hosts that only ask for consent */
export const CONSENT_HOST = /^(?:consent|cmp|privacy|myprivacy|privacy-?gate|cookies?|choices|guce)\d*\./i;
export const CONSENT_PATH =
  /\/(?:collect-?consent|consent(?:-?(?:wall|page|form|manager|check))?|cookie-?wall|privacy-?(?:gate|wall|consent)|cookie-?consent|gdpr-?(?:consent|wall)|zustimmung|einwilligung|cookiewall|toestemming)(?:[/?.]|$)/i;
