using ExperimentAdmin.Core.Segments.Domain;
using ExperimentAdmin.Tests.Shared;

namespace ExperimentAdmin.Unit.Segments;

/// <summary>Forms on which the engines of published clients disagree are found by what is written.</summary>
public sealed class SegmentNotesTests
{
    [Theory]
    [InlineData(SegmentOperator.Equal, "pro")]
    [InlineData(SegmentOperator.Equal, "")]
    [InlineData(SegmentOperator.Equal, "5")]
    [InlineData(SegmentOperator.Equal, "-17")]
    [InlineData(SegmentOperator.Equal, "true")]
    [InlineData(SegmentOperator.Equal, "False")]
    [InlineData(SegmentOperator.Equal, "v1.2")]
    [InlineData(SegmentOperator.NotEqual, "5")]
    [InlineData(SegmentOperator.NotEqual, "true")]
    [InlineData(SegmentOperator.Contains, "@")]
    [InlineData(SegmentOperator.Contains, "5a")]
    [InlineData(SegmentOperator.Contains, "1.2.3")]
    [InlineData(SegmentOperator.Regex, @"^.*@example\.com$")]
    [InlineData(SegmentOperator.Regex, "^(?:de|fr)$")]
    [InlineData(SegmentOperator.Regex, "^z[0-9]{5}$")]
    [InlineData(SegmentOperator.Regex, "^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
    [InlineData(SegmentOperator.Regex, "^[A-Z]{2}[0-9]+")]
    [InlineData(SegmentOperator.In, "de,fr,12")]
    [InlineData(SegmentOperator.In, "[\"a,b\",\"c\"]")]
    [InlineData(SegmentOperator.IsSet, "")]
    public void WhatAllEnginesTakeAlike_OfTheTraitThatItIsWrittenFor_HasNoWarning(SegmentOperator comparison, string value)
        => SegmentNotes.Of(new SegmentCondition("plan", comparison, value)).ShouldAllBe(form => form.IsRare);

    [Theory]
    [InlineData(SegmentOperator.Equal, "02134", "number_spelling")]
    [InlineData(SegmentOperator.NotEqual, "007", "number_spelling")]
    [InlineData(SegmentOperator.Equal, "+5", "number_spelling")]
    [InlineData(SegmentOperator.Equal, "-0", "number_spelling")]
    [InlineData(SegmentOperator.Equal, "5.0", "number_spelling", "number_fraction")]
    [InlineData(SegmentOperator.Equal, "1.50", "number_spelling", "number_fraction")]
    [InlineData(SegmentOperator.NotEqual, "1e3", "number_spelling", "number_fraction")]
    [InlineData(SegmentOperator.Equal, "4.5", "number_fraction")]
    [InlineData(SegmentOperator.GreaterThan, "4.5", "number_fraction", "number_order")]
    [InlineData(SegmentOperator.LessThanInclusive, "5.0", "number_fraction", "number_order")]
    [InlineData(SegmentOperator.GreaterThanInclusive, "18", "number_order")]
    [InlineData(SegmentOperator.Equal, "30abc", "number_start")]
    [InlineData(SegmentOperator.Equal, "2024-01-01", "number_start")]
    [InlineData(SegmentOperator.Equal, "9007199254740993", "number_large", "number_text")]
    [InlineData(SegmentOperator.Equal, "5", "number_text")]
    [InlineData(SegmentOperator.NotEqual, "-17", "number_text")]
    [InlineData(SegmentOperator.NotEqual, "true", "not_equal_text")]
    [InlineData(SegmentOperator.NotEqual, "False", "not_equal_text")]
    [InlineData(SegmentOperator.NotEqual, "abc", "not_equal_text")]
    [InlineData(SegmentOperator.NotEqual, "", "not_equal_text")]
    [InlineData(SegmentOperator.Equal, "FALSE", "boolean_spelling")]
    [InlineData(SegmentOperator.NotEqual, "fALSE", "boolean_spelling", "not_equal_text")]
    [InlineData(SegmentOperator.Contains, "5", "contains_number")]
    [InlineData(SegmentOperator.Contains, "-1.", "contains_number")]
    [InlineData(SegmentOperator.NotContains, "56", "contains_number")]
    [InlineData(SegmentOperator.NotContains, "abc", "not_contains")]
    [InlineData(SegmentOperator.Contains, "1.0.0:semver", "contains_version")]
    [InlineData(SegmentOperator.NotContains, "1.0.0:semver", "not_contains")]
    [InlineData(SegmentOperator.GreaterThan, "1.2.0:semver", "version_prefix")]
    [InlineData(SegmentOperator.NotEqual, "1.2.0:semver", "version_prefix", "version_not_equal")]
    public void AComparison_IsToldByItsValue(SegmentOperator comparison, string value, params string[] codes)
        => Codes("plan", comparison, value).ShouldBe(codes);

    [Theory]
    [InlineData("^a|b", "pattern_not_anchored")]
    [InlineData("abc", "pattern_not_anchored")]
    [InlineData("(^)?a", "pattern_not_anchored")]
    [InlineData("(?m)^a", "pattern_not_anchored", "pattern_dialect")]
    [InlineData("^[0-9]{5}$", "pattern_numbers", "pattern_text")]
    [InlineData("^02134", "pattern_numbers")]
    [InlineData("^(?:a|[1-9]+)", "pattern_numbers")]
    [InlineData("^.*0$", "pattern_numbers", "pattern_text")]
    [InlineData("^-?[0-9]+[.][0-9]+$", "pattern_numbers", "pattern_text")]
    [InlineData("^[0-9]+x?$", "pattern_numbers", "pattern_text")]
    [InlineData("^true$", "pattern_booleans", "pattern_text")]
    [InlineData("^True|^False", "pattern_booleans")]
    [InlineData("^[tT]rue$", "pattern_text")]
    [InlineData("(?i)^a", "pattern_dialect")]
    [InlineData("^(?i:a)b", "pattern_dialect")]
    [InlineData("^(?P<name>a)", "pattern_dialect")]
    [InlineData("^(?<name>a)", "pattern_dialect")]
    [InlineData("^a(?#note)b", "pattern_dialect")]
    [InlineData(@"^a\Z", "pattern_dialect")]
    [InlineData(@"^\p{Lu}z", "pattern_dialect")]
    [InlineData("^z[a-z-[b]]", "pattern_dialect")]
    [InlineData("^[a-z]+$", "pattern_booleans", "pattern_text")]
    [InlineData("^[]x]a", "pattern_dialect")]
    [InlineData("^a{,3}b", "pattern_dialect")]
    [InlineData(@"^a\w", "pattern_letters")]
    [InlineData(@"^a[\d]", "pattern_letters")]
    [InlineData(@"^a\b", "pattern_letters")]
    [InlineData(@"^a\sb", "pattern_letters")]
    [InlineData(@"^a[\S]", "pattern_letters")]
    [InlineData("^z[^a]", "pattern_text")]
    [InlineData("^z.", "pattern_text")]
    [InlineData("^z[\uD83D\uDE00]", "pattern_text")]
    [InlineData(@"^a\.\-\\d")]
    [InlineData("^(?=a)")]
    public void APattern_IsToldByItsParts(string pattern, params string[] codes) => Codes("plan", SegmentOperator.Regex, pattern).ShouldBe(codes);

    [Theory]
    [InlineData("1.5", "list_numbers")]
    [InlineData("a,007", "list_numbers")]
    [InlineData("[\"02134\"]", "list_numbers")]
    [InlineData("[1,2]", "list_json", "number_text")]
    [InlineData("[\"a\",null]", "list_json")]
    [InlineData("0,1", "number_text", "list_nothing")]
    [InlineData("[\"\"]", "list_nothing")]
    [InlineData("true,a", "list_boolean")]
    [InlineData("9007199254740993", "number_large", "number_text")]
    [InlineData("de,12", "number_text")]
    public void AList_IsToldByItsItems(string list, params string[] codes) => Codes("plan", SegmentOperator.In, list).ShouldBe(codes);

    [Theory]
    [InlineData("3|2", "modulo_sign", "modulo_text")]
    [InlineData("3|1", "modulo_sign", "modulo_text", "modulo_boolean")]
    [InlineData("10|0", "modulo_text", "modulo_boolean")]
    [InlineData("3|3", "modulo_never")]
    [InlineData("3|-1", "modulo_never")]
    [InlineData("-3|1", "modulo_never")]
    [InlineData("nonsense")]
    public void ARemainder_IsToldByItsNumbers(string value, params string[] codes) => Codes("plan", SegmentOperator.Modulo, value).ShouldBe(codes);

    [Theory]
    [InlineData("$.identity.key", "12")]
    [InlineData("", "12")]
    [InlineData("$.identity.key", "12.5", "split_fraction")]
    [InlineData("$.identity.traits['company']", "12", "split_value")]
    [InlineData("$.identity.identifier", "12", "split_value")]
    [InlineData("$.identity.traits['it\\'s']", "12", "path_spelling", "split_value")]
    [InlineData("$.identity.traits['a[b']", "12", "path_spelling", "split_value")]
    [InlineData("$.identity.traits['*']", "12", "path_spelling", "split_value")]
    [InlineData("$.identity.traits['~']", "12", "path_spelling", "split_value")]
    [InlineData("$.identity.traits['..']", "12", "path_spelling", "split_value")]
    [InlineData("$.identity.traits['a,b']", "12", "path_spelling", "split_value")]
    [InlineData("$.identity.traits['`a']", "12", "path_spelling", "split_value")]
    [InlineData("$.identity.traits['plan_2-b.c d']", "12", "split_value")]
    public void APercentage_IsToldByWhatItIsOf(string property, string value, params string[] codes)
        => Codes(property, SegmentOperator.PercentageSplit, value).ShouldBe(codes);

    [Theory]
    [InlineData("$.identity.traits.plan")]
    [InlineData("$.identity.traits['a b']")]
    [InlineData("$.identity.traits[\"plan\"]")]
    [InlineData("$.identity.traits[ 'plan' ]", "path_spelling")]
    [InlineData("$.identity.traits['a,b']")]
    [InlineData("$.identity.traits[\"a,b\"]", "path_spelling")]
    [InlineData("$.identity.traits[\"*\"]", "path_spelling")]
    [InlineData("$.identity.traits[\"`t\"]", "path_spelling")]
    [InlineData("$.identity.traits['it\\'s']", "path_spelling")]
    [InlineData("constructor", "property_in_javascript")]
    [InlineData("$.identity.traits.__proto__", "property_in_javascript")]
    public void AProperty_IsToldByHowItIsWritten(string property, params string[] codes)
        => Codes(property, SegmentOperator.IsSet, string.Empty).ShouldBe(codes);

    [Theory]
    [InlineData("$.identity.identifier", SegmentOperator.Equal, "42", "identifier_number")]
    [InlineData("$.identity.identifier", SegmentOperator.NotEqual, "42", "identifier_number")]
    [InlineData("$.identity.identifier", SegmentOperator.In, "42,abc", "identifier_number")]
    [InlineData("$.identity.key", SegmentOperator.GreaterThan, "42", "identifier_number")]
    [InlineData("$.identity.identifier", SegmentOperator.Equal, "id42")]
    public void AnIdentifier_ThatLooksLikeANumber_IsTold(string property, SegmentOperator comparison, string value, params string[] codes)
        => Codes(property, comparison, value).ShouldBe(codes);

    [Fact]
    public void EveryNameOfAnObject_IsOneOfTheTrait()
        => JavaScriptMembers.Names.ShouldAllBe(name => Codes(name, SegmentOperator.IsSet, string.Empty).Contains("property_in_javascript"));

    [Fact]
    public void RulesThatCanHoldWithoutAnIdentity_AreToldAsAWhole()
    {
        var (set, unset) = (new SegmentCondition("a", SegmentOperator.IsSet, ""), new SegmentCondition("b", SegmentOperator.IsNotSet, ""));
        var production = new SegmentCondition("$.environment.name", SegmentOperator.Equal, "Production");

        Whole(Rule(RuleType.All, unset)).ShouldBeTrue();
        Whole(Rule(RuleType.All, production)).ShouldBeTrue();
        Whole(Rule(RuleType.None, set)).ShouldBeTrue();
        Whole(Rule(RuleType.None, production)).ShouldBeTrue();
        Whole(Rule(RuleType.Any, set, unset)).ShouldBeTrue();
        Whole(new SegmentRule(RuleType.All, [unset], [Rule(RuleType.None, set)])).ShouldBeTrue();
        Whole(Rule(RuleType.All, set)).ShouldBeFalse();
        Whole(Rule(RuleType.All, set, unset, production)).ShouldBeFalse();
        Whole(Rule(RuleType.None, set), Rule(RuleType.All, set)).ShouldBeFalse();
        Whole(Rule(RuleType.None, unset)).ShouldBeFalse();
        Whole().ShouldBeFalse();
    }

    [Fact]
    public void Notes_SayWhereTheyAre_AtWhateverDepth()
        => SegmentNotes.Of([new SegmentRule(RuleType.All, [new("a", SegmentOperator.IsSet, "")], [Rule(RuleType.Any, new SegmentCondition("zip", SegmentOperator.Equal, "02134"))])])
            .ShouldBe([new SegmentNote("rules[0].rules[0].conditions[0]", EngineDifferences.NumberSpelling)]);

    [Fact]
    public void TheDocument_ListsTheSameForms_InTheSameWords()
    {
        var document = File.ReadAllText(Path.Join(Repository.Root, "docs", "engines.md"));

        var rows = document.Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal) && line.Count(letter => letter == '`') == 2).ToList();
        rows.ShouldBe(EngineDifferences.All.Select(form => $"| `{form.Code}` | {Cell(form.Form)} | {Cell(form.Differs)} | {Cell(form.Everywhere)} | {(form.IsRare ? "yes" : "")} |"));
        EngineDifferences.All.Select(form => form.Code).ShouldBeUnique();
        JavaScriptMembers.Names.ShouldAllBe(name => document.Contains($"`{name}`", StringComparison.Ordinal));
    }

    private static string Cell(string text)
        => text.Replace("|", "\\|", StringComparison.Ordinal).Replace("__proto__", @"\_\_proto\_\_", StringComparison.Ordinal);

    private static bool Whole(params SegmentRule[] rules) => SegmentNotes.Of(rules).Any(note => note == new SegmentNote("rules", EngineDifferences.WithoutIdentity));

    private static SegmentRule Rule(RuleType type, params SegmentCondition[] conditions) => new(type, conditions, []);

    private static IEnumerable<string> Codes(string property, SegmentOperator comparison, string value)
        => SegmentNotes.Of(new SegmentCondition(property, comparison, value)).Select(form => form.Code);
}
