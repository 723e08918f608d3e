// What the pages say around an article, in the five languages of the newsroom.

export type Lang = 'en' | 'tr' | 'de' | 'fr' | 'ar';

export type Words = {
  skip: string;
  menu: string;
  sections: readonly string[];
  cookies: string;
  accept: string;
  refuse: string;
  share: string;
  copyLink: string;
  mail: string;
  print: string;
  by: string;
  published: string;
  corrected: string;
  picture: string;
  related: string;
  newsletter: string;
  newsletterText: string;
  email: string;
  subscribe: string;
  comments: string;
  comment: string;
  footer: string;
  noScript: string;
};

export const WORDS: Record<Lang, Words> = {
  en: {
    skip: 'Skip to the article',
    menu: 'Main menu',
    sections: ['Home', 'World', 'Business', 'Culture', 'Sport'],
    cookies: 'We and our partners store cookies on your device to measure how this site is used.',
    accept: 'Accept all',
    refuse: 'Only what is needed',
    share: 'Share this article',
    copyLink: 'Copy link',
    mail: 'E-mail',
    print: 'Print',
    by: 'By',
    published: 'Published',
    corrected: 'Corrected',
    picture: 'A coloured square stands in for the photograph.',
    related: 'More from this paper',
    newsletter: 'Our newsletter',
    newsletterText: 'The five best stories of the day, in your inbox at seven.',
    email: 'E-mail address',
    subscribe: 'Sign up',
    comments: 'Comments',
    comment: 'Lovely piece, thank you. My neighbour says the same, only louder.',
    footer: 'A made-up newspaper. Names, places and events serve the demonstration of Presswatch.',
    noScript: 'Please switch on JavaScript to read this page.',
  },
  tr: {
    skip: 'Habere geç',
    menu: 'Ana menü',
    sections: ['Ana sayfa', 'Gündem', 'Ekonomi', 'Kültür', 'Spor'],
    cookies: 'Sitemizin kullanımını ölçmek için cihazınızda çerez saklıyoruz.',
    accept: 'Tümünü kabul et',
    refuse: 'Yalnızca gerekli olanlar',
    share: 'Haberi paylaş',
    copyLink: 'Bağlantıyı kopyala',
    mail: 'E-posta',
    print: 'Yazdır',
    by: 'Yazan:',
    published: 'Yayımlanma',
    corrected: 'Düzeltme',
    picture: 'Fotoğrafın yerini renkli bir kare tutuyor.',
    related: 'Gazetemizden',
    newsletter: 'Bültenimiz',
    newsletterText: 'Günün beş haberi her sabah yedide posta kutunuzda.',
    email: 'E-posta adresi',
    subscribe: 'Abone ol',
    comments: 'Yorumlar',
    comment: 'Elinize sağlık, keyifle okudum.',
    footer: 'Bu gazete uydurmadır; yalnızca Presswatch gösterimi için hazırlanmıştır.',
    noScript: 'Bu sayfayı okumak için JavaScript gereklidir.',
  },
  de: {
    skip: 'Zum Artikel springen',
    menu: 'Hauptmenü',
    sections: ['Startseite', 'Welt', 'Wirtschaft', 'Kultur', 'Sport'],
    cookies: 'Wir legen Cookies auf Ihrem Gerät ab, um die Nutzung dieser Seite zu messen.',
    accept: 'Alle annehmen',
    refuse: 'Nur notwendige',
    share: 'Artikel teilen',
    copyLink: 'Link kopieren',
    mail: 'E-Mail',
    print: 'Drucken',
    by: 'Von',
    published: 'Veröffentlicht',
    corrected: 'Berichtigt',
    picture: 'Ein farbiges Quadrat vertritt das Foto.',
    related: 'Mehr aus diesem Blatt',
    newsletter: 'Unser Newsletter',
    newsletterText: 'Fünf Geschichten des Tages, morgens um sieben im Postfach.',
    email: 'E-Mail-Adresse',
    subscribe: 'Anmelden',
    comments: 'Kommentare',
    comment: 'Danke, gern gelesen. Der Bäcker verdient einen Orden.',
    footer: 'Eine erfundene Zeitung. Sie dient nur der Vorführung von Presswatch.',
    noScript: 'Zum Lesen dieser Seite bitte JavaScript einschalten.',
  },
  fr: {
    skip: 'Aller à l’article',
    menu: 'Menu principal',
    sections: ['Accueil', 'Monde', 'Économie', 'Culture', 'Sports'],
    cookies: 'Nous déposons des cookies sur votre appareil pour mesurer l’audience de ce site.',
    accept: 'Tout accepter',
    refuse: 'Le strict nécessaire',
    share: 'Partager l’article',
    copyLink: 'Copier le lien',
    mail: 'Courriel',
    print: 'Imprimer',
    by: 'Par',
    published: 'Publié',
    corrected: 'Rectifié',
    picture: 'Un carré de couleur remplace la photographie.',
    related: 'À lire dans ce journal',
    newsletter: 'Notre lettre',
    newsletterText: 'Cinq articles du jour, chaque matin à sept heures.',
    email: 'Adresse électronique',
    subscribe: 'S’inscrire',
    comments: 'Commentaires',
    comment: 'Très bel article, merci. J’irai à marée basse.',
    footer: 'Un journal imaginaire, créé pour la démonstration de Presswatch.',
    noScript: 'Activez JavaScript pour lire cette page.',
  },
  ar: {
    skip: 'انتقل إلى المقال',
    menu: 'القائمة الرئيسية',
    sections: ['الرئيسية', 'العالم', 'الاقتصاد', 'الثقافة', 'الرياضة'],
    cookies: 'نحفظ ملفات تعريف الارتباط على جهازك لقياس استخدام الموقع.',
    accept: 'قبول الكل',
    refuse: 'الضروري فقط',
    share: 'شارك المقال',
    copyLink: 'انسخ الرابط',
    mail: 'بريد',
    print: 'اطبع',
    by: 'بقلم',
    published: 'نُشر',
    corrected: 'صُحّح',
    picture: 'مربع ملوّن مكان الصورة.',
    related: 'المزيد من صحيفتنا',
    newsletter: 'نشرتنا البريدية',
    newsletterText: 'خمسة أخبار مختارة كل صباح في بريدك.',
    email: 'البريد الإلكتروني',
    subscribe: 'اشترك',
    comments: 'التعليقات',
    comment: 'شكراً على هذا المقال المفيد.',
    footer: 'صحيفة متخيّلة أُعدّت لعرض برنامج Presswatch فقط.',
    noScript: 'فعّل جافاسكربت لقراءة هذه الصفحة.',
  },
};
