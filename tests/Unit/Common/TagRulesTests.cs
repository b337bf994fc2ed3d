using ExperimentAdmin.Core.Common.Names;

namespace ExperimentAdmin.Unit.Common;

/// <summary>Tags are few, short, folded and each there once.</summary>
public sealed class TagRulesTests
{
    [Fact]
    public void Tags_AreFolded_AndEachIsThereOnce_InTheOrderTheyCame()
        => TagRules.Fold([" Growth ", "check\u00a0 out", "", "GROWTH", "Mu\u0308nchen", "\u00fcber", "München"])
            .ShouldBe(["growth", "check out", "münchen", "über"]);

    [Theory]
    [InlineData("a, B ,,c ", new[] { "a", "B", "c" })]
    [InlineData(null, new string[0])]
    [InlineData(" , ", new string[0])]
    public void TypedTags_StandBetweenCommas(string? typed, string[] tags) => TagRules.Split(typed).ShouldBe(tags);

    [Fact]
    public void TenTagsOfThirtyCharacters_AreFine_AndTheElevenTypedTwiceToo()
    {
        var tags = Enumerable.Range(0, TagRules.Most).Select(number => $"{number}" + new string('x', 29)).ToList();

        TagRules.Check(tags).ShouldBeEmpty();
        TagRules.Check([.. tags, tags[0].ToUpperInvariant(), " "]).ShouldBeEmpty();
        TagRules.Check(null).ShouldBeEmpty();
        TagRules.Check([string.Concat(Enumerable.Repeat("🚀", TagRules.Longest))]).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("tag_too_long", "a", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")]
    [InlineData("tag_has_comma", "a,b")]
    [InlineData("too_many_tags", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11")]
    [InlineData("text_malformed", "a\0b")]
    [InlineData("name_unreadable", "a\u200bb")]
    [InlineData("name_mixes_scripts", "p\u0430y")]
    public void TagsThatWillNotDo_AreRefusedAtTheirField(string code, params string[] tags)
    {
        var error = TagRules.Check(tags).ShouldHaveSingleItem();

        (error.Code, error.Field).ShouldBe((code, "tags"));
    }

    [Fact]
    public void HalfOfAPair_IsRefused() => TagRules.Check(["half \ud800"]).Single().Code.ShouldBe("text_malformed");

    [Fact]
    public void ARefusal_SaysHowManyThereAre()
    {
        TagRules.Check([.. Enumerable.Range(0, 12).Select(number => $"{number}")]).Single().Message
            .ShouldBe("These are 12 tags; at most 10 fit. Remove some.");
        TagRules.Check([new string('x', 31)]).Single().Message.ShouldBe("A tag has 31 characters; at most 30 fit. Shorten it.");
    }
}
