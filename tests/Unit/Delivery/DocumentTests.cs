using System.Globalization;
using System.Text.Json.Nodes;
using ExperimentAdmin.Core.Evaluation.Context;

namespace ExperimentAdmin.Unit.Delivery;

public sealed class DocumentTests : DeliveryTests
{
    [Fact]
    public async Task TheDocument_HasEveryMemberOfTheReference()
    {
        Serve();
        var answer = await Server.GetAsync(Document, MadeShop.ServerKey);
        answer.ShouldBe(200);
        answer.Headers["X-Flagsmith-Document-Updated-At"].ShouldBe("1780304700.123");
        answer.Headers["Last-Modified"].ShouldBe("Mon, 01 Jun 2026 09:05:00 GMT");
        var document = answer.Json.AsObject();
        ShouldBe(Without(document, "project", "feature_states", "identity_overrides"), """
            {"id":5,"api_key":"hash_shop","name":"Development","allow_client_traits":true,"updated_at":"2026-06-01T09:05:00.123000Z",
             "hide_sensitive_data":false,"hide_disabled_flags":null,"use_identity_composite_key_for_hashing":true,
             "use_identity_overrides_in_local_eval":true}
            """);
        ShouldBe(Without(document["project"]!.AsObject(), "segments"), """
            {"id":1,"name":"Shop","hide_disabled_flags":false,"enable_realtime_updates":false,"server_key_only_feature_ids":[10,11],
             "organisation":{"id":1,"name":"ExperimentAdmin","feature_analytics":false,"stop_serving_flags":false,"persist_trait_data":true}}
            """);
    }

    [Fact]
    public async Task States_CarrySeedsAndShares()
    {
        Serve();
        var states = (await DocumentAsync())["feature_states"]!.AsArray();
        states.Select(state => state!["feature"]!["name"]!.GetValue<string>()).ShouldBe(["checkout_button", "dark_mode", "limit", "secret", "retired"]);
        var button = states[0]!.AsObject();
        ShouldBe(Without(button, "multivariate_feature_state_values"), """
            {"feature":{"id":7,"name":"checkout_button","type":"MULTIVARIATE"},"enabled":true,"django_id":9000,"feature_segment":null,
             "featurestate_uuid":"000000c9-0000-0000-0000-000000000001","feature_state_value":"control"}
            """);
        var share = button["multivariate_feature_state_values"]![0]!.AsObject();
        ShouldBe(Without(share, "mv_fs_value_uuid"), """
            {"id":1,"percentage_allocation":0,"multivariate_feature_option":{"id":31,"value":"big","key":"big"}}
            """);
        Guid.TryParse(share["mv_fs_value_uuid"]!.GetValue<string>(), out _).ShouldBeTrue();
        states[2]!["feature_state_value"]!.GetValue<int>().ShouldBe(50);
    }

    [Fact]
    public async Task NamesOfShares_AreTheSameInEveryDocument_AndDifferFromEachOther()
    {
        Serve();
        var first = Uuids(await DocumentAsync());
        first.Distinct(StringComparer.Ordinal).Count().ShouldBe(first.Count);
        Serve(revision: 2);
        Uuids(await DocumentAsync()).ShouldBe(first);
    }

    [Fact]
    public async Task Segments_CarryTheirOverrides_AndOnlyThoseThatSomebodyNeeds()
    {
        Serve();
        var segments = (await DocumentAsync())["project"]!["segments"]!.AsArray();

        // Not the one of a feature without an override, and none that published clients would take for everybody.
        segments.Select(segment => segment!["name"]!.GetValue<string>()).ShouldBe(["Staff", "Nobody uses it", "rollout-42"]);
        var rollout = segments[2]!.AsObject();
        ShouldBe(Without(rollout, "feature_states"), """
            {"id":42,"name":"rollout-42","rules":[{"type":"ALL","conditions":[
              {"operator":"PERCENTAGE_SPLIT","value":"30","property_":"$.identity.key"}],"rules":[]}]}
            """);
        var state = rollout["feature_states"]!.AsArray().ShouldHaveSingleItem()!;
        (state["django_id"]!.GetValue<int>(), state["feature_segment"]!["priority"]!.GetValue<int>()).ShouldBe((9_002, 1_000_000));
        state["multivariate_feature_state_values"]!.AsArray().Select(share => share!["percentage_allocation"]!.ToJsonString()).ShouldBe(["60", "40"]);
        segments[1]!["feature_states"]!.AsArray().ShouldBeEmpty();

        Serve(isRunning: false, revision: 2);
        (await DocumentAsync())["project"]!["segments"]!.AsArray().Count.ShouldBe(2);
    }

