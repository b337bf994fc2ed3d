using System.Globalization;
using System.Text;
using ExperimentAdmin.Core.Access.People;
using ExperimentAdmin.Core.Common.Names;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Segments.UseCases;
using ExperimentAdmin.Core.Workspace.Domain;
using FsCheck;
using FsCheck.Fluent;

namespace ExperimentAdmin.Unit.Common.Names;

/// <summary>Which names can pass for others, and which do.</summary>
public sealed class NameRulesTests
{
    private static readonly Rune[] s_all =
        [.. Enumerable.Range(0, 0x110000).Where(Rune.IsValid).Select(value => new Rune(value)).Where(rune => Rune.GetUnicodeCategory(rune)
            is not (UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse))];

    // What Unicode lets a reader's screen leave out, after the property Default_Ignorable_Code_Point.
    private static readonly Rune[] s_ignorable =
    [
        .. ((int[])
        [
            0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFEFF, 0xFFA0, .. Enumerable.Range(0x180B, 5), .. Enumerable.Range(0x200B, 5),
            .. Enumerable.Range(0x202A, 5), .. Enumerable.Range(0x2060, 16), .. Enumerable.Range(0xFE00, 16), .. Enumerable.Range(0xFFF0, 9),
            .. Enumerable.Range(0x1BCA0, 4), .. Enumerable.Range(0x1D173, 8), .. Enumerable.Range(0xE0000, 0x1000),
        ]).Select(value => new Rune(value)),
    ];

    private static readonly Gen<string> s_names = Gen.OneOf(
        Gen.Elements(ClearName.Good.ToArray()),
        Gen.Elements(s_all).ListOf().Select(runes => string.Concat(runes)),
        Gen.Elements("aAbBoOiIİıßẞſςσΣкКоОсСӏӀ \u00A0\u0301\u0307\u200B".ToCharArray()).ListOf().Select(letters => string.Concat(letters)));

    public static TheoryData<string> Good => [.. ClearName.Good];

    public static TheoryData<string, string> Invisible => [.. ClearName.Invisible];

    public static TheoryData<string> Mixed => [.. ClearName.Mixed];

    public static TheoryData<string, string> Alike => [.. ClearName.Alike];

    [Theory]
    [MemberData(nameof(Good))]
    public void ANameOfAnyLanguage_WillDo(string name) => NameRules.WhyUnclear(name).ShouldBeNull();

    [Fact]
    public void NamesOfAnyLanguage_LookLikeNoOther()
    {
        foreach (var name in ClearName.Good)
        {
            new NameLook(name).FindAmong(ClearName.Good.Where(other => other != name)).ShouldBeNull();
        }
    }

    [Theory]
    [MemberData(nameof(Invisible))]
    public void ACharacterThatNobodySees_IsRefused_ByItsNumber(string name, string number)
    {
        var error = NameRules.WhyUnclear(name, "name", "The e-mail address").ShouldNotBeNull();

        (error.Code, error.Field).ShouldBe(("name_unreadable", "name"));
        error.Message.ShouldStartWith($"The e-mail address contains {number}");
        error.Message.ShouldEndWith("Remove it.");
    }

    [Theory]
    [InlineData("Chec\u200Bkout", "U+200B (zero width space) after “Chec”, which cannot be seen.")]
    [InlineData("\u200BCheckout", "U+200B (zero width space) at its beginning, which cannot be seen.")]
    [InlineData("The new Checkout button\u200B", "U+200B (zero width space) after “…ckout button”, which cannot be seen.")]
    [InlineData("12345678901e\u0301\u200B", "U+200B (zero width space) after “12345678901e\u0301”, which cannot be seen.")]
    [InlineData("👍🏽👍🏽👍🏽👍🏽👍🏽👍🏽👍🏽👍🏽👍🏽👍🏽👍🏽👍🏽👍🏽\u200B", "U+200B (zero width space) after “…👍🏽👍🏽👍🏽👍🏽👍🏽👍🏽👍🏽👍🏽👍🏽👍🏽👍🏽👍🏽”, which cannot be seen.")]
    [InlineData("\u0301x", "U+0301 at its beginning, a mark that stands on no letter.")]
    [InlineData("Check\u094Dout", "U+094D after “Check”, a mark that stands on no letter of its script, Devanagari.")]
    [InlineData("Check\U0001107Fout", "U+1107F after “Check”, a mark that stands on no letter of its script.")]
    [InlineData("Check\u0600out", "U+0600 after “Check”, which belongs before letters or digits of its script, Arabic.")]
    public void ACharacterThatIsRefused_IsSaidByItsName_AndWhereItIs(string name, string what)
        => NameRules.WhyUnclear(name)!.Message.ShouldBe($"The name contains {what} Remove it.");

    [Theory]
    [MemberData(nameof(Mixed))]
    public void AWordOfTwoScripts_IsRefused(string name) => NameRules.WhyUnclear(name).ShouldNotBeNull().Code.ShouldBe("name_mixes_scripts");

    [Fact]
    public void TheRefusalOfAWord_NamesBothLettersAndTheirScripts()
        => NameRules.WhyUnclear("Сheckout")!.Message.ShouldBe(
            "The name has letters of two scripts in one word, С (U+0421, Cyrillic) and h (U+0068, Latin), and could pass for another. "
            + "Write each word in one script.");

