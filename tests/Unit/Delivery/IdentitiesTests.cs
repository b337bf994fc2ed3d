using System.Text.Json.Nodes;

namespace ExperimentAdmin.Unit.Delivery;

public sealed class IdentitiesTests : DeliveryTests
{
    // By the hash of the reference: user_1 is inside 30 percent and gets big, user_5 gets small, user_3 is outside.
    private const string Big = "user_1";
    private const string Small = "user_5";
    private const string Outside = "user_3";

    [Fact]
    public async Task AnIdentityInTheRollout_GetsItsVariant_WithEveryMemberOfTheReference()
    {
        Serve();
        var answer = (await Server.GetAsync($"{Identities}?identifier={Big}", MadeShop.ClientKey)).ShouldBe(200);
        answer.Headers["X-Flagsmith-Document-Updated-At"].ShouldBe("1780304700.123");
        answer.Json["identifier"]!.GetValue<string>().ShouldBe(Big);
        answer.Json["traits"]!.AsArray().ShouldBeEmpty();
        JsonNode.DeepEquals(Flag(answer.Json, "checkout_button"), JsonNode.Parse("""
            {"id":203,"feature":{"id":7,"name":"checkout_button","created_date":"2026-05-01T08:00:00Z","description":null,
              "initial_value":"control","default_enabled":true,"type":"MULTIVARIATE"},
             "feature_state_value":"big","environment":5,"identity":null,"feature_segment":203,"enabled":true,"variant":"big"}
            """)).ShouldBeTrue(answer.Text);
        JsonNode.DeepEquals(Flag(answer.Json, "dark_mode"), JsonNode.Parse("""
            {"id":208,"feature":{"id":8,"name":"dark_mode","created_date":"2026-05-01T08:00:00Z","description":"Night owls",
              "initial_value":null,"default_enabled":false,"type":"STANDARD"},
             "feature_state_value":null,"environment":5,"identity":null,"feature_segment":null,"enabled":true,"variant":null}
            """)).ShouldBeTrue(answer.Text);
    }

    [Theory]
    [InlineData(Big, "big", "big", "203")]
    [InlineData(Small, "small", "small", "203")]
    [InlineData(Outside, "control", null, null)]
    public async Task WhileTheExperimentRuns_OnlyItsRolloutNamesAVariant(string identifier, string value, string? variant, string? segment)
    {
        Serve();
        var flag = await ButtonOf(identifier);
        (flag["feature_state_value"]!.GetValue<string>(), flag["variant"]?.GetValue<string>(), flag["feature_segment"]?.ToString())
            .ShouldBe((value, variant, segment));
    }

    [Fact]
    public async Task AnOverrideThatComesBeforeTheRollout_NamesNoVariantWhileTheExperimentRuns_AndControlAfterwards()
    {
        const string body = """{"identifier":"user_1","traits":[{"trait_key":"team","trait_value":"staff","transient":true}]}""";
        Serve();
        var running = Flag((await Server.PostAsync(Identities, body, MadeShop.ClientKey)).ShouldBe(200).Json, "checkout_button");
        (running["feature_state_value"]!.GetValue<string>(), running["variant"], running["feature_segment"]!.GetValue<int>()).ShouldBe(("for staff", null, 202));

        Serve(isRunning: false, revision: 2);
        var ended = Flag((await Server.PostAsync(Identities, body, MadeShop.ClientKey)).ShouldBe(200).Json, "checkout_button");
        (ended["feature_state_value"]!.GetValue<string>(), ended["variant"]!.GetValue<string>()).ShouldBe(("for staff", "control"));
        (await ButtonOf(Outside))["variant"]!.GetValue<string>().ShouldBe("control");
    }

    [Theory]
    [InlineData("vip", true)]
    [InlineData("vip ", false)]
    [InlineData(" vip", false)]
    [InlineData(" ", false)]
    public async Task AnIdentifier_IsExact_HoweverItIsAskedFor(string identifier, bool isForced)
    {
        Serve(isRunning: false);

        var get = (await Server.GetAsync($"{Identities}?identifier={Uri.EscapeDataString(identifier)}", MadeShop.ClientKey)).ShouldBe(200).Json;
        var post = (await Server.PostAsync(Identities, new JsonObject { ["identifier"] = identifier }.ToJsonString(), MadeShop.ClientKey)).ShouldBe(200).Json;

        (get["identifier"]!.GetValue<string>(), post["identifier"]!.GetValue<string>()).ShouldBe((identifier, identifier));
        (Flag(get, "checkout_button")["identity"] is not null, Flag(post, "checkout_button")["identity"] is not null).ShouldBe((isForced, isForced));
    }

