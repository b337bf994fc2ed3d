using System.Text.Json;
using ExperimentAdmin.Core.Evaluation.Conditions;
using ExperimentAdmin.Core.Evaluation.Context;
using ExperimentAdmin.Core.Evaluation.Hashing;

namespace ExperimentAdmin.Unit.Evaluation;

public sealed class ConditionTests
{
    [Theory]
    [InlineData("\"007\"", "EQUAL", "7", true)]
    [InlineData("\"007\"", "IN", "007", false)]
    [InlineData("1.5", "IN", "1.5", false)]
    [InlineData("5", "NOT_EQUAL", "abc", false)]
    [InlineData("\"abc\"", "NOT_EQUAL", "5", true)]
    [InlineData("5", "EQUAL", " 5 ", true)]
    [InlineData("5.0", "GREATER_THAN", "4.5", true)]
    [InlineData("\"1.0\"", "EQUAL", "1.0.0:semver", false)]
    [InlineData("\"1.0.0+a\"", "EQUAL", "1.0.0+b:semver", true)]
    [InlineData("\"1\"", "IN", "[1,2]", true)]
    [InlineData("\"a5\"", "NOT_CONTAINS", "6", true)]
    [InlineData("\"56\"", "NOT_CONTAINS", "7", false)]
    [InlineData("true", "GREATER_THAN", "false", true)]
    [InlineData("\"xfoo\"", "REGEX", "foo", false)]
    [InlineData("\"foox\"", "REGEX", "foo", true)]
    [InlineData("-1", "MODULO", "3|2", true)]
    [InlineData("3.5", "MODULO", "2|1.5", true)]
    [InlineData("12345678901234567000", "MODULO", "5|0", false)]
    [InlineData("12345678901234567000", "MODULO", "5|3", true)]
    [InlineData("\"1.0.0\"", "NOT_EQUAL", "x:semver", false)]
    [InlineData("\"1.10.0\"", "GREATER_THAN", "1.9.0:semver", true)]
    [InlineData("\"b\"", "IN", "a, b", false)]
    public void TheCasesOfTheReferenceEngine_ComeOutAlike(string trait, string @operator, string value, bool expected)
        => Run(trait, @operator, value).Matches.ShouldBe(expected);

    [Theory]
    [InlineData("true", "EQUAL", "1", true)]
    [InlineData("true", "EQUAL", "yes", true)]
    [InlineData("false", "EQUAL", "0", false)]
    [InlineData("false", "EQUAL", "FALSE", false)]
    [InlineData("false", "EQUAL", "False", true)]
    [InlineData("0", "EQUAL", "false", false)]
    [InlineData("5", "EQUAL", "5.0", false)]
    [InlineData("5", "LESS_THAN_INCLUSIVE", "+5", true)]
    [InlineData("5", "GREATER_THAN", "4.5", false)]
    [InlineData("5.0", "EQUAL", "5", true)]
    [InlineData("5.0", "EQUAL", "5e0", true)]
    [InlineData("5.5", "NOT_EQUAL", "x", false)]
    [InlineData("100000000000000000000", "GREATER_THAN", "99999999999999999999", true)]
    [InlineData("9223372036854775808", "GREATER_THAN", "-1", true)]
    [InlineData("\"B\"", "LESS_THAN", "a", true)]
    [InlineData("\"é\"", "GREATER_THAN", "z", true)]
    [InlineData("\"\\uE000\"", "LESS_THAN", "\U00010000", true)]
    [InlineData("\"ab\"", "GREATER_THAN_INCLUSIVE", "a", true)]
    [InlineData("\"x\"", "EQUAL", "1.0.0:semver", false)]
    [InlineData("\"1.0.0-alpha\"", "LESS_THAN", "1.0.0:semver", true)]
    [InlineData("\"1.0.0-alpha.1\"", "GREATER_THAN", "1.0.0-alpha:semver", true)]
    [InlineData("\"1.0.0-2\"", "LESS_THAN", "1.0.0-11:semver", true)]
    [InlineData("\"1.0.0-2\"", "LESS_THAN", "1.0.0-a:semver", true)]
    [InlineData("\"v1.0.0\"", "EQUAL", "1.0.0:semver", false)]
    [InlineData("\"01.0.0\"", "EQUAL", "1.0.0:semver", false)]
    public void Comparisons_ReadTheConditionAsTheValuesType(string trait, string @operator, string value, bool expected)
        => Run(trait, @operator, value).Matches.ShouldBe(expected);

