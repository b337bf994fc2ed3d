using ExperimentAdmin.Core.Segments.Domain;

namespace ExperimentAdmin.Unit.Segments;

public sealed class SegmentRuleCheckTests
{
    [Fact]
    public void NoRules_AndEmptyGroups_AreRefused()
    {
        Codes([]).ShouldBe([("rules_missing", "rules")]);
        Codes([All(Rule(RuleType.Any))]).ShouldBe([("rule_empty", "rules[0].rules[0]")]);
    }

    [Fact]
    public void EveryBrokenRule_IsReportedWhereItIs()
        => Codes(
            [
                All(new SegmentCondition("plan", SegmentOperator.Equal, "pro"), new("", SegmentOperator.Equal, "x")),
                All(All(new SegmentCondition("age", SegmentOperator.GreaterThan, "old"), new("age", SegmentOperator.Modulo, "3"))),
            ]).ShouldBe(
            [
                ("property_missing", "rules[0].conditions[1].property"),
                ("number_missing", "rules[1].rules[0].conditions[0].value"),
                ("modulo_unreadable", "rules[1].rules[0].conditions[1].value"),
            ]);

    [Theory]
    [InlineData("plan", SegmentOperator.Equal, "")]
    [InlineData("plan", SegmentOperator.NotEqual, "1.2.3:semver")]
    [InlineData("plan", SegmentOperator.IsSet, "")]
    [InlineData("plan", SegmentOperator.IsNotSet, "anything")]
    [InlineData("age", SegmentOperator.GreaterThan, "18")]
    [InlineData("age", SegmentOperator.LessThanInclusive, "-4.5")]
    [InlineData("app", SegmentOperator.LessThan, "2.0.0-beta.1:semver")]
    [InlineData("mail", SegmentOperator.Contains, "@")]
    [InlineData("mail", SegmentOperator.Regex, "^.*@example\\.com$")]
    [InlineData("mail", SegmentOperator.Regex, "(?i)^a")]
    [InlineData("mail", SegmentOperator.Regex, "^a|^b")]
    [InlineData("mail", SegmentOperator.Regex, "(^a|^b)c")]
    [InlineData("mail", SegmentOperator.Regex, "(?:^a|(?:^b|x?^c))")]
    [InlineData("mail", SegmentOperator.Regex, "(?:^a){1,2}b|^c")]
    [InlineData("mail", SegmentOperator.Regex, "(?x) ^ a | ^ b # or c")]
    [InlineData("mail", SegmentOperator.Regex, "  ^a  ")]
    [InlineData("Constructor", SegmentOperator.Equal, "Ferrari")]
    [InlineData("prototype", SegmentOperator.IsSet, "")]
    [InlineData("country", SegmentOperator.In, "de,fr")]
    [InlineData("country", SegmentOperator.In, "[\"a,b\"]")]
    [InlineData("country", SegmentOperator.In, "[\"\\ud83d\\ude00\"]")]
    [InlineData("id", SegmentOperator.Modulo, "10|3")]
    [InlineData("", SegmentOperator.PercentageSplit, "12.34")]
    [InlineData("$.identity.key", SegmentOperator.PercentageSplit, "100")]
    [InlineData("$.identity.traits['company']", SegmentOperator.PercentageSplit, "0")]
    [InlineData("$.identity.identifier", SegmentOperator.Equal, "user_1")]
    public void AFormThatAllClientsUnderstand_IsLetThrough(string property, SegmentOperator comparison, string value)
        => Codes([All(new SegmentCondition(property, comparison, value))]).ShouldBeEmpty();

