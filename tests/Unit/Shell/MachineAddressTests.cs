using System.Text.Json.Nodes;
using ExperimentAdmin.App.Shell.Server;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Common.Names;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Core.Workspace.UseCases;
using ExperimentAdmin.Tests.Shared;
using ExperimentAdmin.Unit.Api;
using Microsoft.Extensions.DependencyInjection;

namespace ExperimentAdmin.Unit.Shell;

/// <summary>What programs ask is answered in JSON with the status that says what is so, and never by the way to the sign-in page.</summary>
public sealed class MachineAddressTests() : ApiTests(DatabaseProvider.Sqlite, Versioning.V1, ActorKind.Person)
{
    private const string Page = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    private static readonly string[] s_misses =
    [
        "/api", "/api/", "/API", "/api/v1", "/api/v1/flag/", "/api/v3/flags/", "/api/v1/environments", "/api/v1/environment-documents/", "//api//v1//flag/",
        "/api/v1/environments/key_Production/experiment/", "/ofrep", "/ofrep/", "/ofrep/v1/configuration", "/ofrep/v2/evaluate/flags", "//ofrep/v1/evaluate",
        "/OFREP/v1/evaluate", "/v1/events", "/v1/events/", "//v1//events", "/V1/Events", "/v1", "/sse", "/sse/environments/key_Production/stream", "/health", "/health/",
        "/health/alive", "//health//readyness", "/openapi", "/openapi/", "/openapi.yaml", "/openapi.json", "/openapi//x",
        "/api%2Fv1/me/", "/ofrep%2fv1/evaluate/flags", "/v1%2Fevents/x", "/health%2Fready/x", "/openapi%2Fv1.json/x",
    ];

    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    [InlineData("TRACE")]
    [InlineData("PROPFIND")]
    public async Task WhatIsNotThere_Is404InJson_WhateverTheVerbAndTheSlashes(string method)
    {
        foreach (var path in s_misses)
        {
            foreach (var accept in new[] { null, Page, "application/json", "text/event-stream", "*/*" })
            {
                await IsMissingAsync(method, path, accept);
            }
        }
    }

    [Fact]
    public async Task ADescriptionThatThereIsNot_IsMissingToo() => await IsMissingAsync("GET", "/openapi/v2.json", Page);

