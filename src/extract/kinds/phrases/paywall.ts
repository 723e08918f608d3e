// What stands where a text is cut off for those who pay, by language. Each says that the text goes on: an offer to
// subscribe alone is on every page.
export const PAYWALL_PHRASES: readonly RegExp[] = [
  // en
  /\b(?:subscribe|sign up|register|log ?in|sign in|join|upgrade|become a (?:member|subscriber)|start your (?:free )?trial|create (?:a free|an) account)\b[^.!?]{0,60}\b(?:to|and) (?:continue|keep|finish|unlock|read (?:the|this) (?:full|rest|whole|entire|complete)|read more|read on|access|view) ?(?:reading|the (?:full|rest|whole|entire|complete)|this (?:article|story|content|post)|full|unlimited|all)?/i,
  /\b(?:to (?:continue|keep|finish) reading|to read the (?:full|rest|whole|entire|complete)|continue reading (?:with|by|for|your|this (?:article|story) with))\b/i,
  /\b(?:this|the rest of this|the full) (?:article|story|content|post|piece|page) is (?:only |exclusively |reserved )?(?:available )?(?:for|to) (?:paying |paid |our |registered |premium )?(?:subscribers|members|premium)/i,
  /\b(?:subscriber|member|premium)[- ](?:only|exclusive) (?:content|article|story)|\b(?:exclusive|available|reserved) (?:only )?(?:for|to) (?:subscribers|members)\b|\balready a (?:subscriber|member)\?/i,
  /\byou(?:.ve| have) (?:reached|read|used|run out of|hit) (?:all )?(?:your|the) (?:monthly |last |limit|maximum|free|\d+)/i,
  /\bunlock (?:this|the full|the rest of (?:this|the)) (?:article|story|content)|\bget (?:full|unlimited) access to (?:this|the full)/i,
  // de
  /(?:jetzt )?(?:weiterlesen|weiter lesen|ganzen (?:artikel|text|beitrag) lesen|vollständigen artikel)[^.!?]{0,60}(?:abo\b|abonn|plus\b|\+|premium|registr|anmeld|testen|freischalten|€|euro)/i,
  /(?:abo\b|abonn|registrier|anmeld|melden sie sich|melde dich|einlogg|plus\b)[^.!?]{0,80}(?:weiterlesen|weiterzulesen|weiter zu lesen|ganzen (?:artikel|text|beitrag)|vollständigen? (?:artikel|text)|freischalten|alle (?:artikel|inhalte) lesen)/i,
  /(?:dieser|der ganze|der vollständige|dieser) (?:artikel|text|beitrag|inhalt) ist (?:nur |exklusiv )?(?:für|mit)[^.!?]{0,40}(?:abonnent|abo|plus|mitglied|registriert)/i,
  /exklusiv für (?:abonnent|plus|mitglied)|sie sind (?:bereits|schon) abonnent|bereits (?:abonnent|registriert|abo)[^.!?]{0,20}\?/i,
  // fr
  /(?:la suite|l.article complet|cet article|ce contenu|l.intégralité)[^.!?]{0,60}(?:réservée?s?|est réservé)[^.!?]{0,20}(?:aux? )?(?:abonn|membres)/i,
  /(?:abonnez-vous|connectez-vous|inscrivez-vous|s.abonner)[^.!?]{0,60}(?:pour (?:lire|continuer|accéder|poursuivre)|la suite)/i,
  /il vous reste [\d.,]+ ?% de (?:cet article|ce contenu)|pour (?:lire la suite|poursuivre (?:votre|la) lecture|continuer (?:votre|la) lecture)|déjà abonnée?/i,
  // es
  /(?:suscríb(?:ete|ase)|regístr(?:ate|ese)|inicia sesión|hazte (?:socio|premium|suscriptor))[^.!?]{0,60}para (?:seguir|continuar|leer|acceder)/i,
  /(?:este (?:contenido|artículo)|esta noticia)[^.!?]{0,30}(?:exclusiv[ao]|solo|reservad[ao])[^.!?]{0,20}(?:suscriptores|socios|abonados)|para (?:seguir|continuar) leyendo|¿ya eres suscriptor|exclusivo para suscriptores/i,
  // pt
  /(?:assine|cadastre-se|faça login|registe-se|torne-se assinante)[^.!?]{0,60}para (?:continuar|ler|acessar|aceder)|(?:conteúdo|matéria|artigo|notícia)[^.!?]{0,30}exclusiv[ao][^.!?]{0,20}(?:assinantes|membros)|para (?:continuar (?:a )?len?do|continuar a ler|ler (?:a|o) .{3,10} na íntegra)|já (?:é|sou) assinante/i,
  // it
  /(?:abbonati|registrati|accedi)[^.!?]{0,60}per (?:continuare|leggere|proseguire|accedere)|(?:questo|il) (?:contenuto|articolo)[^.!?]{0,30}(?:riservato|esclusivo)[^.!?]{0,20}abbonati|per (?:continuare a|proseguire la) (?:leggere|lettura)|sei già abbonato|contenuto riservato/i,
  // nl
  /(?:abonneer|neem een abonnement|registreer|log in|word (?:lid|abonnee))[^.!?]{0,60}(?:om|en lees) (?:verder|dit|het|door|te)[^.!?]{0,20}(?:lezen|artikel|lees)?|verder lezen\?|(?:dit artikel|de rest)[^.!?]{0,30}(?:alleen|exclusief)[^.!?]{0,20}(?:abonnees|leden)|al abonnee\?/i,
  // sv, da, no, fi
  /(?:prenumerera|logga in|bli (?:prenumerant|medlem)|skaffa)[^.!?]{0,60}för att (?:läsa|fortsätta)|(?:den här|denna) (?:artikeln?|texten?)[^.!?]{0,30}(?:prenumeranter|plus|medlemmar)|läs (?:hela artikeln|vidare) (?:med|som)|redan prenumerant/i,
  /(?:køb|bliv (?:abonnent|medlem)|log ind|få adgang|bli abonnent|logg inn|kjøp)[^.!?]{0,60}for (?:at|å) (?:læse|lese|fortsætte|fortsette)|(?:denne|resten af|resten av)[^.!?]{0,40}(?:kun for|for) (?:abonnent|medlem)|artiklen er for abonnenter|artikkelen er for abonnenter|allerede abonnent/i,
  /(?:tilaa|kirjaudu|rekisteröidy)[^.!?]{0,60}(?:lukeaksesi|jatkaaksesi|lue koko|jatka lukemista)|(?:vain|juttu on) (?:tilaajille|tilaajien)|jatka lukemista/i,
  // pl, cs, hu, ro
  /(?:wykup|zaloguj się|zarejestruj|kup)[^.!?]{0,60}(?:aby|by|i) (?:czytać|przeczytać|czytaj)|(?:dalsza|pozostała) część (?:artykułu|tekstu)|(?:artykuł|treść)[^.!?]{0,30}(?:dostępn[ya])[^.!?]{0,20}(?:prenumerator|subskrybent)|czytaj dalej[^.!?]{0,20}(?:prenumer|subskry|dostęp)|masz już (?:prenumeratę|subskrypcję)/i,
  /(?:předplaťte|přihlaste se|koupit|odemknout)[^.!?]{0,60}(?:číst|čtení|článek|pokračov)|(?:článek|obsah)[^.!?]{0,30}(?:jen |pouze )?pro (?:předplatitele|předplatitelů)|(?:fizessen elő|jelentkezzen be|előfizet)[^.!?]{0,60}(?:olvas|folytat)|előfizetőink(?:nek| számára)|(?:abonează-te|conectează-te)[^.!?]{0,60}(?:pentru a|ca să) (?:citi|continua)|doar pentru abonați/i,
  // tr, el
  /(?:abone ol|üye ol|giriş yap)[^.!?]{0,60}(?:okumaya|devam|okumak|tamamı)|(?:haberin|yazının|içeriğin) (?:tamamı|devamı)[^.!?]{0,40}abone|(?:yalnızca|sadece) aboneler|(?:γίνετε συνδρομητ|συνδεθείτε|εγγραφείτε)[^.!?;]{0,60}(?:διαβάσετε|συνέχεια|συνεχίσετε)|αποκλειστικά για συνδρομητές/i,
  // ru, uk
  /(?:оформите|подпишитесь|войдите|зарегистрируйтесь|купите)[^.!?]{0,60}чтобы (?:читать|продолжить|прочитать|дочитать)|(?:материал|статья|текст|продолжение)[^.!?]{0,30}(?:доступн?а?|только)[^.!?]{0,20}(?:подписчик|по подписке)|(?:оформіть|підпишіться|увійдіть|передплатіть)[^.!?]{0,60}щоб (?:читати|продовжити|прочитати)|(?:лише|тільки) (?:для|за) (?:передплат|підписник)/i,
  // ar, he, zh, ja, ko
  /(?:اشترك|سجل(?: الدخول)?)[^.!؟]{0,60}(?:لمتابعة|لمواصلة|لقراءة|للاطلاع|لإكمال)|(?:هذا (?:المحتوى|المقال))[^.!؟]{0,30}(?:للمشتركين)|للمشتركين فقط|(?:הירשמו|התחברו|למנויים)[^.!?]{0,60}(?:להמשך קריאה|המשך|לקריאה)|למנויים בלבד/i,
  /(?:订阅|訂閱|登录|登入|注册|註冊|购买|開通|开通|成为会员)[^。！？]{0,30}(?:继续阅读|繼續閱讀|阅读全文|閱讀全文|查看全文|解锁|解鎖)|(?:本文|全文|此内容|此文章)[^。！？]{0,20}(?:仅限|僅限|仅供|僅供|专享|專享)[^。！？]{0,8}(?:会员|會員|订阅|訂閱|订户|訂戶)|(?:会员|會員)(?:专享|專享|专属|專屬)|剩余\s*\d+%/,
  /(?:会員登録|有料会員|ログイン|購読|登録)[^。]{0,30}(?:続き(?:を|が)|全文(?:を|が)|お読み|閲覧)|(?:有料会員|会員|購読者)(?:限定|の方(?:のみ|は)|向け|専用)|残り\s*[:：]?\s*[\d,]+\s*文字|(?:この|こちらの)記事(?:は|の続き)[^。]{0,20}(?:会員|有料|購読)|(?:로그인|구독|회원가입)[^.!?]{0,30}(?:계속 (?:읽|보)|전문|이어서)|(?:유료|구독|회원)[^.!?]{0,6}(?:전용|회원만)/,
];
