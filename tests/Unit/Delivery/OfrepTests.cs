namespace ExperimentAdmin.Unit.Delivery;

public sealed class OfrepTests : DeliveryTests
{
    private const string Big = """{"context":{"targetingKey":"user_1"}}""";
    private const string Outside = """{"context":{"targetingKey":"user_3"}}""";
    private const string StaffMember = """{"context":{"targetingKey":"user_3","team":"staff"}}""";

    [Theory]
    [InlineData("checkout_button", Big, """{"key":"checkout_button","value":"big","reason":"SPLIT","variant":"big","metadata":{"featureId":7,"segment":"rollout-42","weight":60}}""")]
    [InlineData("checkout_button", Outside, """{"key":"checkout_button","value":"control","reason":"DEFAULT","metadata":{"featureId":7}}""")]
    [InlineData("checkout_button", StaffMember, """{"key":"checkout_button","value":"for staff","reason":"TARGETING_MATCH","metadata":{"featureId":7,"segment":"segment-3"}}""")]
    [InlineData("dark_mode", Big, """{"key":"dark_mode","value":true,"reason":"DEFAULT","metadata":{"featureId":8}}""")]
    [InlineData("limit", Big, """{"key":"limit","reason":"DISABLED","metadata":{"featureId":9}}""")]
    public async Task OneFlag_IsAnsweredAsTheProtocolSays(string flag, string body, string expected)
    {
        Serve();
        (await Server.PostAsync($"{Ofrep}/{flag}", body, MadeShop.ClientKey)).ShouldBe(200, expected);
    }

    [Theory]
    [InlineData("Checkout_Button", "checkout_button")]
    [InlineData("DARK_MODE", "dark_mode")]
    [InlineData("Limit/", "limit")]
    public async Task AFlag_IsFoundWhateverTheCaseOfItsName(string asked, string flag)
    {
        Serve();
        var answer = (await Server.PostAsync($"{Ofrep}/{asked}", Big, MadeShop.ClientKey)).ShouldBe(200);
        answer.Json["key"]!.GetValue<string>().ShouldBe(flag);
        (await Server.PostAsync($"{Ofrep}/{flag}", Big, MadeShop.ClientKey)).ShouldBe(200, answer.Text);
    }

    [Fact]
    public async Task ADisabledSwitch_IsFalse_AndAFinishedExperimentNamesVariantsAgain()
    {
        Serve(isRunning: false);
        (await Server.PostAsync($"{Ofrep}/retired", Big, MadeShop.ServerKey))
            .ShouldBe(200, """{"key":"retired","value":false,"reason":"DISABLED","metadata":{"featureId":11}}""");
        (await Server.PostAsync($"{Ofrep}/checkout_button", Outside, MadeShop.ClientKey))
            .ShouldBe(200, """{"key":"checkout_button","value":"control","reason":"DEFAULT","variant":"control","metadata":{"featureId":7}}""");
        (await Server.PostAsync($"{Ofrep}/checkout_button/", """{"context":{"targetingKey":"vip"}}""", MadeShop.ClientKey))
            .ShouldBe(200, """{"key":"checkout_button","value":"big","reason":"SPLIT","variant":"big","metadata":{"featureId":7,"weight":100}}""");
    }

    [Fact]
    public async Task AllFlags_AreTheSameObjects_WithTheEnvironment()
    {
        Serve();
        var answer = (await Server.PostAsync(Ofrep, Big, MadeShop.ServerKey)).ShouldBe(200);
        answer.Headers["Content-Type"].ShouldStartWith("application/json");
        answer.Json["metadata"]!.ToJsonString().ShouldBe("""{"environment":"Development"}""");
        var flags = answer.Json["flags"]!.AsArray();
        flags.Count.ShouldBe(5);
        foreach (var flag in flags)
        {
            (await Server.PostAsync($"{Ofrep}/{flag!["key"]}", Big, MadeShop.ServerKey)).ShouldBe(200, flag.ToJsonString());
        }

        (await Server.PostAsync($"{Ofrep}/", Big, MadeShop.ServerKey)).ShouldBe(200, answer.Text);
    }

