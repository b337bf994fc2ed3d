using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Serving.Traits;
using ExperimentAdmin.Tests.Shared;
using ExperimentAdmin.Unit.Api;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ExperimentAdmin.Unit.Persistence.Away;

/// <summary>The database is away altogether, and comes back: nothing fails that can be answered without it, and nobody is signed out.</summary>
public abstract class OutageTests(DatabaseProvider provider) : AwayTests(provider)
{
    private const string Context = """{"context":{"targetingKey":"ann","plan":"pro"}}""";

    private CutProxy? _proxy;

    public override async ValueTask DisposeAsync()
    {
        if (_proxy is not null)
        {
            await _proxy.DisposeAsync();
        }

        if (Database?.Options.Provider is DatabaseProvider.Sqlite && File.Exists($"{DatabaseFile}.away"))
        {
            File.Move($"{DatabaseFile}.away", DatabaseFile);
        }

        await base.DisposeAsync();
    }

    protected override DatabaseOptions Reach(DatabaseOptions options)
    {
        if (options.Provider is DatabaseProvider.Sqlite)
        {
            return options;
        }

        (_proxy, var through) = CutProxy.Before(options.ConnectionString);
        return options with { ConnectionString = through };
    }

    private string DatabaseFile => Database.Options.File;

    private void GoAway()
    {
        if (_proxy is not null)
        {
            _proxy.Cut();
        }
        else
        {
            File.Move(DatabaseFile, $"{DatabaseFile}.away");
        }
    }

    private void ComeBack()
    {
        if (_proxy is not null)
        {
            _proxy.Restore();
        }
        else
        {
            File.Move($"{DatabaseFile}.away", DatabaseFile);
        }
    }

    [Fact]
    public async Task Applications_GetWhatTheyAskFor_WithTheTraitsThatAreSentAndRemembered()
    {
        await StoreAsync("ann", "pro");
        (await SayAsync("bob", "free")).ShouldBe(200);
        GoAway();

        foreach (var path in (string[])["/api/v1/flags/", "/api/v1/environment-document/", "/api/v1/identities/?identifier=somebody", "/api/v1/identities/?identifier=ann&transient=true"])
        {
            (await Application.GetAsync(path)).ShouldBe(200);
        }

        (await Application.PostAsync("/ofrep/v1/evaluate/flags", JsonNode.Parse(Context))).ShouldBe(200);
        (await Application.PostAsync("/ofrep/v1/evaluate/flags/checkout_button", JsonNode.Parse(Context))).ShouldBe(200);
        (await Application.PostAsync("/api/v1/analytics/flags/", new JsonObject { ["checkout_button"] = 3 })).ShouldBe(200);
        (await Application.PostAsync("/api/v2/analytics/flags/", JsonNode.Parse("""{"evaluations":[{"feature_name":"checkout_button","count":1,"enabled_when_evaluated":true}]}"""))).ShouldBe(204);
        (await PlanOfAsync("ann")).ShouldBe("pro", "it was written just before");
        (await PlanOfAsync("bob")).ShouldBe("free", "it waits to be written");
        (await SayAsync("ann", "gold")).ShouldBe(200).Json["traits"]!.AsArray().ShouldHaveSingleItem()!["trait_value"]!.GetValue<string>().ShouldBe("gold");
        (await SayAsync("carl", "new")).ShouldBe(200);

        ComeBack();
        await Server.Services.GetRequiredService<StoredTraits>().WriteAsync(Cancellation);
        (await PlanOfAsync("ann")).ShouldBe("gold");
        (await PlanOfAsync("carl")).ShouldBe("new");
    }

    [Fact]
    public async Task AChangeThatWasSaidMeanwhile_IsWritten_AlsoWhereMemoryHadIt()
    {
        await StoreAsync("ann", "pro");
        var elsewhere = World.Get<StoredTraits>();
        (await elsewhere.MergeAsync(World.EnvironmentId, "ann", [new("plan", Core.Evaluation.Context.ContextValue.Of("free"))], Cancellation)).Error.ShouldBeNull();
        await elsewhere.WriteAsync(Cancellation);
        GoAway();
        (await SayAsync("ann", "pro")).ShouldBe(200);
        ComeBack();

        await Server.Services.GetRequiredService<StoredTraits>().WriteAsync(Cancellation);

        (await PlanOfAsync("ann")).ShouldBe("pro", "another process had stored something else, which nobody here could know");
    }

    [Fact]
    public async Task Scripts_AreToldToComeAgain_AndNothingIsDone()
    {
        var segments = await SegmentsAsync(Key);
        GoAway();

        foreach (var client in new[] { Key, Session })
        {
            ShouldBeAway(await client.GetAsync(Experiments));
            ShouldBeAway(await client.GetAsync("/api/v1/me/"));
            ShouldBeAway(await client.GetAsync($"/api/v1/projects/{World.ProjectId}/segments/"));
            ShouldBeAway(await AddSegmentAsync(client, "Away"));
            ShouldBeAway(await client.PostAsync(Experiments, new JsonObject { ["feature"] = World.FeatureId, ["name"] = "Away", ["hypothesis"] = "x" }));
            ShouldBeAway(await client.DeleteAsync($"/api/v1/projects/{World.ProjectId}/segments/1/"));
        }

        ComeBack();
        (await SegmentsAsync(Key)).ShouldBe(segments);
        (await AddSegmentAsync(Session, "Back")).ShouldBe(201);
        (await SegmentsAsync(Session)).ShouldContain("Back");
    }