    [Theory]
    [InlineData("DELETE", "/api/v1/flags/", "GET, HEAD, OPTIONS")]
    [InlineData("GET", "/api/v1/analytics/flags/", "POST, OPTIONS")]
    [InlineData("HEAD", "/ofrep/v1/evaluate/flags", "POST, OPTIONS")]
    [InlineData("PUT", "//api/v1//identities", "GET, HEAD, POST, OPTIONS")]
    [InlineData("DELETE", "/api/v1/environments/key_Production/experiments/", "GET, POST, HEAD")]
    [InlineData("OPTIONS", "/api/v1/environments/key_Production/experiments/", "GET, POST, HEAD")]
    [InlineData("PATCH", "//api//v1//environments//key_Production//experiments//", "GET, POST, HEAD")]
    [InlineData("DELETE", "/health/ready", "GET, HEAD")]
    [InlineData("POST", "/health/live/", "GET, HEAD")]
    [InlineData("PUT", "/account/sign-in", "GET, POST, HEAD")]
    public async Task WhatIsThereForOtherVerbs_Is405_AndSaysWhich(string method, string path, string allowed)
    {
        var (status, headers, body) = await AskAsync(method, path, "application/json");
        status.ShouldBe(405, headers);
        Header(headers, "Allow").Split(", ").Order().ShouldBe(allowed.Split(", ").Order());
        if (method is not "HEAD")
        {
            var said = JsonNode.Parse(body)!;
            (said["detail"] ?? said["errorDetails"])!.GetValue<string>().ShouldBe($"Method \"{method}\" not allowed.");
        }
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/account")]
    [InlineData("/shop/production/flags")]
    [InlineData("/_blazor/negotiate?negotiateVersion=1")]
    public async Task WhoTakesNoPages_IsToldToSignIn_AndNotLedThere(string path)
    {
        foreach (var accept in new[] { "application/json", "text/event-stream", "text/plain, application/*", "text/html;q=0, application/json", "text/html;q=0, */*;q=0.5", "text/*;q=0, */*", "nonsense" })
        {
            var (status, headers, body) = await AskAsync(path.StartsWith("/_", StringComparison.Ordinal) ? "POST" : "GET", path, accept);
            status.ShouldBe(401, headers);
            JsonNode.Parse(body)!["code"]!.GetValue<string>().ShouldBe("not_signed_in");
        }

        var isConnection = path.StartsWith("/_", StringComparison.Ordinal);
        foreach (var accept in isConnection ? new[] { null, "*/*" } : [Page, null, "*/*", "text/html;q=0.1, */*;q=0", "application/json, text/*"])
        {
            (await AskAsync(isConnection ? "POST" : "GET", path, accept)).Status.ShouldBe(isConnection ? 401 : 302);
        }
    }

    [Fact]
    public async Task APage_ForWhoTakesNone_IsNotAcceptable()
    {
        (await AskAsync("GET", "/account/sign-in", "application/json")).ShouldSatisfyAllConditions(
            answer => answer.Status.ShouldBe(406), answer => JsonNode.Parse(answer.Body)!["code"]!.GetValue<string>().ShouldBe("not_acceptable"));
        (await AskAsync("GET", "/account/sign-in", null)).Status.ShouldBe(200);
        (await AskAsync("GET", "/account/sign-in", "text/*")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task WhatIsNotThere_IsAPage_ForBrowsers_AndJsonForEverybodyElse()
    {
        var page = await AskAsync("GET", "/nothing/of/this/kind/is/there", Page);
        page.Status.ShouldBe(404, page.Headers);
        page.Body.ShouldContain("Page not found");
        (await AskAsync("POST", "/nothing/of/this/kind/is/there", Page)).Body.ShouldContain("Page not found");
        var program = await AskAsync("GET", "/apis/v1/flags/with/a/wrong/root", "*/*");
        program.Status.ShouldBe(404, program.Headers);
        JsonNode.Parse(program.Body)!["code"]!.GetValue<string>().ShouldBe("not_found");
    }

    [Theory]
    [InlineData("/.well-known/change-password")]
    [InlineData("/_framework/missing.js")]
    [InlineData("/_content/missing.css")]
    [InlineData("/favicon.svg/x")]
    [InlineData("/apple-touch-icon.png")]
    [InlineData("/shop_1/production/flags")]
    public async Task WhatNoProjectCanBeCalled_IsNoPageOfOne(string path)
    {
        foreach (var client in new[] { null, await CookieAsync() })
        {
            var (status, headers, _) = await AskAsync("GET", path, "*/*", client);
            status.ShouldBe(404, headers);
            Header(headers, "Content-Type").ShouldContain("json");
        }
    }

    [Fact]
    public async Task Head_IsAnsweredWhereverGetIs_WithoutABody()
    {
        var cookie = await CookieAsync();
        foreach (var path in new[] { "/account/sign-in", "/", "/account", $"{Environment}/experiments/", "/openapi/v1.json", "/health/ready", "/nothing/of/this/kind/is/there", "/app.css" })
        {
            var get = await AskAsync("GET", path, Page, cookie);
            var head = await AskAsync("HEAD", path, Page, cookie);
            (head.Status, head.Body).ShouldBe((get.Status, string.Empty), path);
            Header(head.Headers, "Content-Type").ShouldBe(Header(get.Headers, "Content-Type"));
        }
    }

    [Fact]
    public async Task Head_WithoutASignIn_EndsAtTheSignInPage()
    {
        var first = await AskAsync("HEAD", "/account", Page);
        first.Status.ShouldBe(302);
        var (status, headers, _) = await AskAsync("HEAD", new Uri(Server.Address, Header(first.Headers, "Location")).PathAndQuery, Page);
        status.ShouldBe(200, headers);
    }

    [Fact]
    public async Task ABaseAddress_WithASlashAtItsEnd_IsServed()
    {
        var made = await Server.Services.GetRequiredService<CreateEnvironmentKey>()
            .RunAsync(new(await World.AccessAsync(Role.Administrator), World.EnvironmentId, EnvironmentKeyKind.Server, "Test"), Cancellation);
        foreach (var path in new[] { "/api/v1//flags/", "//api/v1/flags/", "/api/v1//environment-document/", "/api/v1/environment-document//" })
        {
            (await AskAsync("GET", path, "application/json", null, ("X-Environment-Key", made.Value.Token))).Status.ShouldBe(200, path);
        }

        foreach (var path in new[] { "//ofrep/v1/evaluate/flags", "/ofrep//v1/evaluate/flags/checkout_button", "/ofrep/v1/evaluate//flags//checkout_button/" })
        {
            var answer = await AskAsync("POST", path, "application/json", null, ("X-Environment-Key", made.Value.Token), ("Content-Type", "application/json"), ("Content-Length", "2"));
            answer.Status.ShouldBe(400, answer.Body); // The body is empty, and that is all that is wrong.
        }

        var manager = await ManagerAsync();
        (await manager.GetAsync("/api//v1/environments//key_Production/experiments//")).ShouldBe(200);
        (await AskAsync("GET", "//health//ready", null)).Status.ShouldBe(200);
    }

    private async Task<string> CookieAsync()
        => string.Join("; ", (await ManagerAsync()).Http.DefaultRequestHeaders.GetValues("Cookie"));

    private async Task IsMissingAsync(string method, string path, string? accept)
    {
        var (status, headers, body) = await AskAsync(method, path, accept);
        status.ShouldBe(404, $"{method} {path} {accept}: {headers}");
        Header(headers, "Content-Type").ShouldContain("json");
        if (method is not "HEAD")
        {
            (JsonNode.Parse(body)!["detail"] ?? JsonNode.Parse(body)!["errorDetails"]).ShouldNotBeNull();
        }
    }

    [Theory]
    [InlineData("API")]
    [InlineData("v1")]
    [InlineData("SSE")]
    [InlineData("Health")]
    [InlineData("ofrep")]
    [InlineData("OpenAPI")]
    public void NoProject_HasAnAddressOfPrograms(string name)
    {
        MachineAddresses.IsMachine($"/{name}").ShouldBeTrue();
        MachineAddresses.IsMachine($"/{Slug.From(name)}").ShouldBeFalse();
    }

    private static string Header(string headers, string name)
        => headers.Split("\r\n").Where(line => line.StartsWith($"{name}: ", StringComparison.OrdinalIgnoreCase)).Select(line => line[(name.Length + 2)..]).FirstOrDefault(string.Empty);

    private async Task<(int Status, string Headers, string Body)> AskAsync(
        string method, string path, string? accept, string? cookie = null, params (string Name, string Value)[] more)
    {
        var headers = string.Concat(more.Append(("Accept", accept ?? string.Empty)).Append(("Cookie", cookie ?? string.Empty))
            .Where(header => header.Item2.Length > 0).Select(header => $"{header.Item1}: {header.Item2}\r\n"));
        var hasBody = method is "POST" or "PUT" or "PATCH" && !Array.Exists(more, header => header.Name is "Content-Length");
        var (status, answer) = await RawHttp.SendAsync(
            Server.Address,
            $"{method} {path} HTTP/1.1\r\nHost: {Server.Address.Authority}\r\nConnection: close\r\n{headers}{(hasBody ? "Content-Length: 0\r\n" : string.Empty)}\r\n"
                + (Array.Exists(more, header => header.Name is "Content-Length") ? "{}" : string.Empty),
            Cancellation);
        var end = answer.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var body = answer[(end + 4)..];
        return (status, answer[..end], answer[..end].Contains("chunked", StringComparison.OrdinalIgnoreCase) ? Unchunk(body) : body);
    }

    private static string Unchunk(string body) => string.Concat(body.Split("\r\n").Where((_, index) => index % 2 == 1));
}
