using System.Text.Json;
using System.Text.Json.Nodes;
using ExperimentAdmin.Core.Evaluation.Context;

namespace ExperimentAdmin.Unit.Evaluation;

public sealed class ContextJsonTests
{
    private const string Place = """ "environment": {"key": "env", "name": "Production"} """;

    [Theory]
    [InlineData("""["pro", /* gone: "free", */ "plus",]""", true)]
    [InlineData("[\"free\" // ,\"pro\"\n]", false)]
    [InlineData("""["p\u0072o"]""", true)]
    public void AListOfACondition_MayHaveCommentsAndTrailingCommas(string list, bool expected)
        => IsIn($$"""{"property": "plan", "operator": "IN", "value": {{list}}}""").ShouldBe(expected);

    [Theory]
    [InlineData("$.identity.traits.plan", "pro", true)]
    [InlineData("$.identity.traits['plan type']", "paid", true)]
    [InlineData("$.identity['key']", "env_user", true)]
    [InlineData("$.environment.key", "env", true)]
    [InlineData("$.environment['stage'][\"number\"]", "2", true)]
    [InlineData("$.features.checkout_button.enabled", "true", true)]
    [InlineData("$.features.checkout_button.value", "control", true)]
    [InlineData("$.features.checkout_button.metadata.id", "7", true)]
    [InlineData("$.segments['42'].name", "Asked", true)]
    [InlineData("$['identity']['key']", "env_user", false)]
    [InlineData("$['identity']['key']", "a trait", true)]
    [InlineData("$.features.checkout_button.enabled.more", "true", false)]
    [InlineData("$.features['\\ud800']", "true", false)]
    [InlineData("$.features.*.enabled", "true", false)]
    [InlineData("$..enabled", "true", false)]
    [InlineData("$.segments['42'].rules[0].type", "ALL", false)]
    [InlineData("$.nothing.here", "", false)]
    public void AChainOfNames_LeadsAnywhereInTheContext_AndOtherPathsNowhere(string path, string value, bool expected)
        => IsIn(JsonSerializer.Serialize(new { property = path, @operator = "EQUAL", value })).ShouldBe(expected);

    [Theory]
    [InlineData("$.features.checkout_button")]
    [InlineData("$.segments")]
    [InlineData("$.features.checkout_button.nothing")]
    public void AChainThatEndsInNoSingleValue_IsNotSet(string path)
        => IsIn($$"""{"property": "{{path}}", "operator": "IS_NOT_SET", "value": ""}""").ShouldBeTrue();

    [Theory]
    [InlineData("""{"environment": {"key": "old", "name": "Old"}, """ + Place + "}", "flags")]
    [InlineData("{" + Place + """, "segments": {"1": {"key": "1", "name": "A", "rules": []}, "1": {"key": "1", "name": "B", "rules": []}}}""", "segments")]
    [InlineData("{" + Place + """, "identity": {"identifier": "x", "traits": {"a": 1, "a": 2}}}""", "flags")]
    [InlineData("{" + Place + """, "identity": null, "segments": null, "features": null}""", "flags")]
    public void WhatIsThereTwice_OrNull_IsNoFault(string context, string member)
        => JsonNode.Parse(ContextJson.Evaluate(context))![member].ShouldNotBeNull();

    [Fact]
    public void OfMembersAndFeaturesOfOneName_TheLastCounts_InThePlaceOfTheFirst()
    {
        var flags = JsonNode.Parse(ContextJson.Evaluate(
            "{" + Place + """
            , "features": {
                "a": {"key": "1", "name": "a", "enabled": false, "enabled": true, "value": "first", "metadata": {"id": 1, "id": 2}},
                "b": {"key": "2", "name": "b", "enabled": true, "value": "other"},
                "again": {"key": "3", "name": "b", "enabled": true, "value": "again"},
                "a": {"key": "1", "name": "a", "enabled": false, "enabled": true, "value": "last", "metadata": {"id": 1, "id": 2}}
            }}
            """))!["flags"]!.AsObject();

        flags.Select(flag => (flag.Key, (string?)flag.Value!["value"], (bool)flag.Value["enabled"]!)).ShouldBe([("a", "last", true), ("b", "again", true)]);
        flags["a"]!["metadata"]!.ToJsonString().ShouldBe("""{"id":2}""");
    }

