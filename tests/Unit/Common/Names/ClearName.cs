namespace ExperimentAdmin.Unit.Common.Names;

/// <summary>Names that people give, and the ways in which one can pass for another.</summary>
internal static class ClearName
{
    /// <summary>Of the languages that people write names in.</summary>
    public static IReadOnlyList<string> Good { get; } =
    [
        "Checkout button size", "Rückgabe: größer & heißer", "Rückgabe α-Test", "ÜBERSICHT ẞ", "Iğdır'da ışık ve İstanbul", "Kırmızı düğme",
        "Цена v2", "Кнопка «Купить» 2,5x", "Щит і меч", "Ґанок", "Δοκιμή τιμής", "Ο δρόμος της επιστροφής", "Żółta łódka, źdźbło", "Příliš žluťoučký kůň",
        "मूल्य परीक्षण २", "क्\u200dष", "र\u200d्यांक", "می\u200cخواهم آزمایش", "نسخهٔ ۲", "تجربة السعر", "ناقص‌کار", "מבחן מחיר", "שלום־עולם", "价格测试", "价格A版测试",
        "繁體中文名稱", "Tシャツの値段テスト", "ﾊﾝｶｸ カナ", "ボタン\u3000大きい", "가격 실험", "K팝 테스트", "ทดสอบราคาใหม่", "น้ำใจ", "Thử nghiệm giá mới", "Tiếng Việt: ngữ nghĩa",
        "Ցուցակ", "ფასის ტესტი", "የዋጋ ሙከራ", "பரிசோதனை", "ශ්\u200dරී ලංකා", "ꭰꭱ", "ᏣᎳᎩ", "葛\U000E0100城さん",
        "👩\u200d💻 test", "❤\uFE0F\u200d🔥 sale", "🏳\uFE0F\u200d🌈", "👍🏽 yes", "1\uFE0F\u20E3 first", "☕️ break", "🇩🇪 Germany", "50 % off — “today” …", "m² / µs / Ω", "naïve (nai\u0308ve)", "A/B #1 @home", "ﬁrst",
        "🏴\U000E0067\U000E0062\U000E0065\U000E006E\U000E0067\U000E007F England", "\U0001F3F4\U000E0067\U000E0062\U000E0073\U000E0063\U000E0074\U000E007F",
        "\U0001F3F4\U000E0067\U000E0062\U000E0077\U000E006C\U000E0073\U000E007F", "🏴\u200d☠\uFE0F",
        "β版テスト", "新検索β版", "検索 β版", "α测试", "测试β版", "ทดสอบAB", "LINEแชท", "اختبار الـAPI", "10kΩ", "5 μs", "ΔT", "Ωmega", "λx πr", "Test२", "תAPI", "वीडियोХит",
        "അവന്\u200d", "അവന്\u200d വന്നു", "ന്\u200c, क्\u200d", "خانهٔ\u200cما", "ᠠ\u180Eᠡ", "\u0600١٢٣ نص", "\u070Fܐܒ", "ⵜ\u2D7Fⵜ", "か\u3099 カ\u3099", "क\u0951 a\u0951", "بـَ",
    ];