    [Theory]
    [MemberData(nameof(HideSettings))]
    public async Task HiddenFlags_AreNotInBulk_AndNotFoundSingly(bool project, bool? environment, bool sensitive, bool isServer, string visible)
    {
        Serve(settings => settings with { ProjectHidesDisabledFlags = project, HidesDisabledFlags = environment, HidesSensitiveData = sensitive });
        var key = isServer ? MadeShop.ServerKey : MadeShop.ClientKey;
        var flags = (await Server.PostAsync(Ofrep, Big, key)).ShouldBe(200).Json["flags"]!.AsArray();
        string.Join(' ', flags.Select(flag => flag!["key"]!.GetValue<string>())).ShouldBe(visible);
        foreach (var name in new[] { "limit", "secret", "retired" })
        {
            var isVisible = visible.Split(' ').Contains(name, StringComparer.Ordinal);
            (await Server.PostAsync($"{Ofrep}/{name}", Big, key)).ShouldBe(isVisible ? 200 : 404);
        }
    }

    [Theory]
    [InlineData("Authorization", "Bearer client_shop")]
    [InlineData("authorization", "bearer ser.shop")]
    [InlineData("X-API-Key", "client_shop")]
    [InlineData("X-Environment-Key", "ser.shop")]
    public async Task AKey_IsTakenFromAnyOfItsHeaders(string header, string value)
    {
        Serve();
        (await Server.PostAsync(Ofrep, Big, key: null, (header, value))).ShouldBe(200);
    }

    [Fact]
    public async Task WithoutAKeyThatOpens_NobodyIsLetIn()
    {
        Serve();
        foreach (var (name, value) in new[] { ("X-API-Key", "nope"), ("Authorization", "Basic abc"), ("Authorization", "Bearer"), ("X-Nothing", "x") })
        {
            var refused = (await Server.PostAsync(Ofrep, Big, key: null, (name, value))).ShouldBe(401);
            refused.Headers["WWW-Authenticate"].ShouldBe("Bearer");
            refused.Json["errorDetails"].ShouldNotBeNull();
        }
    }

    [Fact]
    public async Task OfSeveralKeys_TheFirstThatOpensCounts()
    {
        Serve();
        (await Server.PostAsync(Ofrep, Big, MadeShop.ClientKey, ("Authorization", "Bearer of-a-gateway"), ("X-API-Key", "nope"))).ShouldBe(200);
        (await Server.PostAsync(Ofrep, Big, "nope", ("X-API-Key", MadeShop.ClientKey))).ShouldBe(200);
        (await Server.PostAsync(Ofrep, Big, "nope", ("Authorization", "Bearer neither"))).ShouldBe(401);
    }

    [Fact]
    public async Task OfTwoContexts_TheLastCounts()
    {
        Serve();
        (await ValueAsync("""{"context":{"targetingKey":"vip","team":"staff"},"context":{"targetingKey":"user_3"}}""", MadeShop.ClientKey)).ShouldBe("control");
        (await Server.PostAsync(Ofrep, """{"context":{"targetingKey":"a"},"context":{}}""", MadeShop.ClientKey)).ShouldBe(400)
            .Json["errorCode"]!.GetValue<string>().ShouldBe("TARGETING_KEY_MISSING");
    }

