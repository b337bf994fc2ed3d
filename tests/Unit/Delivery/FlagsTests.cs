namespace ExperimentAdmin.Unit.Delivery;

public sealed class FlagsTests : DeliveryTests
{
    [Fact]
    public async Task EnvironmentDefaults_AreAnsweredAsTheReferenceSays()
    {
        Serve();
        var answer = await Server.GetAsync($"{Flags}?feature=checkout_button", MadeShop.ClientKey);
        answer.ShouldBe(200, """
            {"id":201,"feature":{"id":7,"name":"checkout_button","created_date":"2026-05-01T08:00:00Z","description":null,
             "initial_value":"control","default_enabled":true,"type":"MULTIVARIATE"},
             "feature_state_value":"control","environment":5,"identity":null,"feature_segment":null,"enabled":true}
            """);
        answer.Headers["X-Flagsmith-Document-Updated-At"].ShouldBe("1780304700.123");
        answer.Headers["Content-Type"].ShouldStartWith("application/json");
        (await Server.GetAsync($"{Flags}?feature=LIMIT", MadeShop.ClientKey)).ShouldBe(200, """
            {"id":209,"feature":{"id":9,"name":"limit","created_date":"2026-05-01T08:00:00Z","description":null,
             "initial_value":"50","default_enabled":true,"type":"STANDARD"},
             "feature_state_value":50,"environment":5,"identity":null,"feature_segment":null,"enabled":false}
            """);
    }

    [Fact]
    public async Task AllFlags_AreTheSameObjectsInAList_WithAndWithoutTheLastSlash()
    {
        Serve();
        var all = (await Server.GetAsync(Flags, MadeShop.ServerKey)).ShouldBe(200).Json.AsArray();
        all.Select(flag => flag!["feature"]!["id"]!.GetValue<int>())
            .ShouldBe([MadeShop.Button, MadeShop.DarkMode, MadeShop.Limit, MadeShop.Secret, MadeShop.Retired]);
        foreach (var flag in all)
        {
            (await Server.GetAsync($"{Flags}?feature={flag!["feature"]!["name"]}", MadeShop.ServerKey)).ShouldBe(200, flag.ToJsonString());
        }

        (await Server.GetAsync("/api/v1/flags", MadeShop.ServerKey)).ShouldBe(200, all.ToJsonString());
    }

    [Theory]
    [MemberData(nameof(HideSettings))]
    public async Task HiddenFlags_AreLeftOut_OneByOneToo(bool project, bool? environment, bool sensitive, bool isServer, string visible)
    {
        Serve(settings => settings with
        {
            ProjectHidesDisabledFlags = project,
            HidesDisabledFlags = environment,
            HidesSensitiveData = sensitive,
        });
        var key = isServer ? MadeShop.ServerKey : MadeShop.ClientKey;
        var all = (await Server.GetAsync(Flags, key)).ShouldBe(200).Json.AsArray();
        string.Join(' ', all.Select(flag => flag!["feature"]!["name"]!.GetValue<string>())).ShouldBe(visible);
        foreach (var name in new[] { "checkout_button", "dark_mode", "limit", "secret", "retired" })
        {
            var one = await Server.GetAsync($"{Flags}?feature={name}", key);
            if (visible.Split(' ').Contains(name, StringComparer.Ordinal))
            {
                one.ShouldBe(200);
            }
            else
            {
                one.ShouldBe(404, """{"detail":"Given feature not found"}""");
            }
        }

        foreach (var flag in all)
        {
            string[] hidden = ["id", "environment", "created_date", "initial_value", "default_enabled"];
            var nulls = hidden.Count(member => (flag!.AsObject().ContainsKey(member) ? flag[member] : flag["feature"]![member]) is null);
            (nulls == hidden.Length).ShouldBe(sensitive);
        }
    }