    [Theory]
    [InlineData("constructor")]
    [InlineData("__proto__")]
    public async Task ATraitThatEveryObjectOfJavaScriptHas_KeepsNobodyFromTheirFlags(string trait)
    {
        Serve();
        var body = new JsonObject { ["identifier"] = "ada", ["traits"] = new JsonArray(new JsonObject { ["trait_key"] = trait, ["trait_value"] = "Ferrari" }) };

        var answer = (await Server.PostAsync(Identities, body.ToJsonString(), MadeShop.ClientKey)).ShouldBe(200).Json;

        answer["flags"]!.AsArray().ShouldNotBeEmpty();
        answer["traits"]!.AsArray().ShouldHaveSingleItem()!["trait_key"]!.GetValue<string>().ShouldBe(trait);
    }

    [Fact]
    public async Task AnIdentityOverride_WinsAndIsNamed_ButNotForAStranger()
    {
        Serve(isRunning: false);
        var forced = await ButtonOf("vip");
        (forced["id"]!.GetValue<int>(), forced["identity"]!.GetValue<int>(), forced["feature_segment"], forced["variant"]!.GetValue<string>())
            .ShouldBe((77, 77, null, "big"));

        var stranger = await ButtonOf("vip&transient=yes");
        (stranger["identity"], stranger["variant"]!.GetValue<string>()).ShouldBe((null, "control"));
        (await ButtonOf("vip&transient="))["identity"]!.GetValue<int>().ShouldBe(77);
    }

    [Fact]
    public async Task OneFlag_IsFoundByItsExactName()
    {
        Serve();
        var all = (await Server.GetAsync($"{Identities}?identifier={Big}", MadeShop.ClientKey)).Json;
        (await Server.GetAsync($"{Identities}?identifier={Big}&feature=checkout_button", MadeShop.ClientKey))
            .ShouldBe(200, Flag(all, "checkout_button").ToJsonString());
        foreach (var name in new[] { "Checkout_Button", "secret", "nope" })
        {
            (await Server.GetAsync($"{Identities}?identifier={Big}&feature={name}", MadeShop.ClientKey))
                .ShouldBe(404, """{"detail":"Given feature not found"}""");
        }
    }

    [Fact]
    public async Task WithoutAnIdentifier_GetSaysSo_AndPostMakesOneUpFromTheTraits()
    {
        Serve();
        (await Server.GetAsync(Identities, MadeShop.ClientKey)).ShouldBe(200, """{"detail":"Missing identifier"}""");

        var body = """{"traits":[{"trait_key":"plan","trait_value":"pro"},{"trait_key":"age","trait_value":31}]}""";
        var first = (await Server.PostAsync(Identities, body, MadeShop.ClientKey)).ShouldBe(200).Json["identifier"]!.GetValue<string>();
        first.ShouldBe(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData("age31planpro"u8)));