    [Fact]
    public async Task IdentityOverrides_AreGroupedByIdentity()
    {
        Serve();
        var identity = (await DocumentAsync())["identity_overrides"]!.AsArray().ShouldHaveSingleItem()!.AsObject();
        Guid.TryParse(identity["identity_uuid"]!.GetValue<string>(), out _).ShouldBeTrue();
        ShouldBe(Without(identity, "identity_uuid", "identity_features"), """
            {"identifier":"vip","environment_api_key":"hash_shop","created_date":"2026-05-01T08:00:00Z","identity_traits":[],
             "django_id":77,"dashboard_alias":null,"composite_key":"hash_shop_vip"}
            """);
        var state = identity["identity_features"]!.AsArray().ShouldHaveSingleItem()!;
        (state["django_id"]!.GetValue<int>(), state["feature_segment"]).ShouldBe((77, null));
    }

    [Theory]
    [InlineData("a,b")]
    [InlineData("[\"vip\"]")]
    public async Task AnIdentifierThatClientsWouldTakeForAList_IsForcedByTheServer_AndNotInTheDocument(string identifier)
    {
        Server.Serve(MadeShop.Load(forced: identifier));
        (await DocumentAsync())["identity_overrides"]!.AsArray().ShouldBeEmpty();
        var flag = (await Server.GetAsync(
            $"/api/v1/identities/?identifier={Uri.EscapeDataString(identifier)}&feature=checkout_button", MadeShop.ServerKey)).ShouldBe(200).Json;
        flag["identity"]!.GetValue<int>().ShouldBe(77);
    }

    [Fact]
    public async Task ThatWhichIsEvaluatedFromTheDocument_IsWhatTheServerAnswers()
    {
        Serve();
        var document = await DocumentAsync();
        for (var number = 0; number < 200; number++)
        {
            var identifier = number == 0 ? "vip" : $"user_{number}";
            var remote = (await Server.GetAsync($"/api/v1/identities/?identifier={identifier}&feature=checkout_button", MadeShop.ServerKey)).ShouldBe(200).Json;
            var local = JsonNode.Parse(ContextJson.Evaluate(Context(document, identifier).ToJsonString()))!["flags"]!["checkout_button"]!;
            JsonNode.DeepEquals(remote["feature_state_value"], local["value"]).ShouldBeTrue(identifier);
        }
    }

    [Fact]
    public async Task NothingPrivate_IsInIt()
    {
        Serve();
        var text = (await Server.GetAsync(Document, MadeShop.ServerKey)).Text;
        text.ShouldContain("rollout-42");
        text.ShouldNotContain("Night owls");
        text.ShouldNotContain("experiment-", Case.Insensitive);
    }

    [Fact]
    public async Task OnlyAServerKey_OpensIt()
    {
        Serve();
        foreach (var key in new[] { MadeShop.ClientKey, "nope", null })
        {
            (await Server.GetAsync(Document, key)).ShouldBe(403, """{"detail":"Invalid or missing Environment key"}""");
        }

        (await Server.GetAsync(Document, "ser.nope")).ShouldBe(403, """{"detail":"Invalid or missing Environment Key"}""");
    }

    [Fact]
    public async Task WhoHasItAlready_IsToldSo_UntilItChanges()
    {
        Serve();
        var known = (await Server.GetAsync(Document, MadeShop.ServerKey)).Headers["Last-Modified"];
        var same = await Server.GetAsync(Document, MadeShop.ServerKey, ("If-Modified-Since", known));
        (same.Status, same.Text).ShouldBe((304, ""));
        same.Headers["X-Flagsmith-Document-Updated-At"].ShouldBe("1780304700.123");

        // Of a later change, which the restoring of a backup took back.
        (await Server.GetAsync(Document, MadeShop.ServerKey, ("If-Modified-Since", "Mon, 01 Jun 2026 09:05:07 GMT"))).ShouldBe(200);
        (await Server.GetAsync(Document, MadeShop.ServerKey, ("If-Modified-Since", "Mon, 01 Jun 2026 09:04:59 GMT"))).ShouldBe(200);
        (await Server.GetAsync(Document, MadeShop.ServerKey, ("If-Modified-Since", "yesterday"))).ShouldBe(200);

        Serve(revision: 2);
        (await Server.GetAsync(Document, MadeShop.ServerKey, ("If-Modified-Since", known))).ShouldBe(200);
    }

