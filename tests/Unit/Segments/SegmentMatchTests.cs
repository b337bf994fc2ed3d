using ExperimentAdmin.Core.Evaluation.Context;
using ExperimentAdmin.Core.Segments.Domain;
using ExperimentAdmin.Core.Segments.UseCases;

namespace ExperimentAdmin.Unit.Segments;

public sealed class SegmentMatchTests
{
    private static readonly SegmentCondition s_yes = new("plan", SegmentOperator.Equal, "pro");
    private static readonly SegmentCondition s_no = new("plan", SegmentOperator.Equal, "free");

    [Fact]
    public void PatternsOfMoreKindsThanCanBeSaved_AreNotTried()
    {
        SegmentExplanation.ConditionPart First(int count) => SegmentMatch.Explain(
            [new(RuleType.Any, [.. Enumerable.Range(0, count).Select(index => new SegmentCondition("plan", SegmentOperator.Regex, $"^[^{(char)('一' + index)}]"))], [])],
            1,
            new EvaluationContext("env", "Env", new EvaluationIdentity("user", new Dictionary<string, ContextValue>(StringComparer.Ordinal)))).Rules[0].Conditions[0];

        First(SegmentBudget.MaxKinds).IsServed.ShouldBeTrue();
        First(SegmentBudget.MaxKinds + 1).Why.ShouldContain("not tried");
    }

    [Fact]
    public void WithoutRules_NobodyMatches() => Explain().Matches.ShouldBeFalse();

    [Fact]
    public void EveryRule_MustHold()
    {
        Explain(All(s_yes), All(s_yes)).Matches.ShouldBeTrue();
        Explain(All(s_yes), All(s_no)).Matches.ShouldBeFalse();
    }

    [Theory]
    [InlineData(RuleType.All, true, true, true)]
    [InlineData(RuleType.All, true, false, false)]
    [InlineData(RuleType.Any, true, false, true)]
    [InlineData(RuleType.Any, false, false, false)]
    [InlineData(RuleType.None, false, false, true)]
    [InlineData(RuleType.None, true, false, false)]
    public void ARule_CountsItsConditionsAndItsRulesAlike(RuleType type, bool first, bool second, bool expected)
    {
        var (one, other) = (first ? s_yes : s_no, second ? s_yes : s_no);

        Explain(new SegmentRule(type, [one, other], [])).Matches.ShouldBe(expected);
        Explain(new SegmentRule(type, [], [All(one), All(other)])).Matches.ShouldBe(expected);
    }

    [Fact]
    public void BothPartsOfARule_MustHold_EachByItself()
    {
        Explain(new SegmentRule(RuleType.Any, [s_yes], [All(s_no)])).Matches.ShouldBeFalse();
        Explain(new SegmentRule(RuleType.Any, [s_yes, s_no], [All(s_no), All(s_yes)])).Matches.ShouldBeTrue();
        Explain(new SegmentRule(RuleType.All, [], [])).Matches.ShouldBeTrue();
    }

    [Theory]
    [InlineData(RuleType.All)]
    [InlineData(RuleType.Any)]
    [InlineData(RuleType.None)]
    public void WithAPatternThatIsNotServed_NobodyMatches_WhateverTheRule(RuleType type)
    {
        var pattern = new SegmentCondition("plan", SegmentOperator.Regex, "^(?=x)");
        foreach (var rule in (SegmentRule[])[new(type, [pattern], []), new(type, [], [All(pattern)])])
        {
            Explain(rule).Matches.ShouldBeFalse();
            Explain(All(s_yes), rule).Matches.ShouldBeFalse();
        }

        Explain(new SegmentRule(type, [pattern], [])).Rules.Single().Conditions.Single().Why.ShouldContain("(?=");
    }

    [Fact]
    public void EveryPartIsExplained_AlsoThoseThatNoLongerMatter()
    {
        var rule = Explain(new SegmentRule(RuleType.Any, [s_yes, s_no], [All(new SegmentCondition("age", SegmentOperator.GreaterThan, "18"))])).Rules.Single();

        rule.Conditions.Select(part => (part.Matches, part.Why)).ShouldBe(
        [
            (true, "plan is “pro”, which equals “pro”."),
            (false, "plan is “pro”, so it is not true that it equals “free”."),
        ]);
        rule.Rules.Single().Conditions.Single().Why.ShouldBe("age is not set, and only a value can be compared.");
    }

    [Fact]
    public void ASplit_SaysWhereTheIdentityStands()
    {
        var split = All(new SegmentCondition(SegmentProperty.IdentityKey, SegmentOperator.PercentageSplit, "30"));

        Explain("jürgen@example.com", split).Why.ShouldBe("identity key hashes to 13.76, which is within the first 30 %.");
        Explain("user_1", split).Why.ShouldBe("identity key hashes to 56.66, which is beyond the first 30 %.");
    }

    [Fact]
    public void BeforeASegmentHasItsNumber_NobodyCanSayWhoIsWithinAPercentage()
    {
        var split = SegmentMatch.Explain(
            [All(new SegmentCondition(SegmentProperty.IdentityKey, SegmentOperator.PercentageSplit, "100"))], segmentId: null, Context("user_1"));

        split.Matches.ShouldBeFalse();
        split.Rules.Single().Conditions.Single().Why.ShouldStartWith("Who is within a percentage depends on");
    }

    private static SegmentRule All(params SegmentCondition[] conditions) => new(RuleType.All, conditions, []);

    private static SegmentExplanation.ConditionPart Explain(string identifier, SegmentRule rule)
        => SegmentMatch.Explain([rule], 42, Context(identifier)).Rules.Single().Conditions.Single();

    private static SegmentExplanation Explain(params SegmentRule[] rules) => SegmentMatch.Explain(rules, 42, Context("user_1"));

    private static EvaluationContext Context(string identifier) => new(
        "B62qaMZNwfiqT76p38ggrQ",
        "Development",
        new EvaluationIdentity(identifier, new Dictionary<string, ContextValue>(StringComparer.Ordinal) { ["plan"] = ContextValue.Of("pro") }));
}