    /// <summary>Each with a character that nobody sees, and the number that the refusal names.</summary>
    public static IReadOnlyList<(string Name, string Number)> Invisible { get; } =
    [
        ("Check\u200Bout", "U+200B"), ("Check\u200Cout", "U+200C"), ("Check\u200Dout", "U+200D"), ("\u200BCheckout", "U+200B"), ("Checkout\u200B", "U+200B"),
        ("Checkout\uFEFF", "U+FEFF"), ("Check\u00ADout", "U+00AD"), ("Check\u2060out", "U+2060"), ("Check\u2063out", "U+2063"), ("Check\u034Fout", "U+034F"),
        ("\u202Etuokcehc", "U+202E"), ("Check\u202Aout\u202C", "U+202A"), ("\u2066Checkout\u2069", "U+2066"), ("Check\u200Eout", "U+200E"), ("מבחן\u200F", "U+200F"),
        ("Check\u061Cout", "U+061C"), ("Check\u180Eout", "U+180E"), ("Check\u3164out", "U+3164"), ("가\u115F격", "U+115F"), ("가\u1160격", "U+1160"), ("Check\uFFA0out", "U+FFA0"),
        ("Check\u2800out", "U+2800"), ("Check\uFE0Fout", "U+FE0F"), ("Check\uFE00out", "U+FE00"), ("☕\uFE0F\uFE0F", "U+FE0F"), ("Check\U000E0041out", "U+E0041"),
        ("Checkout\U000E0001", "U+E0001"), ("Check\U000E0100out", "U+E0100"), ("Check\uFFF9out", "U+FFF9"), ("Check\uFFFCout", "U+FFFC"), ("Check\u2028out", "U+2028"),
        ("Check\u2029out", "U+2029"), ("Check\tout", "U+0009"), ("Check\nout", "U+000A"), ("Check\u001Bout", "U+001B"), ("Check\u0085out", "U+0085"), ("Check\u0090out", "U+0090"),
        ("Check\uE000out", "U+E000"), ("Check\U000F0000out", "U+F0000"), ("Check\u0378out", "U+0378"), ("Check\uFFFFout", "U+FFFF"), ("Check\u17B4out", "U+17B4"), ("Check\uFFFDout", "U+FFFD"),
        ("\u0301Checkout", "U+0301"), ("Che\u0301\u0301ckout", "U+0301"), ("👩\u200D\u200D💻", "U+200D"), ("می\u200C\u200Cخواهم", "U+200C"), ("می\u200Cx", "U+200C"), ("Check\U0001D159out", "U+1D159"),
        ("Check\U0001F3F4\U000E0067\U000E0062", "U+E0067"), ("🏴\U000E0067\U000E0062\U000E0078\U000E0078\U000E0078\U000E007F", "U+E0067"), ("🏴\uFE0F\U000E007F", "U+E007F"),
        ("a\u180Eᠡ", "U+180E"), ("ᠠ\u180E", "U+180E"), ("ന്\u200d\u200d", "U+200D"), ("x \u200d", "U+200D"),
        ("Check\u0600out", "U+0600"), ("Check\u0605", "U+0605"), ("\u06DD1", "U+06DD"), ("\u070Fا", "U+070F"), ("x\u0890", "U+0890"), ("x\u0891", "U+0891"), ("x\u08E2", "U+08E2"),
        ("x\U000110BDx", "U+110BD"), ("x\U000110CD", "U+110CD"), ("Check\u2D7Fout", "U+2D7F"), ("Check\U00016FE4out", "U+16FE4"), ("Check\U0001107Fout", "U+1107F"),
        ("Check\u17D2out", "U+17D2"), ("Check\u1A60out", "U+1A60"), ("Check\u094Dout", "U+094D"), ("Check\u093Eout", "U+093E"), ("價\u0E31", "U+0E31"), ("क \u094D", "U+094D"),
        ("a\u0301\u0E31", "U+0E31"), ("\u093Ex", "U+093E"),
    ];

    /// <summary>Each with a word that looks like one of Latin letters and has others.</summary>
    public static IReadOnlyList<string> Mixed { get; } =
    [
        "Сheckout", "Chеckout", "Checkоut test", "New Сheckout", "αpple", "Οffer", "Checkοut", "Ꮯheckout", "Սser", "ѕale", "Ѕale", "раypal", "ⲟffer", "Tеst2", "2Тest", "Цеna", "test２а", "g၀၀gle", "hell໐",
        "ჿffer", "ꓚheckout", "fo\u043E\u0301t", "𐐽heckout", "VIPклиенты", "pаypal", "Чheckout", "άpple", "β版A", "price版Сheck", "Δx版Ж", "ЖΔ",
    ];