    [Theory]
    [InlineData("\"abc\"", "CONTAINS", "b", true)]
    [InlineData("\"abc\"", "CONTAINS", "B", false)]
    [InlineData("\"56\"", "CONTAINS", "5", false)]
    [InlineData("true", "CONTAINS", "T", false)]
    [InlineData("\"1.0.0:semver\"", "CONTAINS", "1.0.0:semver", false)]
    [InlineData("\"abc\"", "NOT_CONTAINS", "b", false)]
    [InlineData("\"\"", "IS_SET", "", true)]
    [InlineData("0", "IS_SET", "", true)]
    [InlineData("false", "IS_NOT_SET", "", false)]
    [InlineData("\"\"", "IN", "", true)]
    [InlineData("true", "IN", "True", false)]
    [InlineData("\"b\"", "IN", "a,b", true)]
    [InlineData("\"[x\"", "IN", "[x,y", true)]
    [InlineData("\"True\"", "IN", "[true]", true)]
    [InlineData("\"None\"", "IN", "[null]", true)]
    [InlineData("\"\\\"b\\\"]\"", "IN", "[\"\\ud800\",\"b\"]", true)]
    [InlineData("\"b\"", "IN", "[\"\\ud800\",\"b\"]", false)]
    [InlineData("4", "MODULO", "2", false)]
    [InlineData("4", "MODULO", "2|0|0", false)]
    [InlineData("4", "MODULO", "0|0", false)]
    [InlineData("4", "MODULO", "", false)]
    [InlineData("\"4\"", "MODULO", "2|0", true)]
    [InlineData("\"x\"", "MODULO", "2|0", false)]
    [InlineData("true", "MODULO", "2|1", true)]
    [InlineData("\"1.10\"", "REGEX", "1\\.1$", true)]
    [InlineData("true", "REGEX", "True", true)]
    [InlineData("\"ab\"", "REGEX", "(?P<x>a)b", true)]
    [InlineData("\"aa\"", "REGEX", "(?P<x>a)a\\Z", true)]
    [InlineData("\"aa\"", "REGEX", "(?P<x>a)(?P=x)", false)]
    [InlineData("\"(P<\"", "REGEX", "\\(?P<", true)]
    [InlineData("\"x\"", "REGEX", "(", false)]
    [InlineData("\"x\"", "SOUNDS_LIKE", "x", false)]
    public void OtherOperators_HaveTheirOwnIdeaOfTypes(string trait, string @operator, string value, bool expected)
        => Run(trait, @operator, value).Matches.ShouldBe(expected);

    [Theory]
    [InlineData("EQUAL")]
    [InlineData("NOT_EQUAL")]
    [InlineData("NOT_CONTAINS")]
    [InlineData("IN")]
    [InlineData("REGEX")]
    [InlineData("MODULO")]
    [InlineData("PERCENTAGE_SPLIT")]
    public void WhatIsNotSet_MatchesNothing(string @operator)
    {
        var outcome = Run("null", @operator, "1");

        (outcome.Matches, outcome.Verdict).ShouldBe((false, ConditionVerdict.NotSet));
    }

    [Fact]
    public void APatternThatWouldTakeForEver_IsDecidedAllTheSame()
    {
        Run($"\"{new string('a', 50)}b\"", "REGEX", "^(a+)+$").Verdict.ShouldBe(ConditionVerdict.Fails);
        Run($"\"{new string('a', 50)}b\"", "REGEX", "^(a+)+b$").Verdict.ShouldBe(ConditionVerdict.Holds);
    }

    [Fact]
    public void AListWithHalfACharacter_IsSplitAtCommas()
        => Run("\"b\"", "IN", "[\ud800,b,\"\"]").Matches.ShouldBeTrue();

    [Theory]
    [InlineData("$.identity.identifier", "0042", "42")]
    [InlineData("$.identity.key", "0042", "env_0042")]
    [InlineData("$.environment.name", "x", "Production")]
    [InlineData("$.environment.key", "x", "env")]
    [InlineData("$.identity.traits.plan", "x", "pro")]
    [InlineData("$.identity.traits['plan']", "x", "pro")]
    [InlineData("$.identity [ \"traits\" ] ['plan']", "x", "pro")]
    [InlineData("$.identity.traits['it\\'s']", "x", "quoted")]
    [InlineData("$.identity.traits['\\u0070lan']", "x", "pro")]
    [InlineData("$.identity.traits.tamaño", "x", "large")]
    [InlineData("$.environment", "x", "a trait")]
    [InlineData("$.  not\" valid", "x", "also a trait")]
    [InlineData("$.identity", "x", null)]
    [InlineData("$.identity.traits", "x", null)]
    [InlineData("$.identity.traits.it's", "x", null)]
    [InlineData("$.identity.traits['plan", "x", null)]
    [InlineData("$.leads.to.nowhere", "x", null)]
    [InlineData("$", "x", null)]
    public void Properties_AreTraitsFirst_ThenPaths(string property, string identifier, string? expected)
    {
        var traits = new Dictionary<string, ContextValue>(StringComparer.Ordinal)
        {
            ["plan"] = ContextValue.Of("pro"),
            ["it's"] = ContextValue.Of("quoted"),
            ["tamaño"] = ContextValue.Of("large"),
            ["$.environment"] = ContextValue.Of("a trait"),
            ["$.  not\" valid"] = ContextValue.Of("also a trait"),
            ["$.environment.name"] = ContextValue.Null,
        };
        var context = new EvaluationContext("env", "Production", new EvaluationIdentity(identifier, traits));

        Condition.Compile(property, "IS_SET", string.Empty).Evaluate(context, new HashSalt("1")).Value.ToText().ShouldBe(expected);
    }

