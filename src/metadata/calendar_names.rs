//! The names of months, and whether the day or the month comes first, in widely used languages of the web.
//!
//! Written by `tools/calendar_names.py` from Unicode CLDR (npm package `cldr-dates-full` 48.2.0, licence
//! Unicode-3.0, see NOTICE): all names in full and abbreviated, in the forms used within dates and alone, in all
//! regions of a language. In lower case, without dots.

use super::calendar::Order::{self, DayFirst, MonthFirst};

/// The months and the order of dates in one language.
pub(super) struct Language {
    /// Its code, ISO 639-1.
    pub(super) code: &'static str,
    /// The order of day and month in numbers before a year; `None` if the year comes first.
    pub(super) order: Option<Order>,
    /// The regions, ISO 3166-1, whose order is another.
    pub(super) regions: &'static [(&'static str, Option<Order>)],
    /// The names of the months from January on.
    pub(super) months: [&'static [&'static str]; 12],
}

#[rustfmt::skip]
pub(super) static LANGUAGES: [Language; 40] = [
    Language {
        code: "en", order: Some(DayFirst),
        regions: &[
            ("AS", Some(MonthFirst)), ("BI", Some(MonthFirst)), ("CA", None), ("GU", Some(MonthFirst)),
            ("JP", None), ("MH", Some(MonthFirst)), ("MP", Some(MonthFirst)), ("PH", Some(MonthFirst)),
            ("PR", Some(MonthFirst)), ("SE", None), ("UM", Some(MonthFirst)), ("US", Some(MonthFirst)),
            ("VI", Some(MonthFirst)), ("ZA", None),
        ],
        months: [
            &["january", "jan"], &["february", "feb"], &["march", "mar"], &["april", "apr"], &["may"],
            &["june", "jun"], &["july", "jul"], &["august", "aug"], &["september", "sep", "sept"],
            &["october", "oct"], &["november", "nov"], &["december", "dec"],
        ],
    },
    Language {
        code: "es", order: Some(DayFirst),
        regions: &[
            ("PA", Some(MonthFirst)), ("PR", Some(MonthFirst)),
        ],
        months: [
            &["enero", "ene"], &["febrero", "feb"], &["marzo", "mar"], &["abril", "abr"], &["mayo", "may"],
            &["junio", "jun"], &["julio", "jul"], &["agosto", "ago"],
            &["septiembre", "sept", "sep", "setiembre", "set"], &["octubre", "oct"], &["noviembre", "nov"],
            &["diciembre", "dic"],
        ],
    },
    Language {
        code: "de", order: Some(DayFirst),
        regions: &[],
        months: [
            &["januar", "jan", "jänner", "jän"], &["februar", "feb"], &["märz", "mär"], &["april", "apr"],
            &["mai"], &["juni", "jun"], &["juli", "jul"], &["august", "aug"], &["september", "sept", "sep"],
            &["oktober", "okt"], &["november", "nov"], &["dezember", "dez"],
        ],
    },
    Language {
        code: "ja", order: None,
        regions: &[],
        months: [
            &[], &[], &[], &[], &[], &[], &[], &[], &[], &[], &[], &[],
        ],
    },
    Language {
        code: "fr", order: Some(DayFirst),
        regions: &[
            ("CA", None),
        ],
        months: [
            &["janvier", "janv", "jan"], &["février", "févr", "fév"], &["mars", "mar"], &["avril", "avr"],
            &["mai"], &["juin", "jui"], &["juillet", "juil", "juill"], &["août"], &["septembre", "sept"],
            &["octobre", "oct"], &["novembre", "nov"], &["décembre", "déc"],
        ],
    },
    Language {
        code: "pt", order: Some(DayFirst),
        regions: &[],
        months: [
            &["janeiro", "jan"], &["fevereiro", "fev"], &["março", "mar"], &["abril", "abr"],
            &["maio", "mai"], &["junho", "jun"], &["julho", "jul"], &["agosto", "ago"], &["setembro", "set"],
            &["outubro", "out"], &["novembro", "nov"], &["dezembro", "dez"],
        ],
    },
    Language {
        code: "ru", order: Some(DayFirst),
        regions: &[],
        months: [
            &["января", "янв", "январь"], &["февраля", "февр", "февраль"], &["марта", "мар", "март"],
            &["апреля", "апр", "апрель"], &["мая", "май"], &["июня", "июн", "июнь"], &["июля", "июл", "июль"],
            &["августа", "авг", "август"], &["сентября", "сент", "сентябрь"], &["октября", "окт", "октябрь"],
            &["ноября", "нояб", "ноябрь"], &["декабря", "дек", "декабрь"],
        ],
    },
    Language {
        code: "it", order: Some(DayFirst),
        regions: &[],
        months: [
            &["gennaio", "gen"], &["febbraio", "feb"], &["marzo", "mar"], &["aprile", "apr"],
            &["maggio", "mag"], &["giugno", "giu"], &["luglio", "lug"], &["agosto", "ago"],
            &["settembre", "set"], &["ottobre", "ott"], &["novembre", "nov"], &["dicembre", "dic"],
        ],
    },
    Language {
        code: "nl", order: Some(DayFirst),
        regions: &[],
        months: [
            &["januari", "jan"], &["februari", "feb"], &["maart", "mrt"], &["april", "apr"], &["mei"],
            &["juni", "jun"], &["juli", "jul"], &["augustus", "aug"], &["september", "sep"],
            &["oktober", "okt"], &["november", "nov"], &["december", "dec"],
        ],
    },
    Language {
        code: "pl", order: Some(DayFirst),
        regions: &[],
        months: [
            &["stycznia", "sty", "styczeń"], &["lutego", "lut", "luty"], &["marca", "mar", "marzec"],
            &["kwietnia", "kwi", "kwiecień"], &["maja", "maj"], &["czerwca", "cze", "czerwiec"],
            &["lipca", "lip", "lipiec"], &["sierpnia", "sie", "sierpień"], &["września", "wrz", "wrzesień"],
            &["października", "paź", "październik"], &["listopada", "lis", "listopad"],
            &["grudnia", "gru", "grudzień"],
        ],
    },
    Language {
        code: "tr", order: Some(DayFirst),
        regions: &[],
        months: [
            &["ocak", "oca"], &["şubat", "şub"], &["mart", "mar"], &["nisan", "nis"], &["mayis", "may"],
            &["haziran", "haz"], &["temmuz", "tem"], &["ağustos", "ağu"], &["eylül", "eyl"], &["ekim", "eki"],
            &["kasim", "kas"], &["aralik", "ara"],
        ],
    },
    Language {
        code: "zh", order: None,
        regions: &[
            ("HK", Some(DayFirst)), ("MO", Some(DayFirst)), ("SG", Some(DayFirst)),
        ],
        months: [
            &["一月"], &["二月"], &["三月"], &["四月"], &["五月"], &["六月"], &["七月"], &["八月"], &["九月"], &["十月"],
            &["十一月"], &["十二月"],
        ],
    },
    Language {
        code: "fa", order: None,
        regions: &[],
        months: [
            &["ژانویه", "جنوری", "جنو"], &["فوریه", "فبروری"], &["مارس", "مارچ"], &["آوریل", "اپریل"],
            &["مه", "می"], &["ژوئن", "جون"], &["ژوئیه", "جولای", "جول"], &["اوت", "اگست"],
            &["سپتامبر", "سپتمبر"], &["اکتبر", "اکتوبر"], &["نوامبر", "نومبر"], &["دسامبر", "دسمبر", "دسم"],
        ],
    },
    Language {
        code: "vi", order: Some(DayFirst),
        regions: &[],
        months: [
            &[], &[], &[], &[], &[], &[], &[], &[], &[], &[], &[], &[],
        ],
    },
    Language {
        code: "cs", order: Some(DayFirst),
        regions: &[],
        months: [
            &["ledna", "led", "leden"], &["února", "úno", "únor"], &["března", "bře", "březen"],
            &["dubna", "dub", "duben"], &["května", "kvě", "květen"], &["června", "čvn", "červen"],
            &["července", "čvc", "červenec"], &["srpna", "srp", "srpen"], &["září", "zář"],
            &["října", "říj", "říjen"], &["listopadu", "lis", "listopad"], &["prosince", "pro", "prosinec"],
        ],
    },
    Language {
        code: "id", order: Some(DayFirst),
        regions: &[],
        months: [
            &["januari", "jan"], &["februari", "feb"], &["maret", "mar"], &["april", "apr"], &["mei"],
            &["juni", "jun"], &["juli", "jul"], &["agustus", "agu"], &["september", "sep"],
            &["oktober", "okt"], &["november", "nov"], &["desember", "des"],
        ],
    },
    Language {
        code: "ko", order: None,
        regions: &[],
        months: [
            &[], &[], &[], &[], &[], &[], &[], &[], &[], &[], &[], &[],
        ],
    },
    Language {
        code: "uk", order: Some(DayFirst),
        regions: &[],
        months: [
            &["січня", "січ", "січень"], &["лютого", "лют", "лютий"], &["березня", "бер", "березень"],
            &["квітня", "квіт", "квітень"], &["травня", "трав", "травень"], &["червня", "черв", "червень"],
            &["липня", "лип", "липень"], &["серпня", "серп", "серпень"], &["вересня", "вер", "вересень"],
            &["жовтня", "жовт", "жовтень"], &["листопада", "лист", "листопад"],
            &["грудня", "груд", "грудень"],
        ],
    },
    Language {
        code: "hu", order: None,
        regions: &[],
        months: [
            &["január", "jan"], &["február", "febr"], &["március", "márc"], &["április", "ápr"],
            &["május", "máj"], &["június", "jún"], &["július", "júl"], &["augusztus", "aug"],
            &["szeptember", "szept"], &["október", "okt"], &["november", "nov"], &["december", "dec"],
        ],
    },
    Language {
        code: "sv", order: None,
        regions: &[
            ("AX", Some(DayFirst)), ("FI", Some(DayFirst)),
        ],
        months: [
            &["januari", "jan"], &["februari", "feb"], &["mars"], &["april", "apr"], &["maj"], &["juni"],
            &["juli"], &["augusti", "aug"], &["september", "sep"], &["oktober", "okt"], &["november", "nov"],
            &["december", "dec"],
        ],
    },
    Language {
        code: "ar", order: Some(DayFirst),
        regions: &[],
        months: [
            &["يناير", "جانفي", "كانون الثاني"], &["فبراير", "فيفري", "شباط"], &["مارس", "آذار"],
            &["أبريل", "أفريل", "نيسان", "إبريل"], &["مايو", "ماي", "أيار"], &["يونيو", "جوان", "حزيران"],
            &["يوليو", "جويلية", "تموز", "يوليوز"], &["أغسطس", "أوت", "آب", "غشت", "أغشت"],
            &["سبتمبر", "أيلول", "شتنبر", "شتمبر"], &["أكتوبر", "تشرين الأول"],
            &["نوفمبر", "تشرين الثاني", "نونبر"], &["ديسمبر", "كانون الأول", "دجنبر", "دجمبر"],
        ],
    },
    Language {
        code: "ro", order: Some(DayFirst),
        regions: &[],
        months: [
            &["ianuarie", "ian"], &["februarie", "feb"], &["martie", "mar"], &["aprilie", "apr"], &["mai"],
            &["iunie", "iun"], &["iulie", "iul"], &["august", "aug"], &["septembrie", "sept"],
            &["octombrie", "oct"], &["noiembrie", "nov"], &["decembrie", "dec"],
        ],
    },
    Language {
        code: "el", order: Some(DayFirst),
        regions: &[],
        months: [
            &["ιανουαρίου", "ιαν", "ιανουάριος"], &["φεβρουαρίου", "φεβ", "φεβρουάριος"],
            &["μαρτίου", "μαρ", "μάρτιος", "μάρ"], &["απριλίου", "απρ", "απρίλιος"],
            &["μαΐου", "μαΐ", "μάιος", "μάι"], &["ιουνίου", "ιουν", "ιούνιος", "ιούν"],
            &["ιουλίου", "ιουλ", "ιούλιος", "ιούλ"],
            &["αυγούστου", "αυγ", "αύγουστος", "αύγ", "αὐγούστου", "αὐγ", "αὔγουστος"],
            &["σεπτεμβρίου", "σεπ", "σεπτέμβριος"],
            &["οκτωβρίου", "οκτ", "οκτώβριος", "ὀκτωβρίου", "ὀκτ", "ὀκτώβριος"],
            &["νοεμβρίου", "νοε", "νοέμβριος", "νοέ"], &["δεκεμβρίου", "δεκ", "δεκέμβριος"],
        ],
    },
    Language {
        code: "da", order: Some(DayFirst),
        regions: &[],
        months: [
            &["januar", "jan"], &["februar", "feb"], &["marts", "mar"], &["april", "apr"], &["maj"],
            &["juni", "jun"], &["juli", "jul"], &["august", "aug"], &["september", "sep"],
            &["oktober", "okt"], &["november", "nov"], &["december", "dec"],
        ],
    },
    Language {
        code: "fi", order: Some(DayFirst),
        regions: &[],
        months: [
            &["tammikuuta", "tammi", "tammikuu"], &["helmikuuta", "helmi", "helmikuu"],
            &["maaliskuuta", "maalis", "maaliskuu"], &["huhtikuuta", "huhti", "huhtikuu"],
            &["toukokuuta", "touko", "toukokuu"], &["kesäkuuta", "kesä", "kesäkuu"],
            &["heinäkuuta", "heinä", "heinäkuu"], &["elokuuta", "elo", "elokuu"],
            &["syyskuuta", "syys", "syyskuu"], &["lokakuuta", "loka", "lokakuu"],
            &["marraskuuta", "marras", "marraskuu"], &["joulukuuta", "joulu", "joulukuu"],
        ],
    },
    Language {
        code: "he", order: Some(DayFirst),
        regions: &[],
        months: [
            &["ינואר", "בינואר", "ינו", "בינו"], &["פברואר", "בפברואר", "פבר", "בפבר"], &["מרץ", "במרץ"],
            &["אפריל", "באפריל", "אפר", "באפר"], &["מאי", "במאי"], &["יוני", "ביוני"], &["יולי", "ביולי"],
            &["אוגוסט", "באוגוסט", "אוג", "באוג"], &["ספטמבר", "בספטמבר", "ספט", "בספט"],
            &["אוקטובר", "באוקטובר", "אוק", "באוק"], &["נובמבר", "בנובמבר", "נוב", "בנוב"],
            &["דצמבר", "בדצמבר", "דצמ", "בדצמ"],
        ],
    },
    Language {
        code: "sk", order: Some(DayFirst),
        regions: &[],
        months: [
            &["januára", "jan", "január"], &["februára", "feb", "február"], &["marca", "mar", "marec"],
            &["apríla", "apr", "apríl"], &["mája", "máj"], &["júna", "jún"], &["júla", "júl"],
            &["augusta", "aug", "august"], &["septembra", "sep", "september"], &["októbra", "okt", "október"],
            &["novembra", "nov", "november"], &["decembra", "dec", "december"],
        ],
    },
    Language {
        code: "th", order: Some(DayFirst),
        regions: &[],
        months: [
            &["มกราคม", "มค"], &["กุมภาพันธ์", "กพ"], &["มีนาคม", "มีค"], &["เมษายน", "เมย"],
            &["พฤษภาคม", "พค"], &["มิถุนายน", "มิย"], &["กรกฎาคม", "กค"], &["สิงหาคม", "สค"],
            &["กันยายน", "กย"], &["ตุลาคม", "ตค"], &["พฤศจิกายน", "พย"], &["ธันวาคม", "ธค"],
        ],
    },
    Language {
        code: "bg", order: Some(DayFirst),
        regions: &[],
        months: [
            &["януари", "яну"], &["февруари", "фев"], &["март"], &["април", "апр"], &["май"], &["юни"],
            &["юли"], &["август", "авг"], &["септември", "сеп"], &["октомври", "окт"], &["ноември", "ное"],
            &["декември", "дек"],
        ],
    },
    Language {
        code: "hr", order: Some(DayFirst),
        regions: &[],
        months: [
            &["siječnja", "sij", "siječanj"], &["veljače", "velj", "veljača"], &["ožujka", "ožu", "ožujak"],
            &["travnja", "tra", "travanj"], &["svibnja", "svi", "svibanj"], &["lipnja", "lip", "lipanj"],
            &["srpnja", "srp", "srpanj"], &["kolovoza", "kol", "kolovoz"], &["rujna", "ruj", "rujan"],
            &["listopada", "lis", "listopad"], &["studenoga", "stu", "studeni"],
            &["prosinca", "pro", "prosinac"],
        ],
    },
    Language {
        code: "no", order: Some(DayFirst),
        regions: &[],
        months: [
            &["januar", "jan"], &["februar", "feb"], &["mars", "mar"], &["april", "apr"], &["mai"],
            &["juni", "jun"], &["juli", "jul"], &["august", "aug"], &["september", "sep"],
            &["oktober", "okt"], &["november", "nov"], &["desember", "des"],
        ],
    },
    Language {
        code: "sr", order: Some(DayFirst),
        regions: &[],
        months: [
            &["јануар", "јан", "januar", "jan"], &["фебруар", "феб", "februar", "feb"],
            &["март", "мар", "mart", "mar"], &["април", "апр", "april", "apr"], &["мај", "maj"],
            &["јун", "jun"], &["јул", "jul"], &["август", "авг", "avgust", "avg"],
            &["септембар", "сеп", "септ", "septembar", "sep", "sept"], &["октобар", "окт", "oktobar", "okt"],
            &["новембар", "нов", "novembar", "nov"], &["децембар", "дец", "decembar", "dec"],
        ],
    },
    Language {
        code: "lt", order: None,
        regions: &[],
        months: [
            &["sausio", "saus", "sausis"], &["vasario", "vas", "vasaris"], &["kovo", "kov", "kovas"],
            &["balandžio", "bal", "balandis"], &["gegužės", "geg", "gegužė"],
            &["birželio", "birž", "birželis"], &["liepos", "liep", "liepa"],
            &["rugpjūčio", "rugp", "rugpjūtis"], &["rugsėjo", "rugs", "rugsėjis"],
            &["spalio", "spal", "spalis"], &["lapkričio", "lapkr", "lapkritis"],
            &["gruodžio", "gruod", "gruodis"],
        ],
    },
    Language {
        code: "sl", order: Some(DayFirst),
        regions: &[],
        months: [
            &["januar", "jan"], &["februar", "feb"], &["marec", "mar"], &["april", "apr"], &["maj"],
            &["junij", "jun"], &["julij", "jul"], &["avgust", "avg"], &["september", "sep"],
            &["oktober", "okt"], &["november", "nov"], &["december", "dec"],
        ],
    },
    Language {
        code: "ca", order: Some(DayFirst),
        regions: &[],
        months: [
            &["gener", "gen"], &["febrer", "febr"], &["març"], &["abril", "abr"], &["maig"], &["juny"],
            &["juliol", "jul"], &["agost", "ag"], &["setembre", "set"], &["octubre", "oct"],
            &["novembre", "nov"], &["desembre", "des"],
        ],
    },
    Language {
        code: "et", order: Some(DayFirst),
        regions: &[],
        months: [
            &["jaanuar", "jaan"], &["veebruar", "veebr"], &["märts"], &["aprill", "apr"], &["mai"],
            &["juuni"], &["juuli"], &["august", "aug"], &["september", "sept"], &["oktoober", "okt"],
            &["november", "nov"], &["detsember", "dets"],
        ],
    },
    Language {
        code: "lv", order: Some(DayFirst),
        regions: &[],
        months: [
            &["janvāris", "janv"], &["februāris", "febr"], &["marts"], &["aprīlis", "apr"], &["maijs"],
            &["jūnijs", "jūn"], &["jūlijs", "jūl"], &["augusts", "aug"], &["septembris", "sept"],
            &["oktobris", "okt"], &["novembris", "nov"], &["decembris", "dec"],
        ],
    },
    Language {
        code: "hi", order: Some(DayFirst),
        regions: &[],
        months: [
            &["जनवरी", "जन॰", "january", "jan"], &["फ़रवरी", "फ़र॰", "february", "feb"],
            &["मार्च", "march", "mar"], &["अप्रैल", "april", "apr"], &["मई", "may"], &["जून", "june", "jun"],
            &["जुलाई", "जुल॰", "july", "jul"], &["अगस्त", "अग॰", "august", "aug"],
            &["सितंबर", "सित॰", "september", "sep", "sept"], &["अक्टूबर", "अक्टू॰", "october", "oct"],
            &["नवंबर", "नव॰", "november", "nov"], &["दिसंबर", "दिस॰", "december", "dec"],
        ],
    },
    Language {
        code: "bn", order: Some(DayFirst),
        regions: &[],
        months: [
            &["জানুয়ারি", "জানু"], &["ফেব্রুয়ারি", "ফেব"], &["মার্চ"], &["এপ্রিল", "এপ্রি"], &["মে"],
            &["জুন"], &["জুলাই", "জুল"], &["আগস্ট", "আগ"], &["সেপ্টেম্বর", "সেপ", "সেপ্ট", "সেপ্টেঃ"],
            &["অক্টোবর", "অক্টো", "অক্টোঃ"], &["নভেম্বর", "নভে", "নভেঃ"], &["ডিসেম্বর", "ডিসে", "ডিসেঃ"],
        ],
    },
    Language {
        code: "ms", order: Some(DayFirst),
        regions: &[],
        months: [
            &["januari", "jan"], &["februari", "feb"], &["mac"], &["april", "apr"], &["mei"], &["jun"],
            &["julai", "jul"], &["ogos", "ogo"], &["september", "sep"], &["oktober", "okt"],
            &["november", "nov"], &["disember", "dis"],
        ],
    },
];
