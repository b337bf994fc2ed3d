using ExperimentAdmin.Core.Access;
using ExperimentAdmin.Core.Access.Domain;
using ExperimentAdmin.Core.Access.UseCases;
using ExperimentAdmin.Core.Common;

namespace ExperimentAdmin.Unit.Access;

public sealed class PasswordRulesTestsOfKinds
{
    private const string LowerAndDigits = "abcdefghijklmnopqrstuvwxyz0123456789";
    private const string Mixed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    private static readonly PasswordContext s_maria = new("maria.garcia@acme-corp.com", "Maria Garcia", "flags.acme-corp.com", "Webshop");

    [Theory]
    [InlineData("featureflags")]
    [InlineData("FeatureFlags1")]
    [InlineData("Flagsmith1")]
    [InlineData("Flagsmith123")]
    [InlineData("Initial1")]
    [InlineData("Init1234")]
    [InlineData("passwrd1")]
    [InlineData("passvvord")]
    [InlineData("jenkins1")]
    [InlineData("grafana12345")]
    [InlineData("vagrant@123456")]
    [InlineData("azure12345")]
    [InlineData("raspberry")]
    [InlineData("linkedin1")]
    [InlineData("youtube1")]
    [InlineData("fortnite1")]
    [InlineData("kubernetes1")]
    [InlineData("Postgres123")]
    [InlineData("MySQL2024!")]
    [InlineData("Start123!")]
    public void ProductsAndWhatTheyComeWith_AreRefused(string password) => Refusals(password).ShouldHaveSingleItem();

    [Theory]
    [InlineData("nimdatnemirepxe")]
    [InlineData("aicragairam")]
    [InlineData("airam1234")]
    [InlineData("pohsbew1")]
    [InlineData("nimda123")]
    [InlineData("drowssap1")]
    [InlineData("1drowssap")]
    public void WhatIsReadFromItsEnd_IsRefused(string password) => Refusals(password).ShouldHaveSingleItem();

    [Theory]
    [InlineData("adminpassword")]
    [InlineData("rootpassword")]
    [InlineData("userpassword")]
    [InlineData("testpassword")]
    [InlineData("postgrespassword")]
    [InlineData("mysqlroot")]
    [InlineData("passwordqwerty")]
    [InlineData("hallowelt")]
    [InlineData("holamundo")]
    [InlineData("teamomucho")]
    [InlineData("admin-password")]
    [InlineData("AdminPassword1!")]
    [InlineData("dockeradmin")]
    [InlineData("mariajose1")]
    [InlineData("annalena12")]
    [InlineData("солнышкосолнышко")]
    public void TwoCommonWordsInOne_AreRefused(string password) => Refusals(password).ShouldHaveSingleItem();

    [Theory]
    [InlineData("Stefan1985")]
    [InlineData("Jürgen123!")]
    [InlineData("Hans2024!")]
    [InlineData("alejandro")]
    [InlineData("Jean2024!")]
    [InlineData("Pierre123!")]
    [InlineData("Juan1985")]
    [InlineData("наташа123")]
    [InlineData("Катя1990")]
    [InlineData("дима1234")]
    [InlineData("Emma2024!")]
    [InlineData("Liam123!")]
    [InlineData("Noah1985")]
    [InlineData("Ayşe2024")]
    [InlineData("Łukasz123")]
    [InlineData("Tom12345")]
    [InlineData("Max2024!")]
    [InlineData("Gerd1960!")]
    public void Names_AreRefused(string password) => Refusals(password).ShouldHaveSingleItem();

    [Theory]
    [InlineData("München2024")]
    [InlineData("Frankfurt123")]
    [InlineData("Stuttgart2024!")]
    [InlineData("Leipzig123")]
    [InlineData("Zürich123")]
    [InlineData("Köln2024")]
    [InlineData("España123")]
    [InlineData("Milan2024!")]
    [InlineData("Kraków2024")]
    [InlineData("Москва2024")]
    [InlineData("Deutschland1")]
    [InlineData("Berlin-2024")]
    public void Places_AreRefused(string password) => Refusals(password).ShouldHaveSingleItem();

    [Theory]
    [InlineData("Frühjahr2024")]
    [InlineData("Enero2024")]
    [InlineData("Febrero2024")]
    [InlineData("Octubre2025!")]
    [InlineData("Diciembre2025!")]
    [InlineData("Lunes123")]
    [InlineData("Verano2024")]
    [InlineData("Invierno2024")]
    [InlineData("Janvier2024")]
    [InlineData("Août2024!")]
    [InlineData("Lundi123")]
    [InlineData("Printemps2024")]
    [InlineData("Automne2024")]
    [InlineData("Hiver2024")]
    [InlineData("Estate2024")]
    [InlineData("Лето2024")]
    [InlineData("Winter2024/25")]
    [InlineData("May2025!")]
    [InlineData("Montag123")]
    [InlineData("Herbst24!")]
    [InlineData("Sommer2025")]
    public void TimesOfTheYearAndTheWeek_AreRefused(string password) => Refusals(password).ShouldHaveSingleItem();