    [Theory]
    [MemberData(nameof(Alike))]
    public void WhatLooksTheSame_IsTheSame_EitherWayRound(string one, string other)
    {
        new NameLook(one).IsOf(other).ShouldBeTrue();
        new NameLook(other).IsOf(one).ShouldBeTrue();
    }

    [Theory]
    [InlineData("v1", "vl")]
    [InlineData("PayPal", "PayPaI")]
    [InlineData("o\u0338", "o")]
    [InlineData("❶", "➋")]
    [InlineData("\U0001F3F4\U000E0067\U000E0062\U000E0077\U000E006C\U000E0073\U000E007F", "🏴")]
    [InlineData("test1", "testI")]
    [InlineData("O2", "02")]
    [InlineData("corn", "com")]
    [InlineData("Shop", "Shop!")]
    [InlineData("Shop", "Shops")]
    [InlineData("Café", "Cafe")]
    [InlineData("кот", "ток")]
    [InlineData("кров", "кровь")]
    [InlineData("вы", "ьы")]
    [InlineData("Müller", "Muller")]
    [InlineData("schön", "schon")]
    [InlineData("בן", "בו")]
    [InlineData("価格", "值格")]
    [InlineData("👍", "👎")]
    [InlineData("", "a")]
    public void WhatLooksOtherwise_IsAnother(string one, string other)
    {
        new NameLook(one).IsOf(other).ShouldBeFalse();
        new NameLook(other).IsOf(one).ShouldBeFalse();
    }

    [Fact]
    public void EveryCharacter_FoldsAlikeInAnyCase_AndOnce()
    {
        foreach (var rune in s_all)
        {
            var folded = NameLook.Fold($"{rune}");
            NameLook.Fold(folded).ShouldBe(folded);
            NameLook.Fold($"{Rune.ToUpperInvariant(rune)}").ShouldBe(folded);
            NameLook.Fold($"{Rune.ToLowerInvariant(rune)}").ShouldBe(folded);
        }
    }

    [Fact]
    public void AnyName_FoldsAlikeInAnyCaseAndForm_AndOnce()
        => Prop.ForAll(s_names.ToArbitrary(), name =>
        {
            var folded = NameLook.Fold(name);
            return NameLook.Fold(folded) == folded
                && NameLook.Fold(name.ToUpperInvariant()) == folded
                && NameLook.Fold(name.ToLowerInvariant()) == folded
                && NameLook.Fold(name.Normalize(NormalizationForm.FormD)) == folded
                && NameLook.Fold(name.Normalize(NormalizationForm.FormC)) == folded
                && NameLook.Fold($" {name.Replace(" ", " \u3000", StringComparison.Ordinal)}\t") == folded
                && new NameLook(name).IsOf(folded);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void WhatIsInsertedUnseen_IsRefused_OrTheNameLooksTheSame()
        => Prop.ForAll(
            Gen.Elements(ClearName.Good.ToArray()).ToArbitrary(),
            Gen.Elements(s_ignorable).ToArbitrary(),
            Gen.Choose(0, 100).ToArbitrary(),
            (name, unseen, place) =>
            {
                var runes = name.EnumerateRunes().ToList();
                runes.Insert(place % (runes.Count + 1), unseen);
                var other = string.Concat(runes);
                return NameRules.WhyUnclear(other) is not null || new NameLook(name).IsOf(other);
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void WhatIsInsertedUnseen_IsRefused_WhereverNoLanguageNeedsIt()
    {
        foreach (var unseen in s_ignorable)
        {
            NameRules.WhyUnclear($"Check{unseen}out").ShouldNotBeNull();
            NameRules.WhyUnclear($"Кно{unseen}пка").ShouldNotBeNull();
            NameRules.WhyUnclear($"{unseen}मूल्य").ShouldNotBeNull();
        }
    }

    [Fact]
    public void WordsOfAnyScripts_MayStandInOneName()
        => Prop.ForAll(
            Gen.Elements("Checkout", "Цена", "τιμή", "मूल्य", "قیمت", "מחיר", "价格", "가격", "ราคา", "ფასი", "2.5").ListOf().ToArbitrary(),
            words => words.Count == 0 || NameRules.WhyUnclear(string.Join(' ', words)) is null).QuickCheckThrowOnFailure();

    [Fact]
    public void EveryDoor_AsksForAClearName()
    {
        IEnumerable<Error>[] refused =
        [
            ExperimentText.CheckNewName("a\u200Bb"), SegmentText.CheckNewName("a\u200Bb"), LocationName.CheckNew("a\u200Bb", "project", 255),
            PersonRules.CheckNewName("a\u200Bb"), PersonRules.CheckEmail("a\u200Bb@example.com"),
        ];

        refused.ShouldAllBe(errors => errors.Single().Code == "name_unreadable");
        PersonRules.CheckEmail("ada@exаmple.com").ShouldHaveSingleItem().Message.ShouldStartWith("The e-mail address has letters of two scripts");
        PersonRules.CheckEmail("jürgen.o'neil+test@müller.example").ShouldBeEmpty();
        PersonRules.CheckEmail("почта@пример.рф").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("x@example.com.")]
    [InlineData("x@example.com。")]
    [InlineData("\"x\"@example.com")]
    [InlineData("\"x y\"@example.com")]
    public void AnotherWayToWriteAMailbox_IsNoAddress(string email)
        => PersonRules.CheckEmail(email).ShouldHaveSingleItem().Code.ShouldBe("email_invalid");
}