    private async Task<JsonObject> DocumentAsync() => (await Server.GetAsync(Document, MadeShop.ServerKey)).ShouldBe(200).Json.AsObject();

    // As clients turn the document into a context (reference, section 8.4).
    private static JsonObject Context(JsonObject document, string identifier)
    {
        var segments = new JsonObject();
        foreach (var identity in document["identity_overrides"]!.AsArray())
        {
            segments["identity_overrides"] = new JsonObject
            {
                ["key"] = "",
                ["name"] = "identity_overrides",
                ["rules"] = Rule("$.identity.identifier", "IN", identity!["identifier"]!.GetValue<string>()),
                ["overrides"] = Features(identity["identity_features"]!.AsArray(), double.MinValue),
            };
        }

        foreach (var segment in document["project"]!["segments"]!.AsArray())
        {
            var rules = JsonNode.Parse(segment!["rules"]!.ToJsonString().Replace("property_", "property", StringComparison.Ordinal));
            segments[segment["id"]!.ToString()] = new JsonObject
            {
                ["key"] = segment["id"]!.ToString(),
                ["name"] = segment["name"]!.GetValue<string>(),
                ["rules"] = rules,
                ["overrides"] = Features(segment["feature_states"]!.AsArray(), null),
            };
        }

        return new JsonObject
        {
            ["environment"] = new JsonObject { ["key"] = document["api_key"]!.GetValue<string>(), ["name"] = document["name"]!.GetValue<string>() },
            ["identity"] = new JsonObject { ["identifier"] = identifier },
            ["segments"] = segments,
            ["features"] = new JsonObject(Features(document["feature_states"]!.AsArray(), null)
                .Select(feature => KeyValuePair.Create(feature!["name"]!.GetValue<string>(), (JsonNode?)feature.DeepClone()))),
        };
    }

    private static JsonArray Rule(string property, string comparison, string value) =>
    [
        new JsonObject
        {
            ["type"] = "ALL",
            ["conditions"] = new JsonArray(new JsonObject { ["property"] = property, ["operator"] = comparison, ["value"] = value }),
            ["rules"] = new JsonArray(),
        },
    ];

    private static JsonArray Features(JsonArray states, double? priority) => [.. states.Select(state =>
    {
        var feature = new JsonObject
        {
            ["key"] = state!["django_id"]!.ToString(),
            ["name"] = state["feature"]!["name"]!.GetValue<string>(),
            ["enabled"] = state["enabled"]!.GetValue<bool>(),
            ["value"] = state["feature_state_value"]?.DeepClone(),
            ["variants"] = new JsonArray([.. state["multivariate_feature_state_values"]!.AsArray().Select(share => (JsonNode)new JsonObject
            {
                ["key"] = share!["multivariate_feature_option"]!["key"]!.GetValue<string>(),
                ["value"] = share["multivariate_feature_option"]!["value"]!.DeepClone(),
                ["weight"] = share["percentage_allocation"]!.GetValue<double>(),
                ["priority"] = share["id"]!.GetValue<int>(),
            })]),
        };
        if ((priority ?? state["feature_segment"]?["priority"]?.GetValue<double>()) is { } rank)
        {
            feature["priority"] = rank;
        }

        return feature;
    })];

    private static List<string> Uuids(JsonObject document)
        => [.. document.ToJsonString().Split("mv_fs_value_uuid\":\"", StringSplitOptions.None).Skip(1).Select(rest => rest[..36])];

    private static JsonObject Without(JsonObject whole, params string[] members)
        => new(whole.Where(member => !members.Contains(member.Key, StringComparer.Ordinal)).Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())));

    private static void ShouldBe(JsonNode actual, string expected)
        => JsonNode.DeepEquals(actual, JsonNode.Parse(expected)).ShouldBeTrue(string.Create(CultureInfo.InvariantCulture, $"{actual.ToJsonString()}\nis not\n{expected}"));
}