    [Theory]
    [InlineData("geheimnis")]
    [InlineData("fußball1")]
    [InlineData("Familie1")]
    [InlineData("Hund1234")]
    [InlineData("Lieblingsmensch")]
    [InlineData("passwörd1")]
    [InlineData("pässword")]
    [InlineData("bienvenido")]
    [InlineData("Bienvenido1")]
    [InlineData("contraseñas1!")]
    [InlineData("contrasenha123")]
    [InlineData("senhas123")]
    [InlineData("estrella1")]
    [InlineData("doudou123")]
    [InlineData("loulou123")]
    [InlineData("coucou123")]
    [InlineData("пароль123")]
    [InlineData("привет123")]
    [InlineData("любовь123")]
    [InlineData("спартак2024")]
    [InlineData("Galatasaray1")]
    [InlineData("Schalke04!")]
    public void WordsOfManyLanguages_AreRefused(string password) => Refusals(password).ShouldHaveSingleItem();

    [Theory]
    [InlineData("рassword")]
    [InlineData("пaроль123")]
    [InlineData("p@$$vv0rd")]
    public void LettersThatLookAlike_AreRefused(string password) => Refusals(password).ShouldHaveSingleItem();

    [Theory]
    [InlineData("йцукенгш")]
    [InlineData("йцукен123")]
    [InlineData("qaywsxedc")]
    [InlineData("1qay2wsx3edc")]
    [InlineData("qwertzuiopü")]
    [InlineData("qscesz12")]
    [InlineData("azqsdwxc")]
    [InlineData("aoeuidhtns")]
    [InlineData("colemak1")]
    [InlineData("1qazxsw2")]
    [InlineData("zaq12wsx")]
    [InlineData("qwer1234")]
    [InlineData("asdfjkl;")]
    [InlineData("poiuytrewq")]
    [InlineData("azertyuiop")]
    [InlineData("ασδφγηξκλ")]
    [InlineData("ςερτυθιοπ")]
    [InlineData("aabbccdd")]
    [InlineData("1a2b3c4d")]
    [InlineData("1029384756")]
    [InlineData("qweasdzxc")]
    [InlineData("!QAZ2wsx")]
    [InlineData("wsxedcrfv")]
    [InlineData("фывапролд")]
    [InlineData("qwfpgjluy")]
    public void RowsOfKeys_AreRefused(string password) => Refusals(password).ShouldHaveSingleItem();

    [Theory]
    [InlineData("OeEeUtui")]
    [InlineData("r4EFvwVh")]
    [InlineData("F9orf9Oo")]
    [InlineData("hjSt1qAq")]
    [InlineData("fdRT5HNL")]
    [InlineData("9ijaBgLo")]
    [InlineData("bUJ6tRTU")]
    [InlineData("GYfwSWAz")]
    [InlineData("seygt58u")]
    [InlineData("gtsa4r2q")]
    [InlineData("ytf4rssp")]
    [InlineData("fdxrtvf1")]
    [InlineData("stxfedrf")]
    [InlineData("utwnhjno")]
    [InlineData("nbhnhivx")]
    [InlineData("uqqqwtssrt")]
    [InlineData("ulokgtgbkl")]
    [InlineData("gzxwaacxdr")]
    [InlineData("mgbcxcxwwy")]
    [InlineData("70tes739")]
    [InlineData("a1!b2?c3#")]
    [InlineData("correct horse battery")]
    [InlineData("CorrectHorseBattery")]
    [InlineData("purple-tractor-91-lamp")]
    [InlineData("Kaffee.Tasse.Regen")]
    [InlineData("long enough")]
    [InlineData("another one")]
    [InlineData("correct horse")]
    [InlineData("battery staple")]
    [InlineData("a few words in a row")]
    [InlineData("canada is far away")]
    [InlineData("Tr0ub4dor&3")]
    [InlineData("x7Kq9vTz")]
    [InlineData("x7Kq9vTzx7Kq9vTz")]
    [InlineData("love836502846502983")]
    [InlineData("8365028465029836")]
    [InlineData("überlange Wörter")]
    [InlineData("夏草や兵どもが夢の跡")]
    [InlineData("montag regnet es nie")]
    [InlineData("Hund frisst Katze nicht")]
    [InlineData("love my sun")]
    public void WhatIsGood_IsTaken(string password) => Refusals(password).ShouldBeEmpty();

    [Theory]
    [InlineData("我爱北京天安门")]
    public void WhatIsShort_IsRefused_WhateverItsScript(string password) => Refusals(password).ShouldHaveSingleItem().Code.ShouldBe("password_too_short");

    // Digits alone are refused on purpose, and do come up.
    [Theory]
    [InlineData(LowerAndDigits, 8)]
    [InlineData(Mixed, 8)]
    [InlineData(Mixed + "!?#%$&*-_.+@", 8)]
    [InlineData(LowerAndDigits, 10)]
    [InlineData(Mixed, 12)]
    public void OfTwentyThousandRandomPasswords_NoMoreThanOneIsRefused(string characters, int length)
    {
        var random = new Random(20_260_302);
        var refused = Enumerable.Range(0, 20_000).Select(_ => new string(random.GetItems<char>(characters, length)))
            .Where(password => password.Any(char.IsLetter) && Refusals(password).Any());

        refused.Count().ShouldBeLessThanOrEqualTo(1);
    }

    [Theory]
    [InlineData('1')]
    [InlineData('я')]
    [InlineData('!')]
    public void TheLongestPassword_IsJudgedAtOnce(char filling)
        => Refusals($"x{new string(filling, IdentityRules.LongestPassword - 1)}").ShouldHaveSingleItem();

    private static IEnumerable<Error> Refusals(string password) => PersonRules.CheckPassword(password, s_maria);
}
