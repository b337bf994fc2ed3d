using ExperimentAdmin.Core.Access.Passwords;
using ExperimentAdmin.Core.Access.People;
using FsCheck;
using FsCheck.Fluent;

namespace ExperimentAdmin.Unit.Access;

public sealed class PasswordRulesTests
{
    private static readonly Config s_config = Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(20_260_302, 4_713);
    private static readonly PasswordContext s_ada = new("ada.lovelace@analytical.example.com", "Ada Lovelace", "flags.bakery.example", "Rye Bread");

    private static readonly Gen<string> s_common = Gen.Elements("password", "dragon", "letmein", "iloveyou", "welcome", "sunshine", "football", "summer");

    [Theory]
    [InlineData("password")]
    [InlineData("PASSWORD")]
    [InlineData("Password1")]
    [InlineData("P@ssw0rd1!")]
    [InlineData("pa55word")]
    [InlineData("p a s s w o r d")]
    [InlineData("pass-word")]
    [InlineData("  password  ")]
    [InlineData("ｐａｓｓｗｏｒｄ")]
    [InlineData("passwordpassword")]
    [InlineData("123password123")]
    [InlineData("password1234567890")]
    [InlineData("l3tm31n!!")]
    [InlineData("iloveyou2")]
    [InlineData("1L0veY0u!")]
    [InlineData("Welcome123!")]
    [InlineData("Summer2024!")]
    [InlineData("Winter_2025")]
    [InlineData("@dmin123")]
    [InlineData("Administrator")]
    [InlineData("changeme!")]
    [InlineData("michael1985")]
    [InlineData("trustno1")]
    [InlineData("baseball")]
    [InlineData("Passwort1")]
    public void ACommonPassword_IsRefused_HoweverItIsDressed(string password) => CodeOf(password).ShouldBe("password_common");

    [Theory]
    [InlineData("aaaaaaaa")]
    [InlineData("AAAAaaaa")]
    [InlineData("aaaaaaaa1")]
    [InlineData("aaaabbbb")]
    [InlineData("abababab")]
    [InlineData("abc123abc123")]
    [InlineData("xyz!xyz!xyz!xy")]
    [InlineData("12345678")]
    [InlineData("87654321")]
    [InlineData("123456789012345678901234567890")]
    [InlineData("13579111315")]
    [InlineData("abcdefgh")]
    [InlineData("zyxwvuts")]
    [InlineData("ABCDEFG1")]
    [InlineData("qwertyuiop!")]
    [InlineData("1qaz2wsx")]
    [InlineData("1q2w3e4r5t6y")]
    [InlineData("qazwsxedc")]
    [InlineData("asdf1234")]
    [InlineData("zaq1@WSX")]
    [InlineData("!@#$%^&*")]
    [InlineData("qwertzuiop")]
    [InlineData("24.12.1987")]
    [InlineData("19871224")]
    [InlineData("0171 2345678")]
    [InlineData("········")]
    public void ARepetitionASequenceOrARowOfKeys_IsRefused(string password) => CodeOf(password).ShouldBeOneOf("password_regular", "password_common");

    [Theory]
    [InlineData("ExperimentAdmin", "the name of this product")]
    [InlineData("experiment admin", "the name of this product")]
    [InlineData("Exper1mentAdm1n!", "the name of this product")]
    [InlineData("experiment-admin-2026", "the name of this product")]
    [InlineData("myexperimentadmin", "the name of this product")]
    [InlineData("ada.lovelace@analytical.example.com", "your e-mail address")]
    [InlineData("Ada.Lovelace", "your e-mail address")]
    [InlineData("lovelace1815", "your e-mail address")]
    [InlineData("L0velace!", "your e-mail address")]
    [InlineData("lovelaceada", "your e-mail address")]
    [InlineData("analytical", "your e-mail address")]
    [InlineData("4d4-12345", "your e-mail address")]
    [InlineData("Rye Bread", "the name of the project")]
    [InlineData("ryebread99", "the name of the project")]
    [InlineData("flags.bakery.example", "the name of this server")]
    [InlineData("myBakery2", "the name of this server")]
    public void WhatIsKnownAboutThemAndTheServer_IsRefused_AndNamed(string password, string what)
    {
        var error = PersonRules.CheckPassword(password, s_ada).ShouldHaveSingleItem();

        (error.Code, error.Field).ShouldBe(("password_of_context", "password"));
        error.Message.ShouldContain(what);
    }

    [Theory]
    [InlineData("ada.lovelace@analytical.example.com", null, null)]
    [InlineData(null, "Ada Lovelace", "198.51.100.7")]
    [InlineData("@", "é", "[::1]")]
    [InlineData("\0\ud83d", "\ud83d", "")]
    public void WhateverIsKnownOfThem_IsNothingThatFails(string? email, string? name, string? host)
        => PersonRules.CheckPassword("long enough \ud83d\0", new PasswordContext(email, name, host)).ShouldBeEmpty();

    [Theory]
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
    public void AnythingElse_WillDo(string password) => PersonRules.CheckPassword(password, s_ada).ShouldBeEmpty();

    [Theory]
    [InlineData(0, "password_too_short")]
    [InlineData(IdentityRules.ShortestPassword - 1, "password_too_short")]
    [InlineData(IdentityRules.LongestPassword + 1, "password_too_long")]
    public void TheLength_IsBounded(int length, string code) => CodeOf(new string('x', length)).ShouldBe(code);

    [Fact]
    public void WhateverIsPutAroundACommonPassword_OfDigitsAndSigns_IsRefused()
        => Prop.ForAll(
            (from word in s_common
             from before in Around(3)
             from after in Around(3)
             from upper in Gen.Choose(0, word.Length - 1)
             select $"{before}{word[..upper]}{char.ToUpperInvariant(word[upper])}{word[(upper + 1)..]}{after}").ToArbitrary(),
            password => password.Length < IdentityRules.ShortestPassword || CodeOf(password) == "password_common").Check(s_config);

    [Fact]
    public void WhateverIsRepeatedInShort_IsRefused()
        => Prop.ForAll(
            (from unit in Gen.Elements("abcdefghijklmnopqrstuvwxyz0123456789!?#".ToCharArray()).ArrayOf()
             where unit.Length is > 0 and < IdentityRules.ShortestPassword
             from times in Gen.Choose(8, 12)
             select string.Concat(Enumerable.Repeat(new string(unit), times))).ToArbitrary(),
            password => CodeOf(password) is "password_regular" or "password_common" or "password_of_context").Check(s_config);

    [Fact]
    public void RandomPasswords_AreNotRefused()
        => Prop.ForAll(
            Gen.Elements("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!?#%".ToCharArray()).ArrayOf(14).Select(password => new string(password))
                .ToArbitrary(),
            password => CodeOf(password) is null).Check(s_config);

    [Fact]
    public void AnyText_IsJudged_AndAtOnce()
        => Prop.ForAll<string>(ArbMap.Default.ArbFor<string>(), password => CodeOf($"{password}{password}") is null or { Length: > 0 }).Check(s_config);

    private static Gen<string> Around(int most)
        => Gen.Choose(0, most).SelectMany(length => Gen.Elements("0123456789!?.-_#".ToCharArray()).ArrayOf(length)).Select(signs => new string(signs));

    private static string? CodeOf(string password)
        => PersonRules.CheckPassword(password, new PasswordContext("grace@example.com", "Grace")).SingleOrDefault()?.Code;
}