    [Theory]
    [InlineData("[]", "A context is an object")]
    [InlineData("{}", "environment")]
    [InlineData("""{"environment": {"key": "env"}}""", "name")]
    [InlineData("""{"environment": {"key": 1, "name": "Production"}}""", "key")]
    [InlineData("{" + Place + """, "identity": "x"}""", "identity")]
    [InlineData("{" + Place + """, "identity": {}}""", "identifier")]
    [InlineData("{" + Place + """, "segments": {"1": null}}""", "segments")]
    [InlineData("{" + Place + """, "segments": {"1": {"key": "1", "name": "A", "rules": [5]}}}""", "rules")]
    [InlineData("{" + Place + """, "segments": {"1": {"key": "1", "name": "A", "rules": [], "overrides": [null]}}}""", "overrides")]
    [InlineData("{" + Place + """, "features": [1]}""", "features")]
    [InlineData("{" + Place + """, "features": {"a": {"key": "1", "name": "a", "enabled": true, "value": 1e999}}}""", "value")]
    [InlineData("{" + Place + """, "features": {"a": {"key": "1", "name": "a", "enabled": true, "value": "\ud800"}}}""", "features.a.value")]
    [InlineData("{" + Place + """, "features": {"a": {"key": "1", "name": "a", "enabled": true, "variants": [{"value": "\udc00"}]}}}""", "features.a.variants[0].value")]
    [InlineData("{" + Place + """, "identity": {"identifier": "x", "traits": {"\ud800": 1}}}""", "identity.traits")]
    public void WhatCannotBeRead_IsRefused_WithTheNameOfTheMember(string context, string member)
    {
        Should.Throw<JsonException>(() => ContextJson.Evaluate(context)).Message.ShouldContain(member);

        using var document = JsonDocument.Parse(context);
        Should.Throw<JsonException>(() => ContextJson.Evaluate(document.RootElement)).Message.ShouldContain(member);
    }

    [Fact]
    public void TextWithHalfACharacter_AndTextThatIsNestedTooDeep_AreRefused()
    {
        const int Depth = 500;
        var nested = $"{{{Place}, \"more\": {new string('[', Depth)}{new string(']', Depth)}}}";
        using var document = JsonDocument.Parse(nested, new JsonDocumentOptions { MaxDepth = 2 * Depth });

        _ = Should.Throw<JsonException>(() => ContextJson.Evaluate("{" + Place + ", \"more\": \"\ud800\"}"));
        _ = Should.Throw<JsonException>(() => ContextJson.Evaluate(nested));
        _ = Should.Throw<JsonException>(() => ContextJson.Evaluate(document.RootElement));
        _ = Should.Throw<JsonException>(() => ContextJson.Evaluate(default(JsonElement)));
    }

    private static bool IsIn(string condition)
        => JsonNode.Parse(ContextJson.Evaluate($$$$"""
            {
                "environment": {"key": "env", "name": "Production", "stage": {"number": 2}},
                "identity": {"identifier": "user", "traits": {"plan": "pro", "plan type": "paid", "$['identity']['key']": "a trait"}},
                "features": {"checkout_button": {"key": "1", "name": "checkout_button", "enabled": true, "value": "control", "metadata": {"id": 7}}},
                "segments": {"42": {"key": "42", "name": "Asked", "rules": [{"type": "ALL", "conditions": [{{{{condition}}}}]}]}}
            }
            """))!["segments"]!.AsArray().Count == 1;
}