    [Fact]
    public void WithoutAnIdentity_PathsLeadToNothing_AndSplitsAdmitNobody()
    {
        var context = new EvaluationContext("env", "Production", identity: null);

        Condition.Compile("$.identity.key", "IS_NOT_SET", string.Empty).Evaluate(context, new HashSalt("1")).Matches.ShouldBeTrue();
        Condition.Compile(string.Empty, "PERCENTAGE_SPLIT", "100").Evaluate(context, new HashSalt("1")).Matches.ShouldBeFalse();
        Condition.Compile("$.environment.name", "EQUAL", "Production").Evaluate(context, new HashSalt("1")).Matches.ShouldBeTrue();
    }

    [Theory]
    [InlineData("42", "jürgen@example.com", "30", true)]
    [InlineData("42", "user_1", "30", false)]
    [InlineData("42", "user_1", "57", true)]
    [InlineData("42", "user_1", "56.66133226645329", true)]
    [InlineData("42", "user_1", "56.66133226645328", false)]
    [InlineData("42", "user_1", " 5.7e1 ", true)]
    [InlineData("42", "user_1", "57abc", false)]
    [InlineData("42", "user_1", "nan", false)]
    [InlineData("42", "user_1", "", false)]
    [InlineData("5", "u16268", "0", true)]
    public void ASplit_AdmitsUpToItsThreshold(string segment, string identifier, string threshold, bool expected)
    {
        var context = new EvaluationContext(
            "B62qaMZNwfiqT76p38ggrQ", "Development", new EvaluationIdentity(identifier, new Dictionary<string, ContextValue>()));

        foreach (var property in (string[])["", "$.identity.key"])
        {
            Condition.Compile(property, "PERCENTAGE_SPLIT", threshold).Evaluate(context, new HashSalt(segment)).Matches.ShouldBe(expected, property);
        }
    }

    [Fact]
    public void ASplitOfATrait_HashesItsText_AfterCasting()
    {
        var number = Run("\"007\"", "PERCENTAGE_SPLIT", "100").Hash;

        number.ShouldBe(IdentityHash.Of(new HashSalt("1"), "7"));
        Run("35.0", "PERCENTAGE_SPLIT", "100").Hash.ShouldBe(IdentityHash.Of(new HashSalt("1"), "35.0"));
        Run("true", "PERCENTAGE_SPLIT", "100").Hash.ShouldBe(IdentityHash.Of(new HashSalt("1"), "True"));
    }

    [Theory]
    [InlineData("35.0", "35.0")]
    [InlineData("-0.5", "-0.5")]
    [InlineData("0.0", "0.0")]
    [InlineData("1e16", "1e+16")]
    [InlineData("1e15", "1000000000000000.0")]
    [InlineData("1.25e-7", "1.25e-07")]
    [InlineData("0.0001", "0.0001")]
    [InlineData("0.00012", "0.00012")]
    [InlineData("0.00001", "1e-05")]
    [InlineData("1234567890123456.5", "1234567890123456.5")]
    [InlineData("0.1e1", "1.0")]
    [InlineData("123.75", "123.75")]
    [InlineData("-1.7976931348623157e308", "-1.7976931348623157e+308")]
    [InlineData("-2.2250738585072014e-308", "-2.2250738585072014e-308")]
    [InlineData("-0.00012345678901234567", "-0.00012345678901234567")]
    public void RealNumbers_AreWrittenAsTheReferenceEngineWritesThem(string json, string expected)
        => Value(json).ToText().ShouldBe(expected);

    private static ConditionOutcome Run(string trait, string @operator, string value)
    {
        var traits = new Dictionary<string, ContextValue>(StringComparer.Ordinal) { ["t"] = Value(trait) };
        var context = new EvaluationContext("env", "Production", new EvaluationIdentity("somebody", traits));
        return Condition.Compile("t", @operator, value).Evaluate(context, new HashSalt("1"));
    }

    private static ContextValue Value(string json)
    {
        using var document = JsonDocument.Parse(json);
        return ContextValue.Of(document.RootElement);
    }
}