        var random = (await Server.PostAsync(Identities, "{}", MadeShop.ClientKey)).ShouldBe(200).Json["identifier"]!.GetValue<string>();
        random.ShouldNotBe((await Server.PostAsync(Identities, """{"identifier":null}""", MadeShop.ClientKey)).ShouldBe(200).Json["identifier"]!.GetValue<string>());
        random.Length.ShouldBe(32);
    }

    [Fact]
    public async Task Traits_KeepTheirTypesInTheAnswer_AndWhatHasNoneBecomesText()
    {
        Serve();
        const string body = """
            {"identifier":"user_1","traits":[{"trait_key":"s","trait_value":"pro"},{"trait_key":"i","trait_value":3},{"trait_key":"f","trait_value":1.5},{"trait_key":"whole","trait_value":35.0},
             {"trait_key":"b","trait_value":true},{"trait_key":"o","trait_value":{"a":[1]}},{"trait_key":"big","trait_value":1e999},
             {"trait_key":"gone","trait_value":null},{"trait_key":"i","trait_value":4}],"transient":true}
            """;
        var traits = (await Server.PostAsync(Identities, body, MadeShop.ServerKey)).ShouldBe(200).Json["traits"]!.AsArray();
        traits.Select(trait => $"{trait!["trait_key"]}={trait["trait_value"]!.ToJsonString()}").Order(StringComparer.Ordinal)
            .ShouldBe(["b=true", "big=\"1e999\"", "f=1.5", "i=4", "o=\"{\\u0022a\\u0022:[1]}\"", "s=\"pro\"", "whole=35.0"]);
    }

    [Fact]
    public async Task TraitsOfAClient_AreDroppedWhereTheEnvironmentRefusesThem_AndThoseOfAServerAreNot()
    {
        Serve(settings => settings with { AllowsClientTraits = false });
        const string body = """{"identifier":"user_3","traits":[{"trait_key":"team","trait_value":"staff"}]}""";
        var client = (await Server.PostAsync(Identities, body, MadeShop.ClientKey)).ShouldBe(200).Json;
        client["traits"]!.AsArray().ShouldBeEmpty();
        Flag(client, "checkout_button")["feature_state_value"]!.GetValue<string>().ShouldBe("control");
        var server = (await Server.PostAsync(Identities, body, MadeShop.ServerKey)).ShouldBe(200).Json;
        server["traits"]!.AsArray().Count.ShouldBe(1);
        Flag(server, "checkout_button")["feature_state_value"]!.GetValue<string>().ShouldBe("for staff");
    }

    [Fact]
    public async Task StoredTraits_AreMergedUsedAndTakenAway_AndTransientOnesLeaveNothing()
    {
        Serve();
        await SayAsync("""{"identifier":"ann","traits":[{"trait_key":"team","trait_value":"staff"},{"trait_key":"visit","trait_value":1,"transient":true}]}""", "team", "visit");
        (await KnownAsync("ann")).ShouldBe(["team"]);
        (await ButtonOf("ann"))["feature_state_value"]!.GetValue<string>().ShouldBe("for staff");

        // On top of everything: used with what is stored, and gone.
        await SayAsync("""{"identifier":"ann","traits":[{"trait_key":"plan","trait_value":"pro"}],"transient":true}""", "team", "plan");
        (await KnownAsync("ann")).ShouldBe(["team"]);

        // A stranger has neither.
        (await KnownAsync("ann&transient=true")).ShouldBeEmpty();

        await SayAsync("""{"identifier":"ann","traits":[{"trait_key":"plan","trait_value":"pro"},{"trait_key":"team","trait_value":null}]}""", "plan");
        (await KnownAsync("ann")).ShouldBe(["plan"]);
        (await KnownAsync("ANN")).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(HideSettings))]
    public async Task HiddenFlagsAndSensitiveData_AreLeftOut(bool project, bool? environment, bool sensitive, bool isServer, string visible)
    {
        Serve(settings => settings with { ProjectHidesDisabledFlags = project, HidesDisabledFlags = environment, HidesSensitiveData = sensitive });
        const string body = """{"identifier":"user_1","traits":[{"trait_key":"plan","trait_value":"pro"}],"transient":true}""";
        var answer = (await Server.PostAsync(Identities, body, isServer ? MadeShop.ServerKey : MadeShop.ClientKey)).ShouldBe(200).Json;
        string.Join(' ', answer["flags"]!.AsArray().Select(flag => flag!["feature"]!["name"]!.GetValue<string>())).ShouldBe(visible);
        (answer["traits"]!.AsArray().Count == 0).ShouldBe(sensitive);
        var button = Flag(answer, "checkout_button");
        foreach (var hidden in new[] { "id", "environment", "feature_segment" })
        {
            (button[hidden] is null).ShouldBe(sensitive, hidden);
        }

        button["feature_state_value"]!.GetValue<string>().ShouldBe("big");
    }

    [Fact]
    public async Task WhatIsTooLong_IsRefusedInTheWordsOfTheReference()
    {
        Serve();
        var tooLong = new string('x', 2_001);
        (await Server.PostAsync(Identities, $$"""{"identifier":"a","traits":[{"trait_key":"k","trait_value":"{{tooLong}}"}]}""", MadeShop.ClientKey))
            .ShouldBe(400, """{"traits":[{"trait_value":["Value string is too long. Must be less than 2000 character"]}]}""");
        (await Server.PostAsync(Identities, $$"""{"identifier":"a","traits":[{"trait_key":"k","trait_value":1},{"trait_key":"{{tooLong[..201]}}","trait_value":"v"}]}""", MadeShop.ClientKey))
            .ShouldBe(400, """{"traits":[{},{"trait_key":["Ensure this field has no more than 200 characters."]}]}""");
        const string long2000 = """{"identifier":["Ensure this field has no more than 2000 characters."]}""";
        (await Server.PostAsync(Identities, $$"""{"identifier":"{{tooLong}}"}""", MadeShop.ClientKey)).ShouldBe(400, long2000);
        (await Server.GetAsync($"{Identities}?identifier={tooLong}", MadeShop.ClientKey)).ShouldBe(400, long2000);
        (await Server.PostAsync(Identities, $$"""{"identifier":"{{tooLong[1..]}}"}""", MadeShop.ClientKey)).ShouldBe(200);

        var many = string.Join(',', Enumerable.Range(0, 201).Select(index => $$"""{"trait_key":"k{{index}}","trait_value":1}"""));
        (await Server.PostAsync(Identities, $$"""{"identifier":"a","traits":[{{many}}]}""", MadeShop.ClientKey))
            .ShouldBe(400, """{"traits":["Ensure this field has no more than 200 elements."]}""");
        (await Server.PostAsync(Identities, $$"""{"x":"{{new string('x', 600_000)}}"}""", MadeShop.ClientKey))
            .ShouldBe(413, """{"detail":"The body is larger than 524288 bytes."}""");
    }

    [Theory]
    [InlineData("語")]
    [InlineData("😀")]
    public async Task Lengths_AreCountedInCharactersOfUnicode_OnEveryRoute(string character)
    {
        Serve();
        var (fits, tooLong) = (Repeat(2_000), Repeat(2_001));
        foreach (var isTooLong in new[] { false, true })
        {
            var (text, status) = isTooLong ? (tooLong, 400) : (fits, 200);
            (await Server.GetAsync($"{Identities}?identifier={text}", MadeShop.ClientKey)).ShouldBe(status);
            (await Server.PostAsync(Identities, $$"""{"identifier":"{{text}}"}""", MadeShop.ClientKey)).ShouldBe(status);
            (await Server.PostAsync(Identities, $$"""{"identifier":"a","traits":[{"trait_key":"k","trait_value":"{{text}}"}]}""", MadeShop.ClientKey)).ShouldBe(status);
            (await Server.PostAsync(Ofrep, $$"""{"context":{"targetingKey":"{{text}}","k":"{{text}}"} }""", MadeShop.ClientKey)).ShouldBe(status);
            var key = Repeat(isTooLong ? 201 : 200);
            (await Server.PostAsync(Identities, $$"""{"identifier":"a","traits":[{"trait_key":"{{key}}","trait_value":1}]}""", MadeShop.ClientKey)).ShouldBe(status);
            (await Server.PostAsync(Ofrep, $$"""{"context":{"targetingKey":"a","{{key}}":1} }""", MadeShop.ClientKey)).ShouldBe(status);
        }

        string Repeat(int times) => string.Concat(Enumerable.Repeat(character, times));
    }

    [Fact]
    public async Task AnIdentifierTooLargeToBeKept_IsServedByWhatIsSaidOfIt()
    {
        Serve();
        var large = new string('語', 867);
        var body = $$"""{"identifier":"{{large}}","traits":[{"trait_key":"team","trait_value":"staff"}]}""";
        var answer = (await Server.PostAsync(Identities, body, MadeShop.ClientKey)).ShouldBe(200).Json;
        Flag(answer, "checkout_button")["feature_state_value"]!.GetValue<string>().ShouldBe("for staff");
        answer["traits"]!.AsArray().Count.ShouldBe(1);
        (await Server.PostAsync(Identities, $$"""{"identifier":"{{large}}"}""", MadeShop.ClientKey)).ShouldBe(200).Json["traits"]!.AsArray().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"x":1}""")]
    [InlineData("""[["x"],{"y":[1]}]""")]
    [InlineData("true")]
    public async Task ANameThatIsNoText_IsRefused(string name)
    {
        Serve();
        (await Server.PostAsync(Identities, $$"""{"identifier":{{name}},"traits":[]}""", MadeShop.ClientKey))
            .ShouldBe(400, """{"identifier":["Not a valid string."]}""");
        (await Server.PostAsync(Identities, $$"""{"identifier":"a","traits":[{"trait_key":{{name}},"trait_value":1}]}""", MadeShop.ClientKey))
            .ShouldBe(400, """{"traits":[{"trait_key":["Not a valid string."]}]}""");
    }

    [Fact]
    public async Task ANameThatIsANumber_BecomesText()
    {
        Serve();
        var answer = (await Server.PostAsync(Identities, """{"identifier":7,"traits":[{"trait_key":8.5,"trait_value":1}]}""", MadeShop.ClientKey)).ShouldBe(200).Json;
        (answer["identifier"]!.GetValue<string>(), Keys(answer).Single()).ShouldBe(("7", "8.5"));
    }

    [Fact]
    public async Task ARefusal_StandsAtThePlaceOfItsTrait_AfterTwoOfOneName()
    {
        Serve();
        const string body = """{"identifier":"a","traits":[{"trait_key":"k","trait_value":1},{"trait_key":"k","trait_value":2},{"trait_key":"l"}]}""";
        (await Server.PostAsync(Identities, body, MadeShop.ClientKey)).ShouldBe(400, """{"traits":[{},{},{"trait_value":["This field is required."]}]}""");
    }

    [Fact]
    public async Task OfSeveralParametersOfOneName_TheLastCounts()
    {
        Serve(isRunning: false);
        (await ButtonOf("nobody&identifier=vip"))["identity"]!.GetValue<int>().ShouldBe(77);
        (await ButtonOf("vip&transient=&transient=yes"))["identity"].ShouldBeNull();
        var flag = await Server.GetAsync($"{Identities}?identifier=vip&feature=nope&feature=dark_mode", MadeShop.ClientKey);
        flag.ShouldBe(200).Json["feature"]!["name"]!.GetValue<string>().ShouldBe("dark_mode");
        (await Server.GetAsync($"{Flags}?feature=nope&feature=limit", MadeShop.ClientKey)).ShouldBe(200).Json["feature"]!["name"]!.GetValue<string>().ShouldBe("limit");
    }

    [Theory]
    [InlineData("""{"traits":"x"}""", """{"traits":{"non_field_errors":["Expected a list of items but got type \"str\"."]}}""")]
    [InlineData("""{"traits":{"a":[1]}}""", """{"traits":{"non_field_errors":["Expected a list of items but got type \"dict\"."]}}""")]
    [InlineData("""{"traits":5}""", """{"traits":{"non_field_errors":["Expected a list of items but got type \"int\"."]}}""")]
    [InlineData("""{"traits":false}""", """{"traits":{"non_field_errors":["Expected a list of items but got type \"bool\"."]}}""")]
    [InlineData("""{"transient":"maybe"}""", """{"transient":["Must be a valid boolean."]}""")]
    [InlineData("""{"transient":[true]}""", """{"transient":["Must be a valid boolean."]}""")]
    [InlineData("[]", """{"non_field_errors":["Invalid data. Expected a dictionary, but got list."]}""")]
    [InlineData("\"x\"", """{"non_field_errors":["Invalid data. Expected a dictionary, but got str."]}""")]
    [InlineData("2.5", """{"non_field_errors":["Invalid data. Expected a dictionary, but got float."]}""")]
    [InlineData(
        """{"identifier":{},"traits":[{"trait_key":"a","trait_value":1},"x",{"trait_key":null,"trait_value":1,"transient":7},{},{"trait_key":"b","trait_value":2}],"transient":{}}""",
        """
        {"identifier":["Not a valid string."],"transient":["Must be a valid boolean."],
         "traits":[{},{"non_field_errors":["Invalid data. Expected a dictionary, but got str."]},
          {"trait_key":["This field may not be null."],"transient":["Must be a valid boolean."]},
          {"trait_key":["This field is required."],"trait_value":["This field is required."]},{}]}
        """)]
    public async Task EverythingThatIsWrong_IsSaidAtOnceAtItsPlace_WithTheTypeThatCame(string body, string refusal)
    {
        Serve();
        (await Server.PostAsync(Identities, body, MadeShop.ClientKey)).ShouldBe(400, refusal);
    }

    [Fact]
    public async Task OfTwoMembersOfOneName_TheLastCounts_AlsoWhenTheFirstWasWrong()
    {
        Serve();
        const string body = """{"identifier":[],"identifier":"a","traits":"x","traits":[{"trait_key":"k","trait_value":1}],"transient":"?","transient":true}""";
        Keys((await Server.PostAsync(Identities, body, MadeShop.ClientKey)).ShouldBe(200).Json).ShouldBe(["k"]);
    }

    [Fact]
    public async Task TraitsOfSomebodyOfWhomNothingIsKept_AreAllMarkedTransient()
    {
        Serve();
        const string traits = """ "traits":[{"trait_key":"plan","trait_value":"pro"},{"trait_key":"visit","trait_value":1,"transient":true}] """;
        Marks(await AskAsync("{" + traits + "}")).ShouldBe(["plan True", "visit True"]);
        Marks(await AskAsync("{\"identifier\":\"\"," + traits + "}")).ShouldBe(["plan True", "visit True"]);
        Marks(await AskAsync("{\"identifier\":\"bea\",\"transient\":true," + traits + "}")).ShouldBe(["plan True", "visit True"]);
        Marks(await AskAsync("{\"identifier\":\"bea\"," + traits + "}")).ShouldBe(["plan False", "visit True"]);

        // What is stored is not transient, whatever the request is.
        Marks(await AskAsync("""{"identifier":"bea","transient":true,"traits":[{"trait_key":"new","trait_value":1}]}""")).ShouldBe(["plan False", "new True"]);
    }

    [Fact]
    public async Task TraitsThatAreSent_KeepTheirOrder_AndThoseThatAreStoredTheirPlaces()
    {
        Serve();
        await SayAsync(Traits("zeta", "~alpha", "mid", "beta"), "zeta", "alpha", "mid", "beta");
        (await KnownAsync("order")).ShouldBe(["zeta", "mid", "beta"]);
        await SayAsync(Traits("beta", "~gamma", "zeta"), "beta", "mid", "gamma", "zeta");

        // A trait that went leaves no hole for the next one.
        await SayAsync("""{"identifier":"order","traits":[{"trait_key":"zeta","trait_value":null},{"trait_key":"omega","trait_value":1},{"trait_key":"aleph","trait_value":1}]}""", "mid", "beta", "omega", "aleph");
        (await KnownAsync("order")).ShouldBe(["mid", "beta", "omega", "aleph"]);

        static string Traits(params string[] keys) => new JsonObject
        {
            ["identifier"] = "order",
            ["traits"] = new JsonArray([.. keys.Select(key => new JsonObject
            {
                ["trait_key"] = key.TrimStart('~'), ["trait_value"] = 1, ["transient"] = key[0] == '~',
            })]),
        }.ToJsonString();
    }

    [Theory]
    [InlineData("", "detail")]
    [InlineData("{", "detail")]
    [InlineData("{} {}", "detail")]
    [InlineData("""{"identifier":"\ud800"}""", "detail")]
    [InlineData("[]", "non_field_errors")]
    [InlineData("""{"identifier":["a"]}""", "identifier")]
    [InlineData("""{"identifier":"a\u0000b"}""", "identifier")]
    [InlineData("""{"identifier":"a","traits":{}}""", "traits")]
    [InlineData("""{"identifier":"a","traits":[1]}""", "traits")]
    [InlineData("""{"identifier":"a","traits":[{"trait_value":1}]}""", "traits")]
    [InlineData("""{"identifier":"a","traits":[{"trait_key":"k"}]}""", "traits")]
    public async Task ABodyOfAnotherForm_IsRefused(string body, string member)
    {
        Serve();
        (await Server.PostAsync(Identities, body, MadeShop.ClientKey)).ShouldBe(400).Json.AsObject().ShouldHaveSingleItem().Key.ShouldBe(member);
    }

    private static JsonNode Flag(JsonNode answer, string name)
        => answer["flags"]!.AsArray().Single(flag => flag!["feature"]!["name"]!.GetValue<string>() == name)!;

    private async Task<JsonNode> ButtonOf(string query)
        => Flag((await Server.GetAsync($"{Identities}?identifier={query}", MadeShop.ClientKey)).ShouldBe(200).Json, "checkout_button");

    private async Task SayAsync(string body, params string[] known)
        => Keys((await Server.PostAsync(Identities, body, MadeShop.ClientKey)).ShouldBe(200).Json).ShouldBe(known);

    private async Task<JsonNode> AskAsync(string body) => (await Server.PostAsync(Identities, body, MadeShop.ClientKey)).ShouldBe(200).Json;

    private static IEnumerable<string> Marks(JsonNode answer)
        => answer["traits"]!.AsArray().Select(trait => $"{trait!["trait_key"]} {trait["transient"]!.GetValue<bool>()}");

    private async Task<IEnumerable<string>> KnownAsync(string query)
        => Keys((await Server.GetAsync($"{Identities}?identifier={query}", MadeShop.ClientKey)).ShouldBe(200).Json);

    private static IEnumerable<string> Keys(JsonNode answer) => answer["traits"]!.AsArray().Select(trait => trait!["trait_key"]!.GetValue<string>());
}