    [Theory]
    [InlineData(" ", SegmentOperator.PercentageSplit, "10", "property_missing")]
    [InlineData("company", SegmentOperator.PercentageSplit, "10", "split_needs_path")]
    [InlineData("$.identity.trait.plan", SegmentOperator.Equal, "x", "property_unknown")]
    [InlineData("$.identity.traits['plan", SegmentOperator.Equal, "x", "property_unknown")]
    [InlineData("", SegmentOperator.PercentageSplit, "101", "percent_out_of_range")]
    [InlineData("", SegmentOperator.PercentageSplit, "12.345", "percent_too_fine")]
    [InlineData("plan", SegmentOperator.Equal, "1.2:semver", "version_unreadable")]
    [InlineData("plan", SegmentOperator.GreaterThan, "1.2:semver", "version_unreadable")]
    [InlineData("plan", SegmentOperator.GreaterThan, "", "value_missing")]
    [InlineData("plan", SegmentOperator.Contains, "", "value_missing")]
    [InlineData("plan", SegmentOperator.In, "", "value_missing")]
    [InlineData("plan", SegmentOperator.In, "[\"pro\",\"\\ud800\"]", "text_malformed")]
    [InlineData("plan", SegmentOperator.Regex, "^(", "pattern_unreadable")]
    [InlineData("plan", SegmentOperator.Regex, "a", "pattern_not_anchored")]
    [InlineData("plan", SegmentOperator.Regex, "^a|b", "pattern_not_anchored")]
    [InlineData("plan", SegmentOperator.Regex, "a|^b", "pattern_not_anchored")]
    [InlineData("plan", SegmentOperator.Regex, "(^a|b)", "pattern_not_anchored")]
    [InlineData("plan", SegmentOperator.Regex, "(?:^a|b)c", "pattern_not_anchored")]
    [InlineData("plan", SegmentOperator.Regex, "^a|^b|", "pattern_not_anchored")]
    [InlineData("plan", SegmentOperator.Regex, "(^)?a", "pattern_not_anchored")]
    [InlineData("plan", SegmentOperator.Regex, "(?:^a)*b", "pattern_not_anchored")]
    [InlineData("plan", SegmentOperator.Regex, "(?:^){0,2}b", "pattern_not_anchored")]
    [InlineData("plan", SegmentOperator.Regex, "(?m)^a", "pattern_not_anchored")]
    [InlineData("plan", SegmentOperator.Regex, "(?i)^a|b", "pattern_not_anchored")]
    [InlineData("plan", SegmentOperator.Regex, @"\^a", "pattern_not_anchored")]
    [InlineData("plan", SegmentOperator.Regex, "[^a]", "pattern_not_anchored")]
    [InlineData("plan", SegmentOperator.Regex, @"\Aa", "pattern_not_anchored")]
    [InlineData("plan", SegmentOperator.Regex, "   ", "value_missing")]
    [InlineData("plan", SegmentOperator.Contains, "  ", "value_missing")]
    [InlineData("plan", SegmentOperator.In, " , ,", "value_missing")]
    [InlineData("constructor", SegmentOperator.Equal, "x", "property_in_javascript")]
    [InlineData(" __proto__ ", SegmentOperator.IsSet, "", "property_in_javascript")]
    [InlineData("$.identity.traits.toString", SegmentOperator.Equal, "x", "property_in_javascript")]
    [InlineData("$.identity.traits['valueOf']", SegmentOperator.PercentageSplit, "10", "property_in_javascript")]
    [InlineData("plan", SegmentOperator.Regex, "^(?=a)b", "pattern_not_served")]
    [InlineData("plan", SegmentOperator.Regex, "^((a{1,100}){1,100}){1,100}", "pattern_too_large")]
    [InlineData("plan", SegmentOperator.Modulo, "0|1", "modulo_unreadable")]
    public void AFormThatClientsDisagreeOn_OrNobodyUnderstands_IsRefused(
        string property, SegmentOperator comparison, string value, string code)
        => Codes([All(new SegmentCondition(property, comparison, value))]).Select(error => error.Code).ShouldBe([code]);

    [Fact]
    public void APatternThatIsNotServed_IsRefusedWhereItIs_WithItsConstruct()
    {
        var error = SegmentRuleCheck.Check([All(new SegmentCondition("a", SegmentOperator.IsSet, ""), new("mail", SegmentOperator.Regex, "^(?!x).*$"))])
            .ShouldHaveSingleItem();

        (error.Field, error.Message.Contains("(?!", StringComparison.Ordinal)).ShouldBe(("rules[0].conditions[1].value", true));
    }

    [Fact]
    public void NotMoreIsReportedAtOnce_ThanAnybodyReads()
        => Codes([All([.. Enumerable.Repeat(new SegmentCondition("mail", SegmentOperator.Regex, "^(?=a)"), SegmentRuleCheck.MaxConditions)])])
            .Count().ShouldBe(SegmentRuleCheck.MaxErrors);

    [Theory]
    [InlineData("none")]
    [InlineData("null")]
    [InlineData("[null]")]
    [InlineData("""[{"type":"ALL","conditions":[null],"rules":[]}]""")]
    [InlineData("""[{"type":"ALL","conditions":[],"rules":[null]}]""")]
    [InlineData("""[{"type":"ALL","conditions":null,"rules":[]}]""")]
    public void StoredRulesThatAreNone_CannotBeRead(string rules) => SegmentRules.TryRead(rules).ShouldBeNull();

    [Theory]
    [InlineData(22, true)]
    [InlineData(60, false)]
    public void StoredRules_CanBeReadAsDeepAsTheyCanBeShown(int depth, bool canBeRead)
        => (SegmentRules.TryRead(
            string.Concat(Enumerable.Repeat("""[{"type":"ALL","conditions":[],"rules":""", depth)) + "[]" + string.Concat(Enumerable.Repeat("}]", depth)))
            is not null).ShouldBe(canBeRead);

    [Fact]
    public void WhatIsNoText_IsRefused()
        => Codes([All(new SegmentCondition("pl\ud83dan", SegmentOperator.Equal, "pro"), new("plan", SegmentOperator.Equal, "pr\0o"))])
            .ShouldBe([("text_malformed", "rules[0].conditions[0].property"), ("text_malformed", "rules[0].conditions[1].value")]);

    [Fact]
    public void Percentages_AreRefusedInWords()
        => SegmentRuleCheck.Check([All(new SegmentCondition("", SegmentOperator.PercentageSplit, "many"))])
            .ShouldHaveSingleItem().Field.ShouldBe("rules[0].conditions[0].value");