    [Theory]
    [InlineData("", "PARSE_ERROR")]
    [InlineData("{", "PARSE_ERROR")]
    [InlineData("""{"context":{"targetingKey":"\udc00"}}""", "PARSE_ERROR")]
    [InlineData("[]", "INVALID_CONTEXT")]
    [InlineData("{}", "INVALID_CONTEXT")]
    [InlineData("""{"context":[]}""", "INVALID_CONTEXT")]
    [InlineData("""{"context":null}""", "INVALID_CONTEXT")]
    [InlineData("""{"context":{"targetingKey":7}}""", "INVALID_CONTEXT")]
    [InlineData("""{"context":{"targetingKey":"a","":1}}""", "INVALID_CONTEXT")]
    [InlineData("""{"context":{}}""", "TARGETING_KEY_MISSING")]
    [InlineData("""{"context":{"targetingKey":""}}""", "TARGETING_KEY_MISSING")]
    [InlineData("""{"context":{"targetingKey":null}}""", "TARGETING_KEY_MISSING")]
    public async Task AWrongContext_IsRefusedWithItsCode(string body, string code)
    {
        Serve();
        (await Server.PostAsync(Ofrep, body, MadeShop.ClientKey)).ShouldBe(400).Json["errorCode"]!.GetValue<string>().ShouldBe(code);
        var one = (await Server.PostAsync($"{Ofrep}/limit", body, MadeShop.ClientKey)).ShouldBe(400).Json;
        (one["key"]!.GetValue<string>(), one["errorCode"]!.GetValue<string>()).ShouldBe(("limit", code));
    }

    [Fact]
    public async Task WhatIsTooMuch_IsRefused()
    {
        Serve();
        var many = string.Join(',', Enumerable.Range(0, 201).Select(index => $"\"k{index}\":1"));
        (await Server.PostAsync(Ofrep, $$"""{"context":{"targetingKey":"a",{{many}} } }""", MadeShop.ClientKey)).ShouldBe(400);
        (await Server.PostAsync(Ofrep, $$"""{"context":{"targetingKey":"{{new string('x', 2_001)}}"} }""", MadeShop.ClientKey)).ShouldBe(400);
        (await Server.PostAsync(Ofrep, $$"""{"context":{"targetingKey":"a","k":"{{new string('x', 2_001)}}"} }""", MadeShop.ClientKey)).ShouldBe(400);
        (await Server.PostAsync(Ofrep, $$"""{"x":"{{new string('x', 600_000)}}"}""", MadeShop.ClientKey)).ShouldBe(413).Json["errorCode"].ShouldNotBeNull();
    }

    [Fact]
    public async Task AFlagThatThereIsNot_IsNotFound()
    {
        Serve();
        (await Server.PostAsync($"{Ofrep}/nope", Big, MadeShop.ClientKey))
            .ShouldBe(404, """{"key":"nope","errorCode":"FLAG_NOT_FOUND","errorDetails":"Flag 'nope' was not found"}""");
    }

    [Fact]
    public async Task TheTag_NamesEnvironmentRevisionKeyAndContext_AndNotHowTheContextIsWritten()
    {
        Serve();
        var tag = await TagAsync("""{"context":{"targetingKey":"a","plan":"pro","age":31}}""");
        tag.ShouldStartWith("\"");
        (await TagAsync("""{ "context" : { "age" : 31, "plan" : "p\u0072o", "gone":null, "targetingKey" : "a" } }""")).ShouldBe(tag);

        string[] others =
        [
            await TagAsync("""{"context":{"targetingKey":"b","plan":"pro","age":31}}"""),
            await TagAsync("""{"context":{"targetingKey":"a","plan":"pro","age":32}}"""),
            await TagAsync("""{"context":{"targetingKey":"a","plan":"pro","age":"31"}}"""),
            await TagAsync("""{"context":{"targetingKey":"a","plan":"pro"}}"""),
            await TagAsync("""{"context":{"targetingKey":"a","plan":"proage","":31}}""".Replace("\"\":31", "\"x\":31", StringComparison.Ordinal)),
            await TagAsync("""{"context":{"targetingKey":"a","plan":"pro","age":31}}""", MadeShop.ServerKey),
        ];
        Serve(revision: 2);
        others = [.. others, await TagAsync("""{"context":{"targetingKey":"a","plan":"pro","age":31}}""")];
        others.Append(tag).Distinct(StringComparer.Ordinal).Count().ShouldBe(others.Length + 1);
    }