    [Fact]
    public async Task AFlagThatThereIsNot_IsNotFound()
    {
        Serve();
        (await Server.GetAsync($"{Flags}?feature=nope", MadeShop.ClientKey)).ShouldBe(404, """{"detail":"Given feature not found"}""");
    }

    [Fact]
    public async Task OtherMethods_AreRefused_AndOtherAddressesAreSomebodyElses()
    {
        Serve();
        var refused = await Server.SendAsync(HttpMethod.Delete, Flags, null, MadeShop.ServerKey);
        refused.ShouldBe(405, """{"detail":"Method \"DELETE\" not allowed."}""");
        refused.Headers["Allow"].ShouldBe("GET, HEAD, OPTIONS");
        (await Server.GetAsync("/api/v1/flags/7", MadeShop.ServerKey)).ShouldBe(404, """{"detail":"Not found."}""");
        (await Server.GetAsync("/api/v1/projects/", MadeShop.ServerKey)).Text.ShouldBe("not delivered");
        (await Server.GetAsync("/ofrep/v1/configuration", MadeShop.ServerKey)).ShouldBe(404).Json["errorDetails"].ShouldNotBeNull();
    }

    [Theory]
    [InlineData("gzip, deflate, br", "br")]
    [InlineData("br;q=0.2, gzip;q=0.8", "gzip")]
    [InlineData("br;q=0, gzip", "gzip")]
    [InlineData("*", "br")]
    [InlineData("*;q=0.5, br;q=0.1", "gzip")]
    [InlineData("gzip;q=0.5, identity", null)]
    [InlineData("identity;q=0.5, gzip", "gzip")]
    [InlineData("*;q=0", null)]
    [InlineData("deflate", null)]
    [InlineData("gzip;q=x", null)]
    public async Task ABigAnswer_IsInTheFormThatTheCallerLikesBest(string accepted, string? encoding)
    {
        var long2000 = new string('x', 2_000);
        Serve(settings => settings with { ProjectName = new string('x', 20_000) });
        var traits = string.Join(',', Enumerable.Range(0, 10).Select(index => $$"""{"trait_key":"k{{index}}","trait_value":"{{long2000}}","transient":true}"""));
        var document = await Server.GetAsync(Document, MadeShop.ServerKey, ("Accept-Encoding", accepted));
        var identity = await Server.PostAsync(Identities, $$"""{"identifier":"a","traits":[{{traits}}]}""", MadeShop.ClientKey, ("Accept-Encoding", accepted));
        foreach (var answer in new[] { document, identity })
        {
            answer.ShouldBe(200).Headers.GetValueOrDefault("Content-Encoding").ShouldBe(encoding);
            answer.Headers["Vary"].ShouldBe("Origin, X-Environment-Key, Accept-Encoding");
        }
    }

    [Fact]
    public async Task ABigAnswer_IsCompressedForWhoTakesIt_AndIsTheSame()
    {
        Serve(settings => settings with { ProjectName = new string('x', 20_000) });
        var plain = await Server.GetAsync(Document, MadeShop.ServerKey);
        plain.Headers.Keys.ShouldNotContain("Content-Encoding");
        foreach (var encoding in new[] { "gzip", "br" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, Document);
            request.Headers.Add("X-Environment-Key", MadeShop.ServerKey);
            request.Headers.Add("Accept-Encoding", encoding);
            using var response = await Server.Http.SendAsync(request, Cancellation);
            response.Content.Headers.ContentEncoding.ShouldBe([encoding]);
            await using var body = await response.Content.ReadAsStreamAsync(Cancellation);
            await using Stream opened = encoding == "gzip"
                ? new System.IO.Compression.GZipStream(body, System.IO.Compression.CompressionMode.Decompress)
                : new System.IO.Compression.BrotliStream(body, System.IO.Compression.CompressionMode.Decompress);
            using var reader = new StreamReader(opened);
            (await reader.ReadToEndAsync(Cancellation)).ShouldBe(plain.Text);
        }
    }
}