    [Fact]
    public void DepthAndNumbers_AreBounded()
    {
        var condition = new SegmentCondition("plan", SegmentOperator.IsSet, string.Empty);
        Codes([Nested(SegmentRuleCheck.MaxDepth, condition)]).ShouldBeEmpty();
        Codes([Nested(SegmentRuleCheck.MaxDepth + 1, condition)]).Single().Code.ShouldBe("rules_too_deep");
        Codes([Nested(1_000, condition)]).Single().Code.ShouldBe("rules_too_deep");
        Codes([.. Enumerable.Repeat(All(condition), SegmentRuleCheck.MaxRules + 1)]).Single().Code.ShouldBe("too_many_rules");
        Codes([All([.. Enumerable.Repeat(condition, SegmentRuleCheck.MaxConditions + 1)])]).Single().Code.ShouldBe("too_many_conditions");
        Codes([All(condition with { Property = new string('x', SegmentProperty.MaxLength + 1) })]).Single().Code.ShouldBe("property_too_long");
        Codes([All(new SegmentCondition("x", SegmentOperator.Equal, new string('x', SegmentValues.MaxLength + 1)))])
            .Single().Code.ShouldBe("value_too_long");
    }

    [Fact]
    public void Stored_PercentagesAreShortest_AndNothingIsComparedWithNothing()
        => SegmentRules.Tidy([All(new SegmentCondition("", SegmentOperator.PercentageSplit, "30,0 %", " "), new("a", SegmentOperator.IsSet, "x"))])
            .Single().Conditions.ShouldBe([new("", SegmentOperator.PercentageSplit, "30"), new("a", SegmentOperator.IsSet, "")]);

    [Theory]
    [InlineData(SegmentOperator.Equal, "  very  pro ", "very  pro")]
    [InlineData(SegmentOperator.Equal, "\u00a0pro\u3000", "pro")]
    [InlineData(SegmentOperator.NotEqual, " 1.2.0 :semver ", "1.2.0:semver")]
    [InlineData(SegmentOperator.GreaterThan, " 18 ", "18")]
    [InlineData(SegmentOperator.Contains, " a b ", "a b")]
    [InlineData(SegmentOperator.NotContains, "a ", "a")]
    [InlineData(SegmentOperator.In, "a, b ,c", "a,b,c")]
    [InlineData(SegmentOperator.In, " new york , la ,, ", "new york,la")]
    [InlineData(SegmentOperator.In, " [\"a \", \"b,c\"] ", "[\"a \", \"b,c\"]")]
    [InlineData(SegmentOperator.In, "[a, b", "[a,b")]
    [InlineData(SegmentOperator.Modulo, " 10 | 3 ", "10|3")]
    [InlineData(SegmentOperator.Regex, " ^a ", "^a")]
    [InlineData(SegmentOperator.Regex, @" ^a\ ", @"^a\ ")]
    [InlineData(SegmentOperator.Regex, @"^a\   ", @"^a\ ")]
    [InlineData(SegmentOperator.Regex, @"^a\\ ", @"^a\\")]
    [InlineData(SegmentOperator.Regex, @"^a\\\ ", @"^a\\\ ")]
    [InlineData(SegmentOperator.Regex, "^a[ ]", "^a[ ]")]
    public void Stored_ValuesLoseOuterBlanks_AndKeepInnerOnes(SegmentOperator comparison, string value, string stored)
    {
        var tidied = SegmentRules.Tidy([All(new SegmentCondition(" plan ", comparison, value))]);

        tidied.Single().Conditions.ShouldBe([new("plan", comparison, stored)]);
        SegmentRules.Write(SegmentRules.Tidy(tidied)).ShouldBe(SegmentRules.Write(tidied));
        Codes(tidied).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("de,fr", "de", "fr")]
    [InlineData("[\"a,b\",\"c\"]", "a,b", "c")]
    [InlineData("[\"[x\"]", "[x")]
    public void Lists_AreWrittenSoThatTheyReadBack(string text, params string[] items)
    {
        SegmentValues.List(items).ShouldBe(text);
        SegmentValues.Items(text).ShouldBe(items);
    }

    [Theory]
    [InlineData("plan", "plan")]
    [InlineData("$.identity.traits['it\\'s']", "it's")]
    [InlineData("$.identity.key", null)]
    public void Traits_AreFoundByNameAndByPath(string property, string? trait)
    {
        SegmentProperty.Trait(property).ShouldBe(trait);
        (trait is null ? null : SegmentProperty.Trait(SegmentProperty.TraitPath(trait))).ShouldBe(trait);
    }

    private static SegmentRule All(params SegmentCondition[] conditions) => new(RuleType.All, conditions, []);

    private static SegmentRule All(params SegmentRule[] rules) => new(RuleType.All, [], rules);

    private static SegmentRule Rule(RuleType type) => new(type, [], []);

    private static SegmentRule Nested(int depth, SegmentCondition condition)
        => Enumerable.Range(1, depth - 1).Aggregate(All(condition), (inner, _) => All(inner));

    private static IEnumerable<(string Code, string? Field)> Codes(IReadOnlyList<SegmentRule> rules)
        => SegmentRuleCheck.Check(rules).Select(error => (error.Code, error.Field));
}