    /// <summary>Pairs that look the same although each is a name that people may give.</summary>
    public static IReadOnlyList<(string One, string Other)> Alike { get; } =
    [
        ("Checkout", "checkout"), ("Checkout", "CHECKOUT"), ("Checkout page", "Checkout  page"), ("Checkout page", "Checkout\u00A0page"), ("Checkout page", "Checkout\u2003page"),
        ("Checkout page", "Checkout\u3000page"), ("Checkout", "Ｃheckout"), ("Checkout", "Ｃｈｅｃｋｏｕｔ"), ("Checkout", "𝐂𝐡𝐞𝐜𝐤𝐨𝐮𝐭"), ("Offer", "Oﬀer"), ("Café", "Cafe\u0301"), ("v2", "v²"), ("No", "№"),
        ("Straße", "STRASSE"), ("Straße", "STRAẞE"), ("İstanbul", "istanbul"), ("İstanbul", "ISTANBUL"), ("ısı", "ISI"), ("ısı", "isi"), ("Κόσμος", "ΚΌΣΜΟΣ"), ("Κόσμος", "κόσμοσ"), ("Kelvin", "\u212Aelvin"),
        ("Ångström", "\u212Bngström"), ("ǆ", "Ǆ"), ("ꭰꭱ", "ᎠᎡ"), ("ფასი", "ᲤᲐᲡᲘ"), ("ᾳ", "ΑΙ"),
        ("coco", "сосо"), ("COCO", "сосо"), ("coco", "СОСО"), ("apple", "аррӏе"), ("APPLE", "АРРӀЕ"), ("scope", "ѕсоре"), ("oxo", "οχο"), ("TEA", "ТЕА"), ("tea", "ТЕА"), ("BOT", "ВОТ"), ("BOX", "ΒΟΧ"),
        ("NOTE", "ΝΟΤΕ"), ("ΒΟΤ", "ВОТ"), ("uno", "սոօ"), ("DW", "ᎠᎳ"), ("A-B", "A\u2010B"), ("A-B", "A\u2011B"), ("A-B", "A–B"), ("A-B", "A−B"), ("don't", "don’t"),
        ("A: B", "A： B"), ("A: B", "A\u2236 B"), ("x 1|2", "x 1∣2"), ("☕\uFE0F break", "☕ break"), ("👩\u200d💻 test", "👩💻 test"), ("می\u200cخواهم", "میخواهم"), ("کتاب", "كتاب"), ("نسخه ۲", "نسخه ٢"), ("ロ", "口"), ("カタカナ", "力タカナ"),
        ("へ", "ヘ"), ("ё", "ë"),
        ("abcdefghi", "ᴀʙᴄᴅᴇꜰɢʜɪ"), ("jklmnopr", "ᴊᴋʟᴍɴᴏᴘʀ"), ("stuvwyz", "ꜱᴛᴜᴠᴡʏᴢ"), ("ø", "o\u0338"), ("Ø", "O\u0337"), ("ǿ", "o\u0338\u0301"), ("ł", "l\u0335"), ("Ł", "L\u0338"), ("đ", "d\u0335"),
        ("ƶ", "z\u0335"), ("ħ", "h\u0336"), ("ŧ", "t\u0335"), ("ɨ", "ı\u0335"), ("x\u0335", "x\u0336"), ("ā", "a\u0305"), ("a\u0332", "a\u0331"), ("ḇ", "b\u0332"), ("ば", "は゛"), ("パ", "ハ゜"), ("50%", "50٪"),
        ("x.", "x。"), ("x.", "x｡"), ("·z", ".z"), ("・z", ".z"), ("|y", "│y"), ("A~D", "A〜D"), ("a_b", "a‿b"), ("#1", "♯1"), ("Ø 1", "∅ 1"), ("ㅡx", "一x"), ("ꞁa", "la"), ("«q»", "《q》"), ("‹q›", "〈q〉"),
        ("❶", "➊"), ("❿", "➓"), ("①", "➀"), ("➉", "10"),
    ];
}