    [Fact]
    public async Task Browsers_GetAPageThatSaysIt_AndStaySignedIn()
    {
        using var handler = new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false };
        using var browser = new HttpClient(handler) { BaseAddress = Server.Address };
        browser.DefaultRequestHeaders.Add("Accept", "text/html,application/xhtml+xml");
        var cookie = Session.Http.DefaultRequestHeaders.GetValues("Cookie").Single();
        GoAway();

        foreach (var (path, isSignedIn) in new[] { ("/account/sign-in", false), ("/account/sign-in", true), ("/account", true), ("/", true), ("/shop/production/flags", true) })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            _ = isSignedIn && request.Headers.TryAddWithoutValidation("Cookie", cookie);
            using var page = await browser.SendAsync(request, Cancellation);
            page.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable, path);
            page.Headers.RetryAfter.ShouldNotBeNull();
            page.Headers.Contains("Set-Cookie").ShouldBeFalse(path);
            page.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
            var text = await page.Content.ReadAsStringAsync(Cancellation);
            text.ShouldContain("The database is away");
            text.ShouldContain($"href=\"{path}\"");
        }

        // With the cookie of a person too.
        foreach (var file in (string[])["health/live", "css/app.css", "js/theme.js", "favicon.svg", "_framework/blazor.web.js", "openapi/v1.json"])
        {
            (await Session.Http.GetAsync(new Uri(file, UriKind.Relative), Cancellation)).StatusCode.ShouldBe(HttpStatusCode.OK, file);
        }

        ComeBack();
        (await Session.GetAsync("/api/v1/me/")).ShouldBe(200);
        (await Session.Http.GetAsync(new Uri("account", UriKind.Relative), Cancellation)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task SigningIn_IsRefusedForNow_AndCountsAsNoWrongPassword()
    {
        using var browser = new WebBrowser(Server);
        using var form = await browser.FormAsync("/account/sign-in", "sign-in", ("Form.Email", "nobody@test.local"), ("Form.Password", "whatever it is"));
        GoAway();
        for (var attempt = 0; attempt < 8; attempt++)
        {
            using var away = await browser.SendAgainAsync("/account/sign-in", form);
            away.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        }

        ComeBack();
        using var wrong = await browser.SendAgainAsync("/account/sign-in", form);
        wrong.StatusCode.ShouldBe(HttpStatusCode.OK, "the account is not locked");
    }

    [Fact]
    public async Task TheLog_IsNotFilledByIt()
    {
        await StoreAsync("ann", "pro");
        GoAway();
        for (var turn = 0; turn < 15; turn++)
        {
            ShouldBeAway(await Key.GetAsync(Experiments));
            ShouldBeAway(await AddSegmentAsync(Session, "Away"));
            (await PlanOfAsync("ann")).ShouldBe("pro");
            _ = await ReadinessAsync();
        }

        Server.Logged.Count.ShouldBeLessThan(5, string.Join('\n', Server.Logged));
    }

    public sealed class OnSqlite() : OutageTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgres() : OutageTests(DatabaseProvider.Postgres)
    {
        [Fact]
        public async Task ACommitInDoubt_IsSaidToBeInDoubt()
        {
            _proxy!.CutAfterNextCommit();
            ShouldBeAway(await AddSegmentAsync(Key, "Doubtful"), "commit_in_doubt").Json["detail"]!.GetValue<string>().ShouldContain("nobody knows");
            _proxy.Restore();
            (await SegmentsAsync(Key)).ShouldContain("Doubtful", "the answer was lost, not the change");
        }

        [Fact]
        public async Task AServerThatHangs_HoldsUpNobodyForLong()
        {
            await StoreAsync("ann", "pro");
            (await Key.GetAsync("/api/v1/me/")).ShouldBe(200);
            _proxy!.FallSilent();

            var watch = Stopwatch.StartNew();
            (await PlanOfAsync("ann")).ShouldBe("pro");
            watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(15));
            watch.Restart();
            ShouldBeAway(await Key.GetAsync("/api/v1/me/"));
            watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(40));
            watch.Restart();
            (await PlanOfAsync("ann")).ShouldBe("pro");
            watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(15));
        }

        [Fact]
        public async Task ARestart_IsOverWithTheFirstRequestsAfterIt()
        {
            (await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Key.GetAsync(Experiments)))).ShouldAllBe(answer => answer.Status == 200);
            await using (var db = World.Open())
            {
                await using var connection = new NpgsqlConnection(Database.Options.ConnectionString);
                await connection.OpenAsync(Cancellation);
                await using var terminate = connection.CreateCommand();
                terminate.CommandText = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";
                _ = await terminate.ExecuteNonQueryAsync(Cancellation);
            }

            // What breaks with a connection of before is said rightly, and takes the others with it.
            var answers = new List<ApiAnswer>();
            for (var turn = 0; turn < 4; turn++)
            {
                answers.Add(await Key.GetAsync(Experiments));
            }

            answers.ShouldAllBe(answer => answer.Status == 200 || answer.Status == 503);
            answers[^1].ShouldBe(200);
            (await AddSegmentAsync(Session, "Back")).ShouldBe(201);
        }
    }
}