    [Fact]
    public async Task WhoHasTheFlagsAlready_IsToldSo_UntilSomethingChanges()
    {
        Serve();
        var tag = await TagAsync(Big);
        var same = await Server.PostAsync(Ofrep, Big, MadeShop.ClientKey, ("If-None-Match", tag));
        (same.Status, same.Text, same.ETag).ShouldBe((304, "", tag));
        (await Server.PostAsync(Ofrep, Big, MadeShop.ClientKey, ("If-None-Match", $"\"other\", W/{tag}"))).ShouldBe(304);
        foreach (var had in new[] { "*", tag.Trim('"'), $"W/{tag.Trim('"')}", $"w/{tag}", $"other , {tag.Trim('"')}", "\"other\", *" })
        {
            (await Server.PostAsync(Ofrep, Big, MadeShop.ClientKey, ("If-None-Match", had))).ShouldBe(304);
        }

        foreach (var had in new[] { "", "\"\"", "W/", "other", $"{tag.Trim('"')}0", tag.Trim('"')[1..], $"x{tag}", "**" })
        {
            (await Server.PostAsync(Ofrep, Big, MadeShop.ClientKey, ("If-None-Match", had))).ShouldBe(200);
        }

        (await Server.PostAsync(Ofrep, Outside, MadeShop.ClientKey, ("If-None-Match", tag))).ShouldBe(200);
        Serve(revision: 2);
        (await Server.PostAsync(Ofrep, Big, MadeShop.ClientKey, ("If-None-Match", tag))).ShouldBe(200);
    }

    [Fact]
    public async Task ADatabaseRestoredFromABackup_ThatCountsItsRevisionsOnceMore_GivesAnotherTag()
    {
        Serve(revision: 2);
        var tag = await TagAsync(Big);
        await using var restored = await DeliveryServer.StartAsync(Database);
        restored.Serve(MadeShop.Load(revision: 2, updatedAt: MadeShop.UpdatedAt.AddDays(1)));
        (await restored.PostAsync(Ofrep, Big, MadeShop.ClientKey, ("If-None-Match", tag))).ShouldBe(200);
    }

    [Fact]
    public async Task NothingIsStored_AndNothingStoredIsUsed()
    {
        Serve();
        (await Server.PostAsync(Ofrep, StaffMember, MadeShop.ClientKey)).ShouldBe(200);
        (await Server.GetAsync($"{Identities}?identifier=user_3", MadeShop.ClientKey)).Json["traits"]!.AsArray().ShouldBeEmpty();

        const string said = """{"identifier":"user_3","traits":[{"trait_key":"team","trait_value":"staff"}]}""";
        (await Server.PostAsync(Identities, said, MadeShop.ClientKey)).ShouldBe(200);
        (await ValueAsync(Outside, MadeShop.ClientKey)).ShouldBe("control");
    }

    [Fact]
    public async Task TheContextOfAClient_DoesNotCountWhereTheEnvironmentRefusesIt()
    {
        Serve(settings => settings with { AllowsClientTraits = false });
        (await ValueAsync(StaffMember, MadeShop.ClientKey)).ShouldBe("control");
        (await ValueAsync(StaffMember, MadeShop.ServerKey)).ShouldBe("for staff");
    }

    private async Task<string> ValueAsync(string body, string key)
        => (await Server.PostAsync($"{Ofrep}/checkout_button", body, key)).ShouldBe(200).Json["value"]!.GetValue<string>();

    private async Task<string> TagAsync(string body, string key = MadeShop.ClientKey)
        => (await Server.PostAsync(Ofrep, body, key)).ShouldBe(200).ETag.ShouldNotBeNull();
}
